"""A verb of the office by a form (办理): in a region where one holds a role of its route's row."""

from __future__ import annotations

from functools import cached_property

from django import forms

from backend.accounts.models import Person, Region
from backend.core.refusals import Missing
from backend.look import acts
from backend.look.page import person_of
from backend.office.permissions import ROWS
from backend.office.reach import Reach


class Seen(forms.Form):
    """The version of the row the page showed."""

    seen_version = forms.IntegerField(min_value=1)


class Act(acts.Act):
    """POST of one verb; who may is in the permission table, where is the row's region."""

    def admit(self) -> None:
        """Let in who holds a role of the route over the region; raises Missing, Forbidden."""
        region = self.region()
        if region is not None:
            self.reach.demand(region, *self.roles)

    def region(self) -> Region | None:
        """Give the region of the row; none where the form names it, or it has none.

        Raises Missing for a row that is not his to see.
        """
        return None

    def named_region(self, code: str) -> Region:
        """Give the region a form names; raises Missing for one where he may not do it."""
        region = Region.objects.filter(pk=code).first()
        if region is None or not self.reach.may(region, *self.roles):
            raise Missing("该区划不在你的管辖范围")
        return region

    @property
    def roles(self) -> frozenset[str]:
        """Give the roles that may do it, by the permission table."""
        route = self.request.resolver_match
        return ROWS[route.url_name or ""].roles if route else frozenset()

    @cached_property
    def reach(self) -> Reach:
        """Give the roles of who asks."""
        return Reach(self.person)

    @property
    def person(self) -> Person:
        """Give who asks."""
        return person_of(self.request)

    @property
    def actor(self) -> str:
        """Name who asks, as the operation log does."""
        return str(self.person.pk)
