"""Lists as files for Excel: CSV and XLSX, row by row (导出)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import FileResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Cell = str | int | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\ufeff"  # so that Excel reads UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a cell may not begin with
AT_ONCE = 500  # rows of a file that are read together
Row = TypeVar("Row", bound=Model)


def in_parts(rows: QuerySet[Row], size: int = AT_ONCE) -> Iterator[list[Row]]:
    """Read a list part by part: what belongs to a part is asked once, and memory stays small."""
    found = rows.iterator(chunk_size=size)
    while some := list(islice(found, size)):
        yield some


def csv_file(
    name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> StreamingHttpResponse:
    """Give the rows as CSV, streamed."""
    return StreamingHttpResponse(
        _lines([head], rows),
        content_type="text/csv; charset=utf-8",
        headers=_headers(f"{name}.csv"),
    )


def xlsx_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> FileResponse:
    """Give the rows as a workbook with a bold, frozen head."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number, word in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, 2 * len(word) + 4)
    sheet.append([_bold(sheet, word) for word in head])
    for row in rows:
        sheet.append([_plain(cell) for cell in row])
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type=XLSX, headers=_headers(f"{name}.xlsx"))


def _bold(sheet: Any, word: str) -> Any:
    cell = WriteOnlyCell(sheet, value=word)
    cell.font = Font(bold=True)
    return cell


class _Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def _lines(head: Iterable[Sequence[Cell]], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield MARK
    for row in head:
        yield writer.writerow(row)
    for row in rows:
        yield writer.writerow([_plain(cell) for cell in row])


def _plain(cell: Cell) -> Cell:
    """Keep a text from being read as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
