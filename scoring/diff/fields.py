"""The data of one entry as flat fields, and the rows in which two of them differ (差异)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.condition_data import condition_of
from scoring.conditions import SIGNS
from scoring.diff.words import Given, label_of
from scoring.errors import ScoringError

Path = tuple[str, ...]
Raw = Mapping[str, Any]

WORDS = frozenset(
    (
        *("title", "issuer", "notes", "incomplete", "demonstration"),
        *("unit", "look_for", "frequency"),
    )
)
CONDITIONS = frozenset(("when", "that"))
NAMED = frozenset(("rate", "shares"))  # their keys are names of the standard
ORDER = "order"
ABSENT: Raw = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One field that differs: None where the field was or is not there."""

    path: Path
    before: str | None
    after: str | None

    @property
    def field(self) -> str:
        """The stable name of the field."""
        return ".".join(self.path)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, with the field's name in words."""
        label = label_of(self.path)
        return {
            "field": self.field,
            "label": {"zh": label.zh, "en": label.en},
            "before": self.before,
            "after": self.after,
        }


def rows_between(before: Raw, after: Raw) -> tuple[Row, ...]:
    """Every field in which two entries differ, in the order of the new one."""
    old, new = dict(_leaves(before, ())), dict(_leaves(after, ()))
    paths = [*new, *(path for path in old if path not in new)]
    return tuple(
        Row(path, *_told(old.get(path), new.get(path)))
        for path in paths
        if _differ(path, old.get(path), new.get(path))
    )


def order_row(path: Path, before: list[str], after: list[str]) -> tuple[Row, ...]:
    """One row where the same entries stand in another order."""
    old, new = _Order(before), _Order(after)
    return (Row(path, str(old), str(new)),) if _moved(old, new) else ()


class _Order(tuple[str, ...]):
    """Names in their order: a difference only where those on both sides change places."""

    def __str__(self) -> str:
        return "; ".join(self)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A condition: compared as data, shown as a formula."""

    raw: str
    need: str

    def __str__(self) -> str:
        return self.need


Leaf = str | _Order | _Stated


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Leaf]]:
    """The leaves of an entry; lists of entries are keyed by their id, not by their place."""
    name = path[-1] if path else ""
    if name in WORDS and isinstance(value, str):
        value = {"zh": value, "en": value}
    if name in CONDITIONS:
        yield path, _stated(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, Given(key) if name in NAMED else key))
    elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        yield from _entries(value, path)
    elif value is not None:
        yield path, _text(value)


def _entries(entries: list[Raw], path: Path) -> Iterator[tuple[Path, Leaf]]:
    keys = [Given(_key(one, at)) for at, one in enumerate(entries, 1)]
    if len(set(keys)) < len(keys):
        keys = [Given(at) for at in range(1, len(keys) + 1)]
    for key, one in zip(keys, entries, strict=True):
        rest = {name: value for name, value in one.items() if name != "id"}
        if key.startswith(tuple(SIGNS.values())):
            rest = {name: value for name, value in rest.items() if name not in SIGNS}
        if not rest:
            yield (*path, key, "id"), key
        yield from _leaves(rest, (*path, key))
    yield (*path, ORDER), _Order(keys)


def _key(entry: Raw, at: int) -> str:
    """What an entry is called from one version to the next."""
    if "id" in entry:
        return str(entry["id"])
    if "points" in entry:
        for sign, shown in SIGNS.items():
            if sign in entry:
                return f"{shown} {entry[sign]}"
    return str(at)


def _stated(raw: Raw) -> _Stated:
    written = json.dumps(raw, ensure_ascii=False, sort_keys=True)
    try:
        return _Stated(written, condition_of(raw, "-").need())
    except ScoringError:
        return _Stated(written, written)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join("|".join(one) if isinstance(one, list) else str(one) for one in value)
    return str(value)


def _differ(path: Path, old: Leaf | None, new: Leaf | None) -> bool:
    if path[-1] == ORDER:
        return isinstance(old, _Order) and isinstance(new, _Order) and _moved(old, new)
    return old != new


def _moved(old: _Order, new: _Order) -> bool:
    return [one for one in old if one in new] != [one for one in new if one in old]


def _told(old: Leaf | None, new: Leaf | None) -> tuple[str | None, str | None]:
    """Both sides as text; where formulas read alike although they differ, as data."""
    both = [None if one is None else str(one) for one in (old, new)]
    if isinstance(old, _Stated) and isinstance(new, _Stated) and both[0] == both[1]:
        return old.raw, new.raw
    return both[0], both[1]
