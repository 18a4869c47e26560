"""The list of duties (应办事项), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, csv_file, xlsx_file
from backend.office.duties.lines import DutyFilter, DutyLine, cells, duty_lines, head

AT_ONCE = 500  # rows of a file read together


class DutyListPage(Page):
    """/office/duties/list?kind=&state=&name=&year=&region=&site=&cursor=."""

    here = "duties"
    template_name = "office/duties/list.html"

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
