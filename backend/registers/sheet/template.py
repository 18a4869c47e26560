"""The empty sheet an office downloads, fills and uploads (名录导入模板)."""

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from backend.registers.sheet.columns import COLUMNS, MAX_ROWS, SHEET, letter
from backend.registers.sheet.rows import STATES

_WIDE = {"name": 28, "holder": 28, "address": 32, "uscc": 22, "organiser": 28, "operator": 28}


def template(kinds: Iterable[str]) -> bytes:
    """Make the workbook: the sheet with its headings, and a page that explains each column."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for at, column in enumerate(COLUMNS):
        cell = sheet.cell(row=1, column=at + 1, value=column.heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[letter(at)].width = _WIDE.get(column.key, 14)
        for number in range(2, 202):
            sheet.cell(row=number, column=at + 1).number_format = "@"
    sheet.freeze_panes = "A2"
    _offer(sheet, "state", STATES)
    _offer(sheet, "kind", kinds)
    _explain(book, kinds)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer(sheet: Any, key: str, words: Iterable[str]) -> None:
    at = letter([column.key for column in COLUMNS].index(key))
    choice = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
    choice.add(f"{at}2:{at}{MAX_ROWS + 1}")
    sheet.add_data_validation(choice)


def _explain(book: Workbook, kinds: Iterable[str]) -> None:
    page = book.create_sheet("说明")
    page.append(["列", "填写要求", "示例（虚构）"])
    for column in COLUMNS:
        page.append([column.heading, column.expected, column.example])
    page.append([])
    page.append(["类型", "、".join(kinds)])
    page.append(["行数", f"每个文件不超过 {MAX_ROWS} 行；有一处错误则整表不导入"])
    for name, width in (("A", 20), ("B", 60), ("C", 32)):
        page.column_dimensions[name].width = width
        for cell in page[name]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
