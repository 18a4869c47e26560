"""What the pages of a home share: whose they are, and how a form is taken (机构端页面)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from backend.accounts.models import Person
from backend.core.refusals import Missing, Refusal
from backend.look.page import Page, person_of
from backend.portal.refusing import in_words
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


class Act(HomePage):
    """A write by a form; refused, the page it stands on says why beside it.

    about: which form of the page is meant.
    """

    http_method_names = ["post"]
    about = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, say so, and go on; or say why not."""
        _home = self.home  # what is not yours is not there
        try:
            told = self.act()
        except Refusal as no:
            if no.status == Missing.status:
                raise
            return self.refused(in_words(no), no.status)
        messages.success(request, told)
        return redirect(*self.onward())

    def act(self) -> str:
        """Call the service; give what to say."""
        raise NotImplementedError

    def onward(self) -> tuple[str, Any]:
        """Give the route that follows, with its id."""
        raise NotImplementedError

    def refused(self, problem: dict[str, Any], status: int) -> HttpResponse:
        """Show the page with the reason, and what was written."""
        told = self.get_context_data(
            problem=problem, problem_of=self.about, typed=self.request.POST
        )
        return self.render_to_response(told, status=status)

    def typed(self, name: str) -> str:
        """Give what stands in a field."""
        return self.request.POST.get(name, "").strip()
