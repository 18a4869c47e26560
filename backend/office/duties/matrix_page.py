"""The ledger of duties as a matrix (履职台账): kinds by how they stand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from backend.core import clock
from backend.duties import selectors
from backend.duties.models import Duty, DutyKind
from backend.look.page import Page, person_of
from backend.office.duties.lines import DutyLine, MatrixFilter

COLUMNS = (
    ("done", "done"),
    ("done_late", "done-late"),
    ("late", "late"),
    ("open", "open"),
    ("excused", "excused"),
)


class DutiesPage(Page):
    """/office/duties?year=&region=: how many of each kind are due, done, late, excused."""

    here = "duties"
    template_name = "office/duties/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count in one query; each number leads to the rows it is made of."""
        asked = self.request.GET.copy()
        asked.setdefault("year", str(clock.today().year))
        wanted = MatrixFilter(asked, person=person_of(self.request))
        narrowed = wanted.wanted()
        rows = selectors.matrix(wanted.rows())
        parts = [
            (part.label, [_counted(row, narrowed) for row in rows if row.kind.part == part])
            for part in DutyKind.Part
        ]
        return super().get_context_data(filter=wanted, parts=parts, today=clock.today(), **kwargs)


def _counted(row: selectors.KindRow, narrowed: dict[str, str]) -> dict[str, Any]:
    """Give a line of the matrix: every number with the address of its rows."""
    place = reverse("office-duty-list")
    common = {"kind": row.kind.code, **narrowed}
    numbers = [
        {
            "n": row.counts.get(name, 0),
            "name": name,
            "address": f"{place}?{urlencode({**common, 'state': state})}",
        }
        for name, state in COLUMNS
    ]
    line = DutyLine(Duty(kind=row.kind))
    return {
        "kind": row.kind,
        "title": line.title,
        "term": line.term,
        "provisional": line.provisional,
        "whole": row.whole,
        "address": f"{place}?{urlencode(common)}",
        "numbers": numbers,
    }
