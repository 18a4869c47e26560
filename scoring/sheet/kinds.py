"""What a cell may hold, read from a sheet and written to one (单元格取值).

Office sheets hold numbers where the format has decimals in quotes, full-width letters, stray
blanks, percent formats and dates; each is taken where it is exact and refused where it may have
lost something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

from scoring.errors import shown
from scoring.numbers import plain
from scoring.sheet.text import data_text, read_data, read_texts
from scoring.sheet.words import Choices

MOST_DIGITS = 6
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
_RATIO = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?|[0-9]{1,9}/[1-9][0-9]{0,8}")
_PERCENT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?%")
_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_BETWEEN = re.compile(r"[\s,;、，；]+")
YES = frozenset(("是", "true", "yes", "1", "√", "✓"))
NO = frozenset(("否", "false", "no", "0", "×", "✗"))


class Unfit(ValueError):
    """A cell that cannot be taken: the fault's code and what to do."""

    def __init__(self, code: str, do: str) -> None:
        super().__init__(code)
        self.code = code
        self.do = do


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: where it stands, its value, and whether it is shown in per cent."""

    at: str  # such as 指标!H12
    value: Any
    percent: bool = False

    @property
    def shown(self) -> str:
        """The value for a message."""
        return shown(str(self.value) if isinstance(self.value, datetime | date) else self.value)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell: what it expects in words, how it is read and written."""

    expected: str
    read: Callable[[Cell], Any]
    write: Callable[[Any], Any]
    choices: Choices | None = None
    text: bool = True  # the column is formatted as text, so that nothing typed is changed


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as ordinary ones, blanks at the ends gone."""
    return unicodedata.normalize("NFKC", text).strip()


def _text(cell: Cell) -> str:
    """Text as it stands; a number with a fraction may have lost a zero (1.10 became 1.1)."""
    value = cell.value
    if isinstance(value, bool | datetime | date | time):
        raise Unfit("not-text", "format the column as text and type it again")
    if isinstance(value, float) and not value.is_integer():
        raise Unfit(
            "number-for-text", "format the column as text and type it again, with all zeros"
        )
    if isinstance(value, int | float):
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def _name(cell: Cell) -> str:
    return narrow(_text(cell))


def _exact(cell: Cell) -> str | None:
    """The decimal text of a numeric cell, None for text.

    A cell holds a binary number; what needs more than six decimals to be told apart from its
    neighbours is not a number that somebody typed.
    """
    value = cell.value
    if isinstance(value, bool | datetime | date | time):
        raise Unfit("not-a-number", "format the cell as a number and type it again")
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, float):
        return None
    if not isfinite(value):
        raise Unfit("not-a-number", "type a number")
    text = plain(Decimal(repr(value)))
    if len(text.partition(".")[2]) > MOST_DIGITS:
        raise Unfit("binary-fraction", f"round it to at most {MOST_DIGITS} decimals and type it")
    return text


def _points(cell: Cell) -> str:
    if cell.percent:
        raise Unfit("percent-for-points", "give the cell an ordinary number format, type it again")
    return _matched(_DECIMAL, _exact(cell) or _bare(cell))


def _number(cell: Cell) -> str:
    return _matched(_NUMBER, _exact(cell) or _bare(cell))


def _ratio(cell: Cell) -> str:
    if isinstance(cell.value, datetime | date):
        raise Unfit("date-for-ratio", "format the cell as text, then type for example 1/6")
    text = _exact(cell) or _bare(cell)
    if _PERCENT.fullmatch(text):
        text = plain(Decimal(text[:-1]).scaleb(-2))
    return _matched(_RATIO, text)


def _bare(cell: Cell) -> str:
    return narrow(str(cell.value))


def _matched(form: re.Pattern[str], text: str) -> str:
    if not form.fullmatch(text):
        raise Unfit("not-a-number", "type the bare number, without unit or words")
    return text


def _whole(cell: Cell) -> int:
    text = _exact(cell) or _bare(cell)
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise Unfit("not-a-whole-number", "type a whole number")
    return int(text)


def _day(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, datetime):
        if value.time() != time():
            raise Unfit("time-for-day", "type the day without a time")
        value = value.date()
    if isinstance(value, str) and (match := _DAY.fullmatch(narrow(value))):
        try:
            value = date(*map(int, match.groups()))
        except ValueError:
            value = None
    if not isinstance(value, date):
        raise Unfit("not-a-day", "type a day such as 2026-01-31")
    return value.isoformat()


def _truth(cell: Cell) -> bool:
    word = str(cell.value).lower() if isinstance(cell.value, bool) else _name(cell).lower()
    if word in YES or word in NO:
        return word in YES
    raise Unfit("not-yes-or-no", "take 是 or 否")


def _listed(cell: Cell) -> list[str]:
    return [one for one in _BETWEEN.split(_name(cell)) if one]


def one_of(choices: Choices) -> Kind:
    """A word of the format, written as an office says it; both are read."""
    return Kind(
        f"one of {', '.join(choices.values())}",
        lambda cell: _chosen(_name(cell), choices),
        lambda value: choices[value],
        choices,
    )


def some_of(choices: Choices) -> Kind:
    """Several words of the format."""
    return Kind(
        f"some of {', '.join(choices.values())}",
        lambda cell: [_chosen(one, choices) for one in _listed(cell)],
        lambda value: "、".join(choices[one] for one in value),
    )


def _chosen(word: str, choices: Choices) -> str:
    back: Mapping[str, str] = {name: key for key, name in choices.items()}
    if word in back:
        return back[word]
    if word.lower() in choices:
        return word.lower()
    raise Unfit("unknown-word", f"take one of {', '.join(choices.values())}")


def _as_number(value: str) -> Any:
    """A decimal as a number where the sheet keeps it exactly as it is written, else as text."""
    if not _NUMBER.fullmatch(value):
        return value
    number = float(value)
    whole = number.is_integer() and "." not in value
    kept = str(int(number)) if whole else plain(Decimal(repr(number)))
    return (int(number) if whole else number) if kept == value else value


def _same(value: Any) -> Any:
    return value


TEXT = Kind("text", _text, _same)
NAME = Kind("a name or code", _name, _same)
POINTS = Kind("a decimal such as 12.5, not negative", _points, _as_number, text=False)
NUMBER = Kind("a decimal such as 12.5", _number, _as_number, text=False)
RATIO = Kind("a share such as 0.9, 90% or 1/6", _ratio, _same)
WHOLE = Kind("a whole number", _whole, _same, text=False)
DAY = Kind("a day such as 2026-01-31", _day, _same)
TRUTH = Kind("是 or 否", _truth, lambda v: "是" if v else "否", {"true": "是", "false": "否"})
NAMES = Kind("names or codes with blanks between", _listed, " ".join)
FORMULA = Kind(
    "a condition or table as in checklists/README.md", lambda c: read_texts(_text(c)), data_text
)
DATA = Kind("data as in cases.yaml", lambda cell: read_data(_text(cell)), data_text)
