"""Rows of the sheets put together as the data of a version, remembering where each stood (导入)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scoring.errors import ScoringError
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
)

Path = tuple[str | int, ...]

ONE_TEXT = frozenset(
    ("issuer", "notes", "incomplete", "demonstration", "unit", "look_for", "frequency")
)


@dataclass(slots=True)
class Row:
    """One row of a sheet: values and cells by column key, and the row's own place."""

    at: str
    values: dict[str, Any]
    cells: dict[str, str]

    def nested(self) -> dict[str, Any]:
        """The values as nested data; a text without English is one text for both."""
        return nested(self.values)


@dataclass(slots=True)
class Rows:
    """All that was read: rows by sheet, the first sheet as one row, texts by file."""

    tables: dict[str, list[Row]]
    standard: Row
    texts: dict[str, list[str]]

    def of(self, table: Table) -> list[Row]:
        return self.tables.get(table.sheet, [])


@dataclass(slots=True)
class Gathered:
    """The content, where its parts stand, and the rows that belong to nothing."""

    content: Content
    places: dict[Path, str] = field(default_factory=dict)  # (file, …path) → cell or row
    names: dict[str, str] = field(default_factory=dict)  # id → row, for what has one
    faults: list[ScoringError] = field(default_factory=list)


def gather(rows: Rows) -> Gathered:
    """Put the rows together.

    Rows that name an item, part, level, rating or chapter there is not become faults.
    """
    return _Gathering(rows).whole()


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """Values by dotted key as nested data."""
    whole: dict[str, Any] = {}
    for key, value in values.items():
        *path, last = key.split(".")
        at = whole
        for part in path:
            if not isinstance(at.get(part), dict):
                at[part] = {"value": at[part]} if part in at else {}
            at = at[part]
        at[last] = value
    return _plain_texts(whole)


def _plain_texts(value: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain_text(key, one) for key, one in value.items()}


def _plain_text(key: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if set(value) == {"zh"} and key in ONE_TEXT:
        return value["zh"]
    return _plain_texts(value) if key in ("with", "term", "in_force", "visit") else value


class _Gathering:
    """One pass over the rows."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.places: dict[Path, str] = {}
        self.names: dict[str, str] = {}
        self.faults: list[ScoringError] = []
        self.items: dict[str, dict[str, Any]] = {}
        self.parts: dict[tuple[str, str], dict[str, Any]] = {}

    def whole(self) -> Gathered:
        self.head: dict[str, Any] = self.rows.standard.nested()
        for key in ("rate_of", "total_as"):
            if set(self.head.get(key, {})) == {"value"}:
                self.head[key] = self.head[key]["value"]
        self._note(self.rows.standard, ("standard.yaml",))
        chapters = self._chapters()
        self._scores()
        self._levels()
        self._ratings()
        self._moves()
        self._rest()
        findings = [self._finding(row) for row in self.rows.of(FINDINGS)]
        cases = [self._case(row) for row in self.rows.of(CASES)]
        content = Content(self.head, chapters, findings, cases, self.rows.texts)
        return Gathered(content, self.places, self.names, self.faults)

    def _chapters(self) -> dict[str, list[Any]]:
        self._listed(CHAPTERS, "chapters")
        chapters: dict[str, list[Any]] = {str(one["id"]): [] for one in self.head["chapters"]}
        for row in self.rows.of(ITEMS):
            code = row.values["id"]
            chapter = code.partition(".")[0]
            if chapter not in chapters:
                self._lost(row, "id", "a code that starts with a chapter's id", "add the chapter")
                continue
            if code in self.items:
                self._lost(row, "id", "each code once", "rename or drop one")
                continue
            item = self.items[code] = row.nested()
            chapters[chapter].append(item)
            self._note(row, (f"{chapter}.yaml", code))
        return chapters

    def _scores(self) -> None:
        """Options, bands, grades and parts under the rule they belong to."""
        for row in self.rows.of(SCORES):
            code, part = row.values["item"], row.values.get("part")
            item = self.items.get(code)
            if item is None:
                self._lost(row, "item", "the code of an item", "correct it or add the item")
                continue
            file = f"{code.partition('.')[0]}.yaml"
            at: Path = (file, code, "with")
            rule = item.setdefault("with", {})
            if part is not None:
                if (code, part) not in self.parts:
                    self._lost(row, "part", "the id of a part above this row", "correct it")
                    continue
                places = [one["id"] for one in rule["parts"]]
                at = (*at, "parts", places.index(part), "with")
                rule = self.parts[code, part].setdefault("with", {})
            self._score(row, rule, at, code)

    def _score(self, row: Row, rule: dict[str, Any], at: Path, code: str) -> None:
        values = {k: v for k, v in row.nested().items() if k not in ("item", "part", "row")}
        values = _shared_title(values)
        kind = row.values["row"]
        if kind == "grade":
            grades = rule.setdefault("points", {})
            grades[values.get("id", "")] = values["points"]
            self._note(row, (*at, "points", values.get("id", "")))
            return
        key = {"option": "options", "band": "bands", "part": "parts"}[kind]
        if kind == "part":
            values["max_points"] = values.pop("points")
            self.parts[code, values.get("id", "")] = values
        listed = rule.setdefault(key, [])
        listed.append(values)
        self._note(row, (*at, key, len(listed) - 1))

    def _levels(self) -> None:
        for row in self.rows.of(LEVELS):
            level = row.nested()
            if "rates" in level:
                level["rate"] = level.pop("rates")
            self._append(row, "levels", level)
        levels = {one["id"]: (at, one) for at, one in enumerate(self.head.get("levels", []))}
        for row in self.rows.of(REQUIRE):
            name = row.values["level"]
            if name not in levels:
                self._lost(row, "level", "a level of the sheet 等级", "correct it")
                continue
            at, level = levels[name]
            require = level.setdefault("require", [])
            require.append({k: v for k, v in row.nested().items() if k != "level"})
            self._note(row, ("standard.yaml", "levels", at, "require", len(require) - 1))

    def _ratings(self) -> None:
        for row in self.rows.of(RATINGS):
            rating = row.nested()
            rating[rating.pop("base")] = rating.pop("data")
            self._append(row, "ratings", {**rating, "levels": []})
        for row, rating, at in self._of_ratings(MARKS):
            rating["levels"].append({k: v for k, v in row.nested().items() if k != "of"})
            self._note(row, (*at, "levels", len(rating["levels"]) - 1))

    def _moves(self) -> None:
        for row, within, at in self._of_ratings(MOVES):
            move = {k: v for k, v in row.nested().items() if k not in ("of", "row")}
            key = "limits" if row.values["row"] == "limit" else "adjust"
            within.setdefault(key, []).append(move)
            self._note(row, (*at, key, len(within[key]) - 1))

    def _of_ratings(self, table: Table) -> Iterable[tuple[Row, dict[str, Any], Path]]:
        """Rows with the rating they belong to, or the standard itself."""
        ratings = {one["id"]: (at, one) for at, one in enumerate(self.head.get("ratings", []))}
        for row in self.rows.of(table):
            name = row.values.get("of")
            if name is None:
                yield row, self.head, ("standard.yaml",)
            elif name in ratings:
                at, rating = ratings[name]
                yield row, rating, ("standard.yaml", "ratings", at)
            else:
                self._lost(row, "of", "a rating of the sheet 分项评级", "correct it")

    def _rest(self) -> None:
        self._listed(CONCLUSIONS, "conclusions")
        self._listed(LISTS, "lists")
        facts: dict[str, Any] = {}
        for row in self.rows.of(FACTS):
            fact = row.nested()
            name = fact.pop("name")
            if name in facts:
                self._lost(row, "name", "each fact once", "rename or drop one")
            facts[name] = fact
            self._note(row, ("standard.yaml", "facts", name))
        if facts:
            self.head["facts"] = facts

    def _finding(self, row: Row) -> dict[str, Any]:
        finding = row.nested()
        finding.setdefault("term", {}).setdefault("days", None)
        self._note(row, ("findings.yaml", finding["id"]))
        return finding

    def _case(self, row: Row) -> dict[str, Any]:
        case = row.nested()
        if "item" not in case:
            case.setdefault("visit", {})
        self._note(row, ("cases.yaml", case["case"]))
        return case

    def _listed(self, table: Table, key: str) -> None:
        for row in self.rows.of(table):
            self._append(row, key, row.nested())

    def _append(self, row: Row, key: str, entry: dict[str, Any]) -> None:
        listed = self.head.setdefault(key, [])
        listed.append(entry)
        self._note(row, ("standard.yaml", key, len(listed) - 1))

    def _note(self, row: Row, path: Path) -> None:
        """Remember where an entry and each of its values stand."""
        self.places.setdefault(path, row.at)
        for key in ("id", "name", "case"):
            if key in row.cells:
                self.names.setdefault(row.values[key], row.cells[key])
        for key, cell in row.cells.items():
            self.places.setdefault((*path, *key.split(".")), cell)

    def _lost(self, row: Row, key: str, expected: str, do: str) -> None:
        came = str(row.values[key])
        self.faults.append(ScoringError("row-without-owner", row.cells[key], expected, came, do))


def _shared_title(entry: dict[str, Any]) -> dict[str, Any]:
    """Options and parts may have one text for both languages."""
    title = entry.get("title")
    if isinstance(title, dict) and set(title) == {"zh"}:
        entry["title"] = title["zh"]
    return entry
