"""The first page of the office: what waits today, and the newest visits (今日待办)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from backend.accounts.models import Person
from backend.accounts.selectors import grants_of
from backend.inspections import selectors as inspections
from backend.inspections.models import Visit
from backend.look.page import Page, person_of
from backend.office.todos import Todo, todos
from backend.office.visits.lines import MARKS, case_lines, rows_for_lines

SHOWN = 8


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
            waiting=todos(person),
            states=list(_states(person)),
            lines=lines,
            regions={line.visit.site.region_id for line in lines},
            grants=grants_of(person),
            **kwargs,
        )


def _states(person: Person) -> Iterator[Todo]:
    counts = inspections.counts_by_state(person)
    for state in Visit.State:
        if counts.get(state.value):
            query = f"?state={state.value}"
            yield Todo(counts[state], state.label, MARKS[state][0], "office-visits", query)
