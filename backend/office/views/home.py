"""The first page of the office: what waits today, and the newest visits (今日待办)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.accounts.selectors import grants_of
from backend.inspections import selectors as inspections
from backend.inspections.models import Visit
from backend.look.page import Page, person_of
from backend.office.lines import MARKS, case_lines, rows_for_lines
from backend.publication.selectors import visits_due
from backend.rectifications.selectors import running

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """One number, its word, its mark and the filter of the list behind it."""

    count: int
    what: Any
    icon: str
    query: str


class OfficeHome(Page):
    """/office/."""

    here = "home"
    template_name = "office/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count and list."""
        person = person_of(self.request)
        newest = list(rows_for_lines(inspections.visible_to(person)).order_by("-pk")[:SHOWN])
        lines = case_lines(newest, person)
        return super().get_context_data(
            waiting=list(_waiting(person)),
            states=list(_states(person)),
            lines=lines,
            regions={line.visit.site.region_id for line in lines},
            grants=grants_of(person),
            **kwargs,
        )


def _waiting(person: Person) -> Iterator[Waiting]:
    """Count what somebody has to do."""
    owed = inspections.visible_to(person).filter(inspections.owes_papers())
    mine = inspections.of_officer(person).filter(state__in=["approved", "notified", "open"])
    orders = running(person).order_by().values("visit").distinct()
    yield Waiting(visits_due(person).count(), _("待公示结果"), "megaphone", "?todo=publish")
    yield Waiting(orders.count(), _("整改未销号"), "square-pen", "?todo=correct")
    yield Waiting(owed.count(), _("待补审批手续"), "triangle-alert", "?todo=papers")
    yield Waiting(mine.count(), _("我的检查"), "user-check", "?todo=mine")


def _states(person: Person) -> Iterator[Waiting]:
    counts = inspections.counts_by_state(person)
    for state in Visit.State:
        if counts.get(state.value):
            yield Waiting(counts[state], state.label, MARKS[state][0], f"?state={state.value}")
