"""The register as a quota sees it (检查对象): one home a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from scoring.draw.shape import day, text
from scoring.errors import ScoringError, shown

_DONE = {"": 0, "no": 0, "false": 0, "否": 0, "yes": 1, "true": 1, "是": 1}


@dataclass(frozen=True, slots=True)
class Home:
    """One site and what was done there this year.

    label: as in the draw. done_this_year: visits that count, a number; ``yes`` is one.
    last_visit, filed_on: None where there was none.
    """

    label: str
    region: str = ""
    klass: str = ""  # credit or risk class, column ``class``
    kind: str = ""
    size: str = ""
    last_visit: date | None = None
    filed_on: date | None = None
    done_this_year: int = 0

    def column(self, name: str) -> str:
        """The value of one of the columns that strata and conditions may name."""
        return str(getattr(self, "klass" if name == "class" else name))


COLUMNS = tuple("class" if each.name == "klass" else each.name for each in fields(Home))
GROUPING = ("region", "class", "kind", "size")


def read_homes(path: Path) -> list[Home]:
    """Read POOL.csv (UTF-8, byte-order mark allowed).

    Raises ScoringError ``file-missing``, ``not-csv``, ``unknown-key``, ``missing-key`` and
    those of ``home_of``.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_rows(csv.DictReader(file, strict=True), path.name))
    except OSError as fault:
        raise ScoringError(
            "file-missing", path.name, "a readable file", fault.strerror or "none", "check the path"
        ) from fault
    except (csv.Error, UnicodeDecodeError) as fault:
        raise ScoringError(
            "not-csv", path.name, "CSV in UTF-8", shown(str(fault), 120), "save it as CSV UTF-8"
        ) from fault


def _rows(table: csv.DictReader[str], name: str) -> Iterator[Home]:
    header = list(table.fieldnames or ())
    if "label" not in header or len(set(header)) != len(header):
        raise ScoringError(
            "missing-key", f"{name}: header", "label, each column once", shown(header), "mend it"
        )
    for row in table:
        yield home_of(row, f"{name}: line {table.line_num}")


def home_of(raw: Mapping[str, Any], place: str) -> Home:
    """One home from a row or a mapping with the same keys.

    Raises ScoringError ``unknown-key``, ``text-rules``, ``bad-date`` or ``bad-count``.
    """
    for key, value in raw.items():
        if key not in COLUMNS:
            came = shown(key or value)
            raise ScoringError("unknown-key", place, ", ".join(COLUMNS), came, "drop the column")
        if value is None and key not in ("last_visit", "filed_on"):
            raise ScoringError("missing-key", place, f"a value for {key}", "none", "fill the row")
    return Home(
        label=text(raw.get("label"), f"{place}, label"),
        region=_word(raw, "region", place),
        klass=_word(raw, "class", place),
        kind=_word(raw, "kind", place),
        size=_word(raw, "size", place),
        last_visit=_day(raw, "last_visit", place),
        filed_on=_day(raw, "filed_on", place),
        done_this_year=_done(raw.get("done_this_year", 0), f"{place}, done_this_year"),
    )


def _word(raw: Mapping[str, Any], key: str, place: str) -> str:
    value = raw.get(key, "")
    return text(value, f"{place}, {key}") if value != "" else ""


def _day(raw: Mapping[str, Any], key: str, place: str) -> date | None:
    value = raw.get(key)
    if isinstance(value, date):
        return value
    return day(value, f"{place}, {key}") if value else None


def _done(raw: object, place: str) -> int:
    word = str(raw).strip().lower()
    if word in _DONE:
        return _DONE[word]
    if word.isascii() and word.isdigit() and len(word) < 7:
        return int(word)
    raise ScoringError("bad-count", place, "a number of visits, yes or no", shown(raw), "mend it")
