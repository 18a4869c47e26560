"""Levels, limits and conclusions from their data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.build_items import ground_of, words_of
from scoring.checklist import Conclusion, Level, Limit, Requirement, Settings
from scoring.condition_data import condition_of
from scoring.numbers import ratio_of
from scoring.scales import ALWAYS, Span

FILE = "standard.yaml"


def settings_of(raw: Mapping[str, Any]) -> Settings:
    """How points become a total and a rate."""
    rounding = raw.get("rounding")
    return Settings(
        rate_of=_value(raw.get("rate_of", "applicable")),
        total_as=_value(raw.get("total_as", "raw")),
        rounding=(rounding["decimals"], rounding["mode"]) if rounding else None,
        good=raw.get("good", "high"),
    )


def level_of(raw: Mapping[str, Any], chapters: Sequence[str]) -> Level:
    """A level; a single rate holds for every chapter."""
    place = f"{FILE}: level {raw['id']}"
    title = words_of(raw["title"]) if "title" in raw else words_of(raw["id"])
    total = Decimal(raw["total"]) if "total" in raw else None
    require = tuple(_requirement(one, place) for one in raw.get("require", ()))
    rates = _rates(raw.get("rate"), chapters, place)
    return Level(raw["id"], title, total, rates, require, ground_of(raw))


def limit_of(raw: Mapping[str, Any], within: str = "") -> Limit:
    """A limiter or veto, of the result or within a rating."""
    place = f"{FILE}: {within}limit {raw['id']}"
    cap = raw.get("at_most")
    from_context = cap if isinstance(cap, dict) else {}
    return Limit(
        id=raw["id"],
        title=words_of(raw["title"]) if "title" in raw else None,
        when=condition_of(raw["when"], place) if "when" in raw else None,
        veto=raw.get("veto", False),
        at_most=cap if isinstance(cap, str) else None,
        context=from_context.get("context"),
        up=from_context.get("up", 0),
        ground=ground_of(raw),
        span=span_of(raw),
    )


def conclusion_of(raw: Mapping[str, Any]) -> Conclusion:
    """A conclusion of a check without levels."""
    when = condition_of(raw["when"], f"{FILE}: conclusion {raw['id']}") if "when" in raw else None
    return Conclusion(raw["id"], words_of(raw["title"]), when, ground_of(raw))


def span_of(raw: Mapping[str, Any]) -> Span:
    """The days on which a rule stands; always where nothing is said."""
    if "in_force" not in raw:
        return ALWAYS
    return Span(raw["in_force"]["from"], raw["in_force"].get("to"))


def _requirement(raw: Mapping[str, Any], place: str) -> Requirement:
    title = words_of(raw["title"]) if "title" in raw else None
    that = condition_of(raw["that"], f"{place}: {raw['id']}")
    return Requirement(raw["id"], title, that, ground_of(raw), span_of(raw))


def _rates(raw: Any, chapters: Sequence[str], place: str) -> dict[str, Fraction]:
    if raw is None:
        return {}
    if isinstance(raw, str):
        return dict.fromkeys(chapters, ratio_of(raw, place))
    return {chapter: ratio_of(rate, place) for chapter, rate in raw.items()}


def _value(raw: Any) -> Any:
    return raw["value"] if isinstance(raw, dict) else raw
