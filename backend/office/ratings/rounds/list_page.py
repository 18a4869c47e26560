"""The list of rounds of rating (评定批次)."""

from __future__ import annotations

from typing import Any

from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.office.ratings.rounds.lines import (
    round_lines,
    rounds_seen,
)
from backend.office.ratings.todos import waiting
from backend.office.reach import Reach


class RoundsPage(Page):
    """/office/rounds?cursor=: rounds of the person's area and above, newest first."""

    here = "rounds"
    template_name = "office/ratings/rounds/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page; what waits for the reader stands above it."""
        person = person_of(self.request)
        rows = rounds_seen(person)
        found = part(self.request, rows, ordering=("-pk",))
        return super().get_context_data(
            tab="rounds",
            waits=[one for one in waiting(Reach(person)) if one.count],
            count=rows.count(),
            lines=round_lines(found.rows, person),
            part=found,
            **kwargs,
        )
