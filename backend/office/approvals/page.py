"""Approvals on a phone (审批): what waits for me, decided with one thumb."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backend.accounts.models import Region
from backend.accounts.roles import Role
from backend.core.refusals import Malformed, Missing, Refusal
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.spoken import one_line
from backend.office.acts import Act, Seen
from backend.office.approvals.waiting import (
    batches,
    decide,
    for_cards,
    found_visits,
    others,
    waiting_visits,
)
from backend.office.reach import found
from backend.planning import selectors as planning
from backend.planning.models import Plan
from backend.planning.services import approve_plan

MOST = 200  # visits decided at once
SIZE = 40


class ApprovalsPage(Page):
    """/office/approvals?cursor=."""

    here = "approvals"
    template_name = "office/approvals/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List what waits, the oldest first."""
        person = person_of(self.request)
        rows = waiting_visits(person)
        page = part(self.request, for_cards(rows), ordering=("pk",), size=SIZE)
        rest = others(person)
        return super().get_context_data(
            count=rows.count(),
            batches=batches(page.rows),
            part=page,
            rest=rest,
            nothing=not page.rows and not any(getattr(rest, name) for name in rest.__slots__),
            **kwargs,
        )


class DecideVisits(Act, ApprovalsPage):
    """POST /office/approvals/visits: one visit or several, each its own act (审核, 批准)."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask for a tick where several are decided together."""
        self.verb = request.POST.get("batch", "")
        self.sure = len(self.wanted) > 1
        return super().post(request, **kwargs)

    @cached_property
    def wanted(self) -> list[tuple[UUID, int]]:
        """Read which visits, each with the version that was shown."""
        return _read(self.request)

    def act(self, data: dict[str, Any]) -> str:
        """Take the step of each; what is refused is said, the others stand."""
        if not 0 < len(self.wanted) <= MOST:
            raise Malformed(_("先勾选要办理的检查"))
        rows = found_visits(self.person, [visit_id for visit_id, _version in self.wanted])
        if any(visit_id not in rows for visit_id, _version in self.wanted):
            raise Missing("没有这次检查，或者不在你的管辖范围")
        done = 0
        for visit_id, version in self.wanted:
            visit = rows[visit_id]
            try:
                decide(visit, reach=self.reach, seen_version=version)
            except Refusal as no:
                said = {"site": visit.site.name, "why": one_line(no)}
                messages.error(self.request, _("%(site)s：%(why)s") % said)
            else:
                done += 1
        told = ngettext("已办理 %(n)s 次检查。", "已办理 %(n)s 次检查。", done)
        return told % {"n": done} if done else ""

    def after(self) -> str:
        """Go back to what waits."""
        return reverse("office-approvals")


class ApprovePlan(Act, ApprovalsPage):
    """POST /office/approvals/plans/{id} (批准计划)."""

    verb = "approve-plan"
    form_class = Seen
    sure = True

    @cached_property
    def plan(self) -> Plan:
        """Find the plan; raises Missing where he is not its head."""
        rows = planning.plans_visible_to(self.person, Role.HEAD)
        return found(rows, self.kwargs["plan_id"], "没有这份计划，或者不在你的管辖范围")

    def region(self) -> Region:
        """Give whose plan it is."""
        return self.plan.region

    def act(self, data: dict[str, Any]) -> str:
        """Approve it as the head."""
        approve_plan(plan_id=self.plan.pk, by=self.person, **data)
        return _("已批准计划“%(title)s”，可以公布。") % {"title": self.plan.title}

    def after(self) -> str:
        """Go back to what waits."""
        return reverse("office-approvals")


class _Asked(forms.Form):
    """One visit as the form names it: its id and the version that was shown."""

    visit = forms.UUIDField()
    version = forms.IntegerField(min_value=1)


def _read(request: HttpRequest) -> list[tuple[UUID, int]]:
    """Read `visits=id:version` as often as it came; what is malformed counts as nothing."""
    found_ones: dict[UUID, int] = {}
    for text in request.POST.getlist("visits"):
        visit, _colon, version = text.partition(":")
        form = _Asked({"visit": visit, "version": version})
        if form.is_valid():
            found_ones[form.cleaned_data["visit"]] = form.cleaned_data["version"]
    return list(found_ones.items())
