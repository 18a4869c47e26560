"""A version written as an XLSForm (表单导出)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from scoring.build_items import words_of
from scoring.result import Words
from scoring.sheet.content import Content
from scoring.sheet.writing import put
from scoring.xlsform.lost import Lost, lost_outwards
from scoring.xlsform.survey import EN, ZH, Row, Survey, label

TEXTS = (f"label::{ZH}", f"label::{EN}", f"hint::{ZH}", f"hint::{EN}")
OURS = ("clause", "source", "confidence", "max_points", "rule")  # form tools leave them alone
SURVEY = (
    *("type", "name", *TEXTS),
    *("relevant", "constraint", "required", "calculation", "parameters", *OURS),
)
CHOICES = ("list_name", "name", *TEXTS[:2], "points")
SETTINGS = ("form_title", "form_id", "version", "default_language", "style")
FIXED = {
    "yes_no": (("yes", Words("是", "Yes")), ("no", Words("否", "No"))),
    "grade_abc": tuple((grade, Words(grade, grade)) for grade in "ABC"),
}


def form_of(content: Content) -> tuple[bytes, list[Lost]]:
    """Give the form, and everything that it does not carry."""
    survey = Survey(content)
    rows = list(survey.rows())
    fixed = {
        name: [{"name": one, **label(words)} for one, words in options]
        for name, options in FIXED.items()
    }
    choices = [
        {"list_name": name, **one}
        for name, options in {**fixed, **survey.lists}.items()
        for one in options
    ]
    head = content.standard
    setting = {
        "form_title": words_of(head["title"]).zh,
        "form_id": head["id"],
        "version": head["version"],
        "default_language": ZH,
        "style": "pages",
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "survey", SURVEY, rows)
    _sheet(book, "choices", CHOICES, choices)
    _sheet(book, "settings", SETTINGS, [setting])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), list(lost_outwards(content))


def _sheet(book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(name)
    for at, column in enumerate(columns, 1):
        sheet.cell(1, at, column)
    for number, row in enumerate(rows, 2):
        for at, column in enumerate(columns, 1):
            put(sheet.cell(number, at), row.get(column) or None)
    sheet.freeze_panes = "C2"
