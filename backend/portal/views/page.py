"""What the pages of a home share: whose they are, and who may act (机构端页面)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from backend.accounts.models import Person
from backend.core.refusals import Missing
from backend.look import acts
from backend.look.page import Page, person_of
from backend.registers.models import Site
from backend.registers.selectors import sites_managed_by

NOT_YOURS = "没有这家机构，或者不由你负责"


class HomePage(Page):
    """A page of one home; one that the reader does not act for is not there."""

    @cached_property
    def person(self) -> Person:
        """Who reads."""
        return person_of(self.request)

    @cached_property
    def homes(self) -> list[Site]:
        """The homes he acts for, by name."""
        rows = sites_managed_by(self.person).select_related("region", "legal_person", "kind")
        return list(rows.order_by("name", "number"))

    @cached_property
    def home(self) -> Site:
        """The home of this page; raises Missing."""
        return self.one_of(self.kwargs["site_id"])

    def one_of(self, site_id: Any) -> Site:
        """Give one of the reader's homes; raises Missing."""
        found = next((one for one in self.homes if one.pk == site_id), None)
        if found is None:
            raise Missing(NOT_YOURS)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which home is meant."""
        many = len(self.homes) > 1
        return super().get_context_data(home=self.home, many=many, **kwargs)


class Act(acts.Act, HomePage):
    """A write by a form; refused, the page it stands on says why beside it."""

    def admit(self) -> None:
        """Let in who acts for the home; raises Missing."""
        assert self.home


class Words(forms.Form):
    """What somebody says."""

    words = forms.CharField(max_length=4000, required=False, label=gettext_lazy("内容"))
