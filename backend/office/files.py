"""The rows of a list as files (导出): what fits its filters, as CSV and as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from backend.look.sheets import Cell, csv_file, xlsx_file

View = Callable[[HttpRequest], HttpResponseBase]


def as_files(
    name: str,
    head: Callable[[], Sequence[str]],
    rows: Callable[[HttpRequest], Iterable[Sequence[Cell]]],
) -> tuple[View, View]:
    """Give the two views of a list: `{name}.csv` and `{name}.xlsx`.

    head: names the columns, in the reader's language; rows: all that fit the request's filters.
    """

    @require_GET
    def as_csv(request: HttpRequest) -> HttpResponseBase:
        return csv_file(name, head(), rows(request))

    @require_GET
    def as_xlsx(request: HttpRequest) -> HttpResponseBase:
        return xlsx_file(name, head(), rows(request))

    return as_csv, as_xlsx
