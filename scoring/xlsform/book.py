"""The three sheets of an XLSForm as rows of text (表单文件)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.errors import ScoringError
from scoring.numbers import plain
from scoring.result import Words
from scoring.sheet.opening import open_workbook
from scoring.xlsform.lost import Lost

SHEETS = ("survey", "choices", "settings")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: where it stands, and its filled cells by column."""

    at: str
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The text of a column, empty where there is none."""
        return self.cells.get(column, "")

    def words(self, column: str) -> Words:
        """The texts of a column in both languages, empty where one is missing."""
        zh = en = other = ""
        for name, text in self.cells.items():
            head, _, language = name.partition("::")
            if head != column:
                continue
            if "zh" in language.lower() or "中文" in language or "chinese" in language.lower():
                zh = text
            elif "en" in language.lower():
                en = text
            else:
                other = other or text
        return Words(zh or other, en or (other if not zh else ""))


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its questions, its choices by list, its settings."""

    survey: tuple[FormRow, ...]
    choices: Mapping[str, tuple[FormRow, ...]]
    settings: FormRow
    lost: tuple[Lost, ...]


def read_form(path: Path) -> Form:
    """Read a form.

    Raises ScoringError ``no-survey``, ``formula`` and those of ``open_workbook``.
    """
    book = open_workbook(path)
    if "survey" not in book.sheetnames:
        raise ScoringError(
            "no-survey", path.name, "a sheet named survey", ", ".join(book.sheetnames), "add it"
        )
    rows = {name: tuple(_rows(book[name])) if name in book.sheetnames else () for name in SHEETS}
    choices: dict[str, list[FormRow]] = {}
    for row in rows["choices"]:
        choices.setdefault(row.get("list_name") or row.get("list name"), []).append(row)
    lost = tuple(
        Lost(name, "the sheet", "only survey, choices and settings are read")
        for name in book.sheetnames
        if name not in SHEETS
    )
    settings = rows["settings"][0] if rows["settings"] else FormRow("settings!2", {})
    lists = {name: tuple(options) for name, options in choices.items()}
    return Form(rows["survey"], lists, settings, lost)


def _rows(sheet: Any) -> Iterator[FormRow]:
    """The rows below the first one, which names the columns."""
    heads = [_text(cell) for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.data_type == "f" and not str(cell.value).startswith("=="):
                raise ScoringError(
                    "formula",
                    f"{sheet.title}!{cell.coordinate}",
                    "a value",
                    str(cell.value)[:60],
                    "copy the cells and paste values only",
                )
        filled = {
            head: _text(cell)
            for head, cell in zip(heads, row, strict=False)
            if head and _text(cell)
        }
        if filled:
            yield FormRow(f"{sheet.title}!{row[0].row}", filled)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        return plain(Decimal(repr(value)))
    return str(value).strip()
