"""Files of an import of sites (导入模板, 错误清单, 预览明细)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.core.refusals import Refusal
from backend.look.page import person_of, refused
from backend.look.sheets import Cell, csv_file, xlsx_file
from backend.office.sites.imports import import_of
from backend.office.sites.told import told_faults, told_rows
from backend.office.workbooks import workbook
from backend.registers.models import SiteImport
from backend.registers.selectors import kind_names
from backend.registers.sheet.columns import COLUMNS
from backend.registers.sheet.template import template

View = Callable[[HttpRequest, UUID], HttpResponseBase]
Writer = Callable[[str, Sequence[str], Iterable[Sequence[Cell]]], HttpResponseBase]


@require_GET
def sheet_template(request: HttpRequest) -> HttpResponse:
    """/office/sites/import/template.xlsx: the empty sheet."""
    return workbook("site-import-template", template(kind_names()))


def _of_import(
    name: str,
    head: Callable[[], Sequence[str]],
    rows: Callable[[SiteImport], Iterable[Sequence[Cell]]],
) -> tuple[View, View]:
    """Give a list of an import as its two files, CSV and workbook."""

    def as_file(write: Writer) -> View:
        @require_GET
        def view(request: HttpRequest, import_id: UUID) -> HttpResponseBase:
            try:
                found = import_of(person_of(request), import_id)
            except Refusal as no:
                return refused(request, no)
            return write(name, head(), rows(found))

        return view

    return as_file(csv_file), as_file(xlsx_file)


def _faults_head() -> list[str]:
    return [_("行"), _("列"), _("表头"), _("应为"), _("实为"), _("请")]


def _faults(found: SiteImport) -> Iterator[list[Cell]]:
    for one in told_faults(found.faults):
        yield [one.row, one.column, one.heading, one.expected, one.came, one.do]


def _rows_head() -> list[str]:
    return [_("行"), _("结果"), _("变动"), *(column.heading for column in COLUMNS)]


def _rows(found: SiteImport) -> Iterator[list[Cell]]:
    for one in told_rows(found.rows):
        said = [f"{each.heading}：{each.old} → {each.new}" for each in one.changes]
        values = [one.values[column.key] for column in COLUMNS]
        yield [one.row, str(one.word), _("；").join(said), *values]


faults_csv, faults_xlsx = _of_import("import-faults", _faults_head, _faults)
rows_csv, rows_xlsx = _of_import("import-rows", _rows_head, _rows)
