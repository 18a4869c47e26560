"""The ledger of duties (履职台账): the matrix, the list, one duty, the list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from backend.accounts.models import Person
from backend.accounts.selectors import holds_any
from backend.core import clock
from backend.core.refusals import Missing
from backend.duties import selectors
from backend.duties.models import Duty, DutyKind, Excuse
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, csv_file, xlsx_file
from backend.office.duties import DutyFilter, DutyLine, MatrixFilter, cells, duty_lines, head
from backend.office.duties_permissions import KEEPERS

AT_ONCE = 500  # rows of a file read together
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
    template_name = "office/duties.html"

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


class DutyListPage(Page):
    """/office/duties/list?kind=&state=&name=&year=&region=&site=&cursor=."""

    here = "duties"
    template_name = "office/duties_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, the newest term first."""
        wanted = DutyFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        found = part(self.request, rows, ordering=("-pk",))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            count=rows.count(),
            lines=duty_lines(found.rows),
            part=found,
            **kwargs,
        )


class DutyPage(Page):
    """/office/duties/{id}; a duty of another county is not there."""

    here = "duties"
    template_name = "office/duties_one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        duty = found(person, kwargs["duty_id"])
        open_now = duty.state in (Duty.State.OPEN, Duty.State.LATE)
        keeps = holds_any(person, KEEPERS, duty.region)
        noted = duty.kind.by_hand and duty.state not in (Duty.State.DONE, Duty.State.CANCELLED)
        return super().get_context_data(
            duty=duty,
            line=DutyLine(duty),
            excuses=[Excuse(code) for code in duty.kind.excuses] if keeps and open_now else [],
            may_note=keeps and noted,
            **kwargs,
        )


def found(person: Person, duty_id: Any) -> Duty:
    """Find a duty somebody may see; raises Missing."""
    duty = selectors.visible_to(person).filter(pk=duty_id).first()
    if duty is None:
        raise Missing("没有这项应办事项，或者不在你的管辖范围")
    return duty


@require_GET
def duties_csv(request: HttpRequest) -> HttpResponseBase:
    """/office/duties/list.csv: all rows that fit the filters."""
    return csv_file("duties", head(), _rows(request))


@require_GET
def duties_xlsx(request: HttpRequest) -> HttpResponseBase:
    """/office/duties/list.xlsx: the same as a workbook."""
    return xlsx_file("duties", head(), _rows(request))


def _rows(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = DutyFilter(request.GET, person=person_of(request))
    for duty in wanted.rows().order_by("-pk").iterator(chunk_size=AT_ONCE):
        yield cells(DutyLine(duty))
