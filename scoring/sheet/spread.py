"""The content of a version laid out as rows of the sheets (导出)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.sheet.columns import Table
from scoring.sheet.content import Content
from scoring.sheet.tables import (
    CASES,
    CHAPTERS,
    CONCLUSIONS,
    FACTS,
    FINDINGS,
    ITEMS,
    LEVELS,
    LISTS,
    MARKS,
    MOVES,
    RATINGS,
    REQUIRE,
    SCORES,
    STANDARD,
)
from scoring.sheet.words import BASE

Raw = Mapping[str, Any]
Values = dict[str, Any]  # column key → value
SCORED = ("options", "bands", "points", "parts")  # what `with` holds in rows of its own
LISTED = {"options": "option", "bands": "band", "parts": "part"}


def rows_of(content: Content) -> dict[str, list[Values]]:
    """For each sheet its rows, by column key."""
    head = content.standard
    items = [row for rows in content.chapters.values() for row in rows]
    ratings = head.get("ratings", [])
    facts = [{"name": name, **fact} for name, fact in head.get("facts", {}).items()]
    entries: dict[str, list[Values]] = {
        CHAPTERS.sheet: [_flat(one, CHAPTERS) for one in head["chapters"]],
        ITEMS.sheet: [_item(one) for one in items],
        SCORES.sheet: [row for one in items for row in _scores(one["id"], "", one.get("with", {}))],
        LEVELS.sheet: [_level(one) for one in head.get("levels", [])],
        REQUIRE.sheet: [
            {"level": level["id"], **_flat(one, REQUIRE)}
            for level in head.get("levels", [])
            for one in level.get("require", [])
        ],
        MOVES.sheet: [row for of in (head, *ratings) for row in _moves(of, of is head)],
        RATINGS.sheet: [_rating(one) for one in ratings],
        MARKS.sheet: [
            {"of": one["id"], **_flat(mark, MARKS)} for one in ratings for mark in one["levels"]
        ],
        CONCLUSIONS.sheet: [_flat(one, CONCLUSIONS) for one in head.get("conclusions", [])],
        FACTS.sheet: [_flat(one, FACTS) for one in facts],
        LISTS.sheet: [_flat(one, LISTS) for one in head.get("lists", [])],
        CASES.sheet: [_flat(one, CASES) for one in content.cases],
        FINDINGS.sheet: [_flat(one, FINDINGS) for one in content.findings],
    }
    return entries


def standard_rows(content: Content) -> list[tuple[str, Any, str | None]]:
    """The rows of the first sheet: key, content, and English where it is a text of its own."""
    head = dict(content.standard)
    for key in ("rate_of", "total_as"):
        if isinstance(head.get(key), str):
            head[key] = {"value": head[key]}
    rows = []
    for column in STANDARD.columns:
        value = _at(head, column.key)
        english = value["en"] if isinstance(value, Mapping) and "en" in value else None
        rows.append((column.key, value["zh"] if english is not None else value, english))
    return rows


def _flat(entry: Raw, table: Table) -> Values:
    """What an entry has under each column."""
    found = {column.key: _at(entry, column.key) for column in table.columns}
    return {key: value for key, value in found.items() if value is not None}


def _at(entry: Raw, key: str) -> Any:
    """The value at a path; a text without languages stands under Chinese."""
    value: Any = entry
    for part in key.split("."):
        if isinstance(value, str) and part in ("zh", "en"):
            return value if part == "zh" else None
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value


def _item(raw: Raw) -> Values:
    return _one_fact(_flat(raw, ITEMS))


def _one_fact(values: Values) -> Values:
    """A required number stands under its column only where it is one."""
    if isinstance(values.get("with.required"), Mapping):
        del values["with.required"]
    return values


def _scores(item: str, part: str, with_: Raw) -> Iterator[Values]:
    """Options, bands, grades and parts of a rule."""
    belongs = {"item": item, **({"part": part} if part else {})}
    for key in SCORED:
        if key == "points" and key in with_:
            for grade, points in with_[key].items():
                yield {**belongs, "row": "grade", "id": grade, "points": points}
        for one in with_.get(key, ()) if key in LISTED else ():
            renamed = {**one, "points": one["max_points"]} if key == "parts" else one
            yield {**belongs, "row": LISTED[key], **_one_fact(_flat(renamed, SCORES))}
            if key == "parts":
                yield from _scores(item, one["id"], one.get("with", {}))


def _level(raw: Raw) -> Values:
    values = _flat(raw, LEVELS)
    if isinstance(values.get("rate"), Mapping):
        values["rates"] = values.pop("rate")
    return values


def _moves(raw: Raw, main: bool) -> Iterator[Values]:
    of = {} if main else {"of": raw["id"]}
    for key, row in (("limits", "limit"), ("adjust", "step")):
        for one in raw.get(key, []):
            values = _flat(one, MOVES)
            if isinstance(values.get("at_most"), Mapping):
                del values["at_most"]
            yield {**of, "row": row, **values}


def _rating(raw: Raw) -> Values:
    base = next(key for key in BASE if key in raw)
    return {**_flat(raw, RATINGS), "base": base, "data": raw[base]}
