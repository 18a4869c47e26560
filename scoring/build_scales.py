"""Ratings, steps, cut points and tables from their data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.build_items import ground_of, words_of
from scoring.build_results import FILE, limit_of, span_of
from scoring.condition_data import condition_of
from scoring.errors import ScoringError
from scoring.numbers import ratio_of
from scoring.scales import (
    ANY,
    Base,
    Cuts,
    Mark,
    Measure,
    Row,
    Step,
    SubRating,
    Table,
    Term,
    WorstOf,
)

BASES = ("sum", "cuts", "table", "worst_of")
KINDS = ("points", "rate", "score", "fact")
Levels = Mapping[str, tuple[str, ...]]  # rating → its levels, the lowest first


def ratings_of(raw: Mapping[str, Any]) -> tuple[SubRating, ...]:
    """All ratings that feed the result, in order; each may read those before it."""
    levels: dict[str, tuple[str, ...]] = {}
    ratings = []
    for one in raw.get("ratings", ()):
        rating = _rating(one, levels)
        levels[rating.id] = rating.ids
        ratings.append(rating)
    return tuple(ratings)


def main_base(raw: Mapping[str, Any], ratings: Sequence[SubRating]) -> Base | None:
    """What gives the level of the result; None where total and rates do.

    Raises ScoringError ``two-bases``.
    """
    if not any(key in raw for key in BASES):
        return None
    return base_of(raw, {one.id: one.ids for one in ratings}, f"{FILE}: -")


def base_of(raw: Mapping[str, Any], levels: Levels, place: str) -> Base:
    """The one way in which a level comes about.

    Raises ScoringError ``two-bases`` where there is not exactly one.
    """
    named = [key for key in BASES if key in raw]
    if len(named) != 1:
        came = ", ".join(named) or "none"
        raise ScoringError("two-bases", place, f"one of {', '.join(BASES)}", came, "keep one")
    if named == ["sum"]:
        return _measure(raw["sum"], place)
    if named == ["cuts"]:
        return _cuts(raw["cuts"], place)
    if named == ["worst_of"]:
        listed, missing = _listed(raw["worst_of"])
        return WorstOf(tuple(listed), missing)
    return _table(raw["table"], levels, place)


def step_of(raw: Mapping[str, Any], within: str = "") -> Step:
    """One step adjustment."""
    place = f"{FILE}: {within}adjust {raw['id']}"
    return Step(
        id=raw["id"],
        title=words_of(raw["title"]) if "title" in raw else None,
        when=condition_of(raw["when"], place) if "when" in raw else None,
        by=raw.get("step", 0),
        at_most=raw.get("at_most"),
        at_least=raw.get("at_least"),
        span=span_of(raw),
        ground=ground_of(raw),
    )


def _rating(raw: Mapping[str, Any], levels: Levels) -> SubRating:
    within = f"rating {raw['id']} "
    marks = tuple(_mark(one, f"{FILE}: {within}") for one in raw["levels"])
    base = base_of(raw, levels, f"{FILE}: rating {raw['id']}")
    upwards = not any("at_most" in one for one in raw["levels"])
    return SubRating(
        id=raw["id"],
        title=words_of(raw["title"]),
        base=base,
        upwards=base.good == "high" if isinstance(base, Cuts) else upwards,
        marks=marks,
        limits=tuple(limit_of(one, within) for one in raw.get("limits", ())),
        steps=tuple(step_of(one, within) for one in raw.get("adjust", ())),
        ground=ground_of(raw),
    )


def _mark(raw: Mapping[str, Any], place: str) -> Mark:
    bounds = [raw[key] for key in ("at_least", "at_most") if key in raw]
    return Mark(
        id=raw["id"],
        title=words_of(raw["title"]) if "title" in raw else words_of(raw["id"]),
        bound=ratio_of(bounds[0], place) if bounds else None,
        score=Decimal(raw["score"]) if "score" in raw else None,
    )


def _listed(raw: Any) -> tuple[list[Any], Any]:
    """A list, or ``{of: list, missing: word}``."""
    return (raw["of"], raw["missing"]) if isinstance(raw, dict) else (raw, "none")


def _measure(raw: Any, place: str) -> Measure:
    listed, missing = _listed(raw)
    return Measure(tuple(_term(one, place) for one in listed), missing)


def _term(raw: Mapping[str, Any], place: str) -> Term:
    kinds = [kind for kind in KINDS if kind in raw]
    if len(kinds) != 1:
        came = ", ".join(kinds) or "none"
        raise ScoringError("bad-term", place, f"one of {', '.join(KINDS)}", came, "keep one")
    times = ratio_of(raw["times"], place) if "times" in raw else Fraction(1)
    kind: Any = kinds[0]
    return Term(kind, raw[kind], times)


def _cuts(raw: Mapping[str, Any], place: str) -> Cuts:
    shares = {level: ratio_of(share, place) for level, share in raw["shares"].items()}
    measure = _measure(raw["sum"], place)
    by = tuple(raw.get("by", ()))
    else_by = tuple(raw["else_by"]) if "else_by" in raw else None
    return Cuts(measure, raw.get("good", "high"), by, shares, raw.get("min_n", 1), else_by)


def _table(raw: Mapping[str, Any], levels: Levels, place: str) -> Table:
    """A table whose ``*`` and lists are spelled out.

    Raises ScoringError ``table-width`` where a row has more or fewer entries than ratings.
    """
    rows = []
    for number, row in enumerate(raw["rows"], 1):
        if len(row["is"]) != len(raw["of"]):
            raise ScoringError(
                "table-width",
                f"{place} row {number}",
                f"{len(raw['of'])} entries, one for each of {', '.join(raw['of'])}",
                str(len(row["is"])),
                "mend the row",
            )
        entries = zip(raw["of"], row["is"], strict=True)
        match = tuple(_entry(entry, levels.get(name, ())) for name, entry in entries)
        rows.append(Row(match, row["level"]))
    return Table(tuple(raw["of"]), tuple(rows))


def _entry(raw: Any, levels: tuple[str, ...]) -> frozenset[str]:
    if raw == ANY:
        return frozenset(levels)
    return frozenset(raw if isinstance(raw, list) else [raw])
