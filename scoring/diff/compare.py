"""Comparing two versions: standard, chapters, items, rules, facts, findings (版本比对)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scoring.checklist import Standard
from scoring.diff.fields import ABSENT, Raw, Row, order_row, rows_between
from scoring.diff.pairs import old_codes
from scoring.numbers import plain

State = Literal["added", "removed", "changed", "same"]

SECTIONS = ("levels", "limits", "adjust", "ratings", "conclusions", "lists")
APART = ("version", "chapters", "facts", *SECTIONS)  # compared in lists of their own, or by nature
DEFAULTS: Raw = {"rate_of": "applicable", "total_as": "raw", "good": "high"}
ITEM_DEFAULTS: Raw = {
    "na": "drop",
    "attest": "one",
    "veto": False,
    "major_hazard": False,
    "base": False,
    "resident_visible": False,
}
STATES: tuple[State, ...] = ("added", "removed", "changed", "same")


@dataclass(frozen=True, slots=True)
class Entry:
    """One chapter, item, rule, fact or finding: what became of it, and its differing fields."""

    state: State
    head: Mapping[str, Any]
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"state": self.state, **self.head, "fields": [row.as_json() for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything in which two versions differ."""

    old: Standard
    new: Standard
    standard: tuple[Row, ...]
    chapters: tuple[Entry, ...]
    items: tuple[Entry, ...]
    rules: tuple[Entry, ...]
    facts: tuple[Entry, ...]
    findings: tuple[Entry, ...]

    @property
    def different(self) -> bool:
        """Whether anything differs that a reader or a result could see."""
        parts = (*self.chapters, *self.items, *self.rules, *self.facts, *self.findings)
        return bool(self.standard) or any(one.state != "same" for one in parts)

    def count(self) -> dict[str, int]:
        """Items by what became of them."""
        return {state: sum(one.state == state for one in self.items) for state in STATES}

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, in the shape that the package's docstring shows."""
        lists = ("chapters", "items", "rules", "facts", "findings")
        return {
            "old": _named(self.old),
            "new": _named(self.new),
            "summary": self.count(),
            "different": self.different,
            "standard": [row.as_json() for row in self.standard],
            **{name: [one.as_json() for one in getattr(self, name)] for name in lists},
        }


def compare(old: Standard, new: Standard) -> Diff:
    """Compare two versions of a standard, or two standards, clause by clause."""
    return Diff(
        old=old,
        new=new,
        standard=_standard(old, new),
        chapters=_chapters(old, new),
        items=_items(old, new),
        rules=tuple(one for section in SECTIONS for one in _rules(section, old, new)),
        facts=_paired(_facts(old), _facts(new), "name"),
        findings=_paired(_by_id(old.findings), _by_id(new.findings), "id"),
    )


def _named(standard: Standard) -> dict[str, str]:
    return {"standard": standard.id, "version": standard.version, "digest": standard.digest}


def _standard(old: Standard, new: Standard) -> tuple[Row, ...]:
    before, after = old.raw["standard"], new.raw["standard"]
    rows = rows_between(*({**DEFAULTS, **_without(one, APART)} for one in (before, after)))
    orders = [
        order_row((section, "order"), _ids(before, section), _ids(after, section))
        for section in ("chapters", *SECTIONS)
    ]
    return (*rows, *(row for found in orders for row in found))


def _chapters(old: Standard, new: Standard) -> tuple[Entry, ...]:
    """Chapters with the points they really have, and the order of their items."""
    before, after = _heads(old), _heads(new)
    entries = []
    for entry in _paired(before, after, "chapter"):
        name = entry.head["chapter"]
        moved = order_row(("items", "order"), _codes(old, name), _codes(new, name))
        state: State = "changed" if moved and entry.state == "same" else entry.state
        entries.append(Entry(state, entry.head, (*entry.rows, *moved)))
    return tuple(entries)


def _heads(standard: Standard) -> dict[str, Raw]:
    heads = _by_id(standard.raw["standard"]["chapters"])
    return {
        chapter.id: {**heads[chapter.id], "max_points": plain(chapter.full)}
        for chapter in standard.chapters
    }


def _items(old: Standard, new: Standard) -> tuple[Entry, ...]:
    """New items in their order, and at the end of each chapter those that left it."""
    raws = [_by_id([r for rows in s.raw["chapters"].values() for r in rows]) for s in (old, new)]
    came_from = old_codes(old, new)
    kept = {code for codes in came_from.values() for code in codes}
    entries = []
    for chapter in _union(_ids(old.raw["standard"], "chapters"), [c.id for c in new.chapters]):
        for code in _codes(new, chapter):
            entries.append(_item(raws[0], raws[1][code], came_from[code], chapter))
        for code in _codes(old, chapter):
            if code not in kept:
                rows = rows_between(_told(raws[0][code]), ABSENT)
                entries.append(_item_entry("removed", raws[0][code], (code,), chapter, rows))
    return tuple(entries)


def _item(old: Mapping[str, Raw], raw: Raw, before: Sequence[str], chapter: str) -> Entry:
    if not before:
        return _item_entry("added", raw, (), chapter, rows_between(ABSENT, _told(raw)))
    first = before[0]
    rows = rows_between(_in_full(old[first]), _in_full(raw))
    if list(before) != [raw["id"]]:
        rows = (Row(("code",), ", ".join(before), raw["id"]), *rows)
    return _item_entry("changed" if rows else "same", raw, before, chapter, rows)


def _told(raw: Raw) -> Raw:
    """An item's data without its code and history, which stand elsewhere."""
    return _without(raw, ("id", "continues"))


def _in_full(raw: Raw) -> Raw:
    """The same with its chapter, and with what it leaves out written out."""
    chapter: str = raw["id"].partition(".")[0]
    return {
        **_told(raw),
        "chapter": chapter,
        **{k: raw.get(k, ITEM_DEFAULTS[k]) for k in ITEM_DEFAULTS},
    }


def _item_entry(
    state: State, raw: Raw, before: Sequence[str], chapter: str, rows: tuple[Row, ...]
) -> Entry:
    head = {
        "code": raw["id"],
        "old_codes": list(before),
        "chapter": chapter,
        "title": dict(raw["title"]),
        "clause": raw["clause"],
    }
    return Entry(state, head, rows)


def _rules(section: str, old: Standard, new: Standard) -> tuple[Entry, ...]:
    before, after = (_by_id(one.raw["standard"].get(section, [])) for one in (old, new))
    if section == "levels":
        both = set(before) & set(after)
        spread = [name for name in both if _mapped(before[name]) or _mapped(after[name])]
        before, after = (_spread(one, spread, s) for one, s in ((before, old), (after, new)))
    return _paired(before, after, "id", {"section": section})


def _mapped(level: Raw) -> bool:
    return isinstance(level.get("rate"), Mapping)


def _spread(levels: Mapping[str, Raw], names: Sequence[str], standard: Standard) -> dict[str, Raw]:
    """A single rate written out for every chapter, where the other side names the chapters."""
    chapters = [chapter.id for chapter in standard.chapters]
    return {
        name: {**level, "rate": dict.fromkeys(chapters, level["rate"])}
        if name in names and isinstance(level.get("rate"), str)
        else level
        for name, level in levels.items()
    }


def _facts(standard: Standard) -> dict[str, Raw]:
    raw: Mapping[str, Raw] = standard.raw["standard"].get("facts", {})
    sure = standard.ground.confidence
    return {name: {"confidence": sure, **fact} for name, fact in raw.items()}


def _paired(
    old: Mapping[str, Raw], new: Mapping[str, Raw], key: str, more: Raw = ABSENT
) -> tuple[Entry, ...]:
    """Entries of both sides by their name; a missing side is empty."""
    entries = []
    for name in _union(list(old), list(new)):
        before, after = (_without(one.get(name, ABSENT), ("id",)) for one in (old, new))
        rows = rows_between(before, after)
        state: State = "changed" if rows else "same"
        if name not in old or name not in new:
            state = "added" if name in new else "removed"
        head = {**more, key: name, **_shown(after or before)}
        entries.append(Entry(state, head, rows))
    return tuple(entries)


def _shown(raw: Raw) -> dict[str, Any]:
    """What a reader knows an entry by, beside its name."""
    title = raw.get("title") or raw.get("seen")
    shown = {"title": dict(title) if title else None}
    return shown | {key: raw[key] for key in ("clause", "item") if key in raw}


def _by_id(rows: Sequence[Raw]) -> dict[str, Raw]:
    return {str(one["id"]): one for one in rows}


def _ids(raw: Raw, section: str) -> list[str]:
    return [str(one["id"]) for one in raw.get(section, [])]


def _codes(standard: Standard, chapter: str) -> list[str]:
    return [str(row["id"]) for row in standard.raw["chapters"].get(chapter, [])]


def _union(old: list[str], new: list[str]) -> list[str]:
    """The new order, each old name that is gone after the one it followed."""
    union = list(new)
    for at, name in enumerate(old):
        if name not in union:
            follows = next((one for one in reversed(old[:at]) if one in union), None)
            union.insert(0 if follows is None else union.index(follows) + 1, name)
    return union


def _without(raw: Raw, names: Sequence[str]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key not in names}
