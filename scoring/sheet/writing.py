"""A version written as a workbook: sheets, drop-down lists, a guide (生成表格)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from scoring.errors import ScoringError, shown
from scoring.sheet.columns import Column, Table
from scoring.sheet.content import Content
from scoring.sheet.guide import guide_rows
from scoring.sheet.reading import HEADS
from scoring.sheet.spread import rows_of, standard_rows
from scoring.sheet.tables import GUIDE, LINES, STANDARD, TABLES

SPARE_ROWS = 2_000  # rows below the last one that have the drop-down lists
LONGEST = 32_767  # what one cell of Excel holds
HEAD = (("键", "内容", "英文", "名称（只供阅读）", "填写要求（只供阅读）"), HEADS)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_GREY = PatternFill("solid", fgColor="E7E6E6")
_WRAP = Alignment(wrap_text=True, vertical="top")
_LISTED = {"item": "指标", "level": "等级", "of": "分项评级"}  # a reference, and where it leads


def workbook_of(content: Content) -> Workbook:
    """The workbook of a version.

    Raises ScoringError ``not-for-a-sheet`` for a text that no cell holds.
    """
    book = Workbook()
    _guide(book.worksheets[0])
    _standard(book.create_sheet(STANDARD.sheet), content)
    rows = rows_of(content)
    for table in TABLES:
        _table(book.create_sheet(table.sheet), table, rows[table.sheet])
    for name, file in LINES.items():
        sheet = book.create_sheet(name)
        sheet.column_dimensions["A"].width = 120
        for number, line in enumerate(content.texts.get(file, []), 1):
            put(sheet.cell(number, 1), line or None)
    book.active = 1
    return book


def _guide(sheet: Any) -> None:
    sheet.title = GUIDE
    for number, row in enumerate(guide_rows(), 1):
        for at, text in enumerate(row, 1):
            put(sheet.cell(number, at), text or None)
            sheet.cell(number, at).alignment = _WRAP
        if row and len(row) == 1:
            sheet.cell(number, 1).font = Font(bold=True)
    for letter, width in zip("ABCDEF", (26, 30, 22, 24, 10, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _standard(sheet: Any, content: Content) -> None:
    heads(sheet, *HEAD)
    by_key = {column.key: column for column in STANDARD.columns}
    for number, (key, value, english) in enumerate(standard_rows(content), 3):
        column = by_key[key]
        written = None if value is None else column.kind.write(value)
        cells = (key, written, english, f"{column.zh} {column.en}", column.help)
        for at, one in enumerate(cells, 1):
            put(sheet.cell(number, at), one)
            _dress(sheet.cell(number, at), column)
        _offer(sheet, column, f"B{number}")
    for letter, width in zip("ABCDE", (22, 50, 40, 34, 40), strict=True):
        sheet.column_dimensions[letter].width = width


def heads(sheet: Any, words: Sequence[str], keys: Sequence[str]) -> None:
    """The two rows on top: what people read, and the keys by which the sheet is read back."""
    for at, (word, key) in enumerate(zip(words, keys, strict=True), 1):
        top, below = sheet.cell(1, at, word or None), sheet.cell(2, at, key or None)
        top.font, top.fill, top.alignment = Font(bold=True), _GREY, _WRAP
        below.font, below.fill = Font(color="808080", size=9), _GREY
    sheet.freeze_panes = "B3"


def _table(sheet: Any, table: Table, rows: list[dict[str, Any]]) -> None:
    words = [f"{'*' if one.must else ''}{one.zh}\n{one.en}" for one in table.columns]
    heads(sheet, words, [one.key for one in table.columns])
    last = len(rows) + 2 + SPARE_ROWS
    for at, column in enumerate(table.columns, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width
        if column.kind.text:
            sheet.column_dimensions[letter].number_format = "@"
        for number, row in enumerate(rows, 3):
            if column.key in row:
                put(sheet.cell(number, at), column.kind.write(row[column.key]))
                _dress(sheet.cell(number, at), column)
        _offer(sheet, column, f"{letter}3:{letter}{last}")


def _dress(cell: Any, column: Column) -> None:
    """Long texts wrap; a text column keeps what is typed into it as text."""
    cell.alignment = _WRAP
    if column.kind.text:
        cell.number_format = "@"


def _offer(sheet: Any, column: Column, cells: str) -> None:
    """A drop-down list for words of the format and for references to another sheet."""
    if column.kind.choices is not None:
        words = ",".join(column.kind.choices.values())
        choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    elif column.key in _LISTED:
        choice = DataValidation(
            type="list", formula1=f"'{_LISTED[column.key]}'!$A$3:$A$3000", allow_blank=True
        )
    else:
        return
    choice.add(cells)
    sheet.add_data_validation(choice)


def put(cell: Any, value: Any) -> None:
    """Write a value; text stays text, whatever it starts with."""
    if value is None:
        return
    if not isinstance(value, str):
        cell.value = value
        return
    if _ILLEGAL.search(value) or len(value) > LONGEST:
        raise ScoringError(
            "not-for-a-sheet",
            f"{cell.parent.title}!{cell.coordinate}",
            f"text without control characters, at most {LONGEST} characters",
            shown(value),
            "mend the text, or split it",
        )
    cell.value = value
    cell.data_type = "s"
