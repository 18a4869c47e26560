"""What a column and a sheet of the workbook are, and the columns that several share (列).

A column's key is the path of what it holds in the data: ``title.zh`` is the Chinese title. Where
a text has both languages, leaving the English one out makes one text serve for both, if the
format allows that.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.sheet import words as w
from scoring.sheet.kinds import (
    DAY,
    NAME,
    POINTS,
    RATIO,
    TEXT,
    WHOLE,
    Kind,
    one_of,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: key, headings, what a cell may hold, whether it must be filled."""

    key: str
    zh: str
    en: str
    kind: Kind
    must: bool = False
    help: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of rows."""

    sheet: str
    en: str
    help: str
    columns: tuple[Column, ...]
    must: bool = False


def both(key: str, zh: str, en: str, *, must: bool = False, width: int = 26) -> tuple[Column, ...]:
    """The two columns of a text."""
    return (
        Column(f"{key}.zh", f"{zh}（中文）", f"{en} (Chinese)", TEXT, must, width=width),
        Column(f"{key}.en", f"{zh}（英文）", f"{en} (English)", TEXT, must, width=width),
    )


def ground(*, must: bool = True, clause: bool = True) -> tuple[Column, ...]:
    """Clause, source, confidence."""
    said = (
        Column("clause", "条款", "Clause", TEXT, must, "原文的条号", 22),
        Column("source", "来源", "Source", TEXT, must, "依据的文件或资料", 26),
        Column(
            "confidence", "可信度", "Confidence", one_of(w.CONFIDENCE), must, "见到原文才填已确认"
        ),
    )
    return said if clause else said[1:]


SPAN = (
    Column("in_force.from", "施行起", "In force from", DAY, help="只在某些日子施行时填"),
    Column("in_force.to", "施行止", "In force to", DAY),
)
RULE_COLUMNS = (
    Column(
        "with.good",
        "“是”“否”何者为好",
        "Good answer",
        one_of(w.YES_NO),
        help="只用于“是否”，不填即“是”",
    ),
    Column("with.of", "分档取值", "Bands of", one_of(w.BANDS_OF), help="只用于“分档”"),
    *both("with.unit", "单位", "Unit", width=10),
    Column("with.fact", "由数据作答", "Answered by fact", NAME, help="“分档”由该数据直接作答"),
    Column("with.sample_min", "最少抽样数", "Smallest sample", WHOLE, help="只用于“抽样”"),
    Column("with.each", "每个分值", "Points each", POINTS, help="“按个加分”“按个扣分”"),
    Column("with.cap", "分值上限", "Cap", POINTS, help="加分、扣分或子项合计的上限"),
    Column(
        "with.required", "应有数", "Required", POINTS, help="“按比例”：得分 = 满分 × 实有 ÷ 应有"
    ),
    Column("with.required.fact", "应有数取自数据", "Required from fact", NAME),
    Column("with.required.times", "乘以", "Times", RATIO),
    Column("with.least", "最低分", "Least", POINTS, help="“专家评判”"),
    Column("with.most", "最高分", "Most", POINTS, help="“专家评判”"),
    Column("with.step", "分差", "Step", POINTS, help="“专家评判”：每 0.5 分一级填 0.5"),
)
