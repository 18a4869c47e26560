"""Public randomness (公共随机源): announced sources, and their values as one string.

A source of the pool is ``{"name", "date", "numbers": COUNT}``, with ``"ordered": true`` where
the order of the numbers counts; or ``{"name", "date", "hex": true}`` (a drand round), or
``{"name", "date", "text": true}`` (a witness types a value). A value is the same name with
``"numbers": […]``; for hex and text the string stands under ``value`` (or ``numbers``, ``hex``,
``text``, alone or as a list of one). ``date`` may be left out where the name is unique.

An iteration's own ``sources`` are later results of *all* the announced sources, none earlier
than its announced date: leaving one out would let the office choose.

Source: RFC 3797 section 4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scoring.draw.shape import day, flag, record, rows, text
from scoring.errors import ScoringError, shown
from scoring.numbers import whole_of

KINDS = ("ordered", "hex", "text")
VALUE_KEYS = ("numbers", "value", "hex", "text")
LARGEST = 2**53 - 1  # what every JSON reader keeps exactly

_DIGITS = re.compile(r"[0-9]{1,15}\Z", re.ASCII)
_HEX = re.compile(r"[0-9a-fA-F]+\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """One announced source: its name, the day of its result, how many numbers, of which kind."""

    name: str
    on: date
    numbers: int
    kind: str  # "sorted", or one of KINDS


def read_sources(raw: object, announced_on: date) -> tuple[Source, ...]:
    """The pool's sources.

    Raises ScoringError ``source-twice``, or ``source-past`` where the result was known before.
    """
    sources: dict[tuple[str, date], Source] = {}
    for number, row in enumerate(rows(raw, "pool.sources", least=1)):
        at = f"pool.sources[{number}]"
        source = _source(row, at)
        if (source.name, source.on) in sources:
            raise ScoringError("source-twice", at, "each source once", source.name, "drop one")
        if source.on < announced_on:
            raise _past(f"{at}.date", announced_on, source.on)
        sources[source.name, source.on] = source
    return tuple(sources.values())


def _source(raw: object, at: str) -> Source:
    row = record(raw, at, ("name", "date"), ("numbers", *KINDS))
    kinds = [kind for kind in KINDS if flag(row.get(kind, False), f"{at}.{kind}")]
    if len(kinds) > 1:
        raise ScoringError(
            "wrong-shape", at, "one of ordered, hex, text", " and ".join(kinds), "keep one"
        )
    kind = kinds[0] if kinds else "sorted"
    single = kind in ("hex", "text")
    count = whole_of(row.get("numbers", 1 if single else None), f"{at}.numbers", most=1000)
    if count < 1 or (single and count != 1):
        wanted = "1, the one string of this source" if single else "1 or more"
        raise ScoringError("bad-count", f"{at}.numbers", wanted, str(count), "mend the count")
    return Source(text(row["name"], f"{at}.name"), day(row["date"], f"{at}.date"), count, kind)


def encode(
    sources: Sequence[Source], raw: object, place: str, *, later: bool = False
) -> tuple[list[dict[str, Any]], str]:
    """The values as they are kept, and the randomness string, in the pool's order.

    later: the values belong to a new iteration, so their dates may follow the announced ones.

    Raises ScoringError ``source-missing``, ``source-unknown``, ``source-twice``,
    ``source-past`` or ``numbers-count``.
    """
    parts: dict[Source, str] = {}
    kept = []
    for number, row in enumerate(rows(raw, place)):
        at = f"{place}[{number}]"
        key = _value_key(row, at)
        source = _match(sources, row, at, later=later)
        if source in parts:
            raise ScoringError("source-twice", at, "each source once", source.name, "drop one")
        value, parts[source] = _value(source, row[key], f"{at}.{key}")
        kept.append({**row, key: value})
    for source in sources:
        if source not in parts:
            raise _missing(source, place)
    return kept, "".join(f"{parts[source]}/" for source in sources)


def _value_key(raw: object, at: str) -> str:
    row = record(raw, at, ("name",), ("date", *VALUE_KEYS))
    keys = [key for key in VALUE_KEYS if key in row]
    if len(keys) == 1:
        return keys[0]
    code = "wrong-shape" if keys else "missing-key"
    raise ScoringError(code, at, "one key numbers", " and ".join(keys) or "none", "give the result")


def _match(sources: Sequence[Source], row: Mapping[str, Any], at: str, *, later: bool) -> Source:
    on = day(row["date"], f"{at}.date") if "date" in row else None
    named = [source for source in sources if source.name == row["name"]]
    exact = [source for source in named if source.on == on]
    if exact:
        return exact[0]
    if len(named) == 1 and (on is None or later):
        if on is not None and on < named[0].on:
            raise _past(f"{at}.date", named[0].on, on)
        return named[0]
    if len(named) > 1 and on is None:
        raise ScoringError(
            "source-missing", f"{at}.date", "a date, the name stands twice", "none", "add the date"
        )
    announced = ", ".join(f"{source.name} {source.on}" for source in sources)
    came = f"{row['name']} {on or ''}"
    raise ScoringError("source-unknown", at, f"one of {announced}", came, "give announced sources")


def _value(source: Source, raw: object, at: str) -> tuple[object, str]:
    """The value in its one form, and its part of the randomness string."""
    if source.kind in ("hex", "text"):
        return _single(source.kind, raw, at)
    if not isinstance(raw, list) or len(raw) != source.numbers:
        came = f"{len(raw)} numbers" if isinstance(raw, list) else shown(raw)
        raise ScoringError(
            "numbers-count",
            at,
            f"{source.numbers} numbers",
            came,
            "copy the published result completely",
        )
    numbers = [_number(entry, f"{at}[{index}]") for index, entry in enumerate(raw)]
    ranked = numbers if source.kind == "ordered" else sorted(numbers)
    return numbers, "".join(f"{number}." for number in ranked)


def _single(kind: str, raw: object, at: str) -> tuple[object, str]:
    entry = raw
    if isinstance(raw, list):
        if len(raw) != 1:
            raise ScoringError("numbers-count", at, "one string", f"{len(raw)}", "give one")
        entry = raw[0]
    if kind == "text":
        value = text(entry, at)
    elif isinstance(entry, str) and _HEX.match(entry):
        value = entry.lower()
    else:
        raise ScoringError("bad-hex", at, "hex digits", shown(entry), "copy the value again")
    return ([value] if isinstance(raw, list) else value), f"{value}."


def _number(raw: object, at: str) -> int:
    """A whole number; digits as the lottery prints them, such as ``"05"``, are one too."""
    if isinstance(raw, str) and _DIGITS.match(raw):
        return int(raw)
    return whole_of(raw, at, most=LARGEST)


def _missing(source: Source, place: str) -> ScoringError:
    return ScoringError(
        "source-missing",
        place,
        f"the result of {source.name} of {source.on}",
        "none",
        "wait for the result and add it",
    )


def _past(at: str, least: date, came: date) -> ScoringError:
    return ScoringError(
        "source-past",
        at,
        f"a result of {least} or later",
        str(came),
        "announce randomness that does not exist yet",
    )
