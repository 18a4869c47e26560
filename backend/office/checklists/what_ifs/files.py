"""The visits of a trial as files (试算明细)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.core.refusals import Refusal
from backend.inspections.models import WhatIf
from backend.inspections.selectors import rows_of
from backend.look.page import person_of, refused
from backend.look.sheets import Cell, csv_file, in_parts, xlsx_file
from backend.office.checklists.what_ifs.moved import MovedLine, RowFilter, moved_lines
from backend.office.checklists.what_ifs.page import found
from backend.office.checklists.what_ifs.result import Result


@require_GET
def rows_csv(request: HttpRequest, what_if_id: UUID) -> HttpResponseBase:
    """/office/what-if/{id}/rows.csv: all rows that fit the filters."""
    try:
        run = found(person_of(request), what_if_id)
    except Refusal as no:
        return refused(request, no)
    return csv_file("what-if", head(), _cells(run, request))


@require_GET
def rows_xlsx(request: HttpRequest, what_if_id: UUID) -> HttpResponseBase:
    """/office/what-if/{id}/rows.xlsx: the same as a workbook."""
    try:
        run = found(person_of(request), what_if_id)
    except Refusal as no:
        return refused(request, no)
    return xlsx_file("what-if", head(), _cells(run, request))


def head() -> list[str]:
    """Name the columns."""
    return [
        _("机构名称"),
        _("区划"),
        _("机构类型"),
        _("原结果"),
        _("新结果"),
        _("原总分"),
        _("新总分"),
        _("变化"),
        _("原因"),
        _("检查编号"),
    ]


def _cells(run: WhatIf, request: HttpRequest) -> Iterator[list[Cell]]:
    if run.state != WhatIf.State.DONE:
        return
    wanted = RowFilter(request.GET, result=Result(run)).wanted()
    for some in in_parts(rows_of(run, wanted).order_by("pk")):
        for line in moved_lines(run, some):
            yield _row(line)


def _row(line: MovedLine) -> list[Cell]:
    row = line.row
    return [
        row.visit.site.name,
        row.visit.site.region.name,
        row.kind,
        line.before,
        line.after,
        row.total_before,
        row.total_after,
        str(row.get_moved_display()),
        _("；").join(line.why),
        str(row.visit_id),
    ]
