"""The list of duties (应办事项), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell
from backend.office.duties.lines import DutyFilter, DutyLine, cells, duty_lines, head
from backend.office.files import as_files

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


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = DutyFilter(request.GET, person=person_of(request))
    for duty in wanted.rows().order_by("-pk").iterator(chunk_size=AT_ONCE):
        yield cells(DutyLine(duty))


duties_csv, duties_xlsx = as_files("duties", head, _cells)
