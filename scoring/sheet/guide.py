"""The first sheet: how the workbook is filled, and every column it has (填写说明)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scoring.sheet.columns import Column
from scoring.sheet.tables import LINES, STANDARD, TABLES

TEXT = Path(__file__).with_name("guide.txt")
HEADS = ("表", "键", "名称", "Name", "必填", "填写要求")


def guide_rows() -> Iterator[tuple[str, ...]]:
    """All rows of the guide; a row of one cell is a heading."""
    for line in TEXT.read_text(encoding="utf-8").splitlines():
        word, _, told = line.partition(" | ")
        yield (word, "", "", "", "", told) if told else (word,)
    yield ("",)
    yield ("各表各列　Sheets and columns",)
    yield HEADS
    for table in (STANDARD, *TABLES):
        yield (table.sheet, "", table.sheet, table.en, "是" if table.must else "", table.help)
        for column in table.columns:
            must = "是" if column.must else ""
            yield ("", column.key, column.zh, column.en, must, _told(column))
    for sheet, file in LINES.items():
        yield (sheet, "", sheet, file, "", f"{file} 的文字，一行一格，从第一行起。")


def _told(column: Column) -> str:
    """What a cell may hold, and what to know about it."""
    kind = column.kind
    allowed = "、".join(kind.choices.values()) if kind.choices else ""
    return "；".join(part for part in (allowed, column.help) if part)
