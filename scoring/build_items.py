"""Items, chapters and facts from their data, and what no schema can say about them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.checklist import Chapter, Fact, Ground, Item, Settings
from scoring.condition_data import condition_of
from scoring.errors import ScoringError
from scoring.numbers import plain
from scoring.result import Words
from scoring.rules import RULES
from scoring.rules.base import Setting

ONE = Decimal(1)
FOR_FAULTS = ("choice", "bands", "count_each", "expert")  # rules whose points can be faults
WITH_TOLERANCE = ("bands", "fraction_of", "count_each", "deduct_each")


def words_of(raw: Any) -> Words:
    """A text in both languages; a plain text serves for both."""
    return Words(raw, raw) if isinstance(raw, str) else Words(raw["zh"], raw["en"])


def ground_of(raw: Mapping[str, Any], of: Ground | None = None) -> Ground:
    """Clause, source and confidence, from the surrounding ground where left out."""
    return Ground(
        raw.get("clause") or (of.clause if of else ""),
        raw.get("source") or (of.source if of else ""),
        raw.get("confidence") or (of.confidence if of else "provisional"),
    )


def fact_of(name: str, raw: Mapping[str, Any], standard: Ground) -> Fact:
    """A declared fact; a ``choice`` needs its options.

    Raises ScoringError ``fact-options``.
    """
    if (raw["kind"] == "choice") != ("options" in raw):
        raise ScoringError(
            "fact-options",
            f"standard.yaml: facts {name}",
            "options beside kind choice, and only there",
            raw["kind"],
            "add or drop options",
        )
    unit = words_of(raw["unit"]) if "unit" in raw else None
    options = tuple(raw.get("options", ()))
    return Fact(name, words_of(raw["title"]), raw["kind"], unit, options, ground_of(raw, standard))


def chapter_of(head: Mapping[str, Any], items: tuple[Item, ...], standard: Ground) -> Chapter:
    """A chapter with its items; its points are stated, or the sum of its items."""
    total = sum((item.full for item in items), Decimal(0))
    full = Decimal(head["max_points"]) if "max_points" in head else total
    return Chapter(head["id"], words_of(head["title"]), ground_of(head, standard), full, items)


def item_of(raw: Mapping[str, Any], chapter: str, file: str, settings: Settings) -> Item:
    """One item with its rule.

    Raises ScoringError for a code outside its chapter, points above the item, a condition or
    a rule whose parts do not fit.
    """
    place = f"{file}: {raw['id']}"
    _check_code(raw["id"], chapter, place)
    weight = Decimal(raw["max_points"]) if "max_points" in raw else None
    if weight == 0:
        raise _bad(place, "max_points above 0, or none", "0", "leave max_points out")
    full = ONE if weight is None else weight
    rule = RULES[raw["rule"]](raw.get("with", {}), Setting(full, place, settings.rounding))
    if settings.good == "low" and raw["rule"] not in FOR_FAULTS:
        raise _bad(
            place, f"one of {', '.join(FOR_FAULTS)} where low is good", raw["rule"], "choose"
        )
    if rule.most < full:
        raise _bad(
            place,
            f"a rule that can award all {plain(full)} points"
            + ("" if weight is not None else " (an item without max_points counts as 1)"),
            f"at most {plain(rule.most)}",
            "raise the rule's points or lower max_points",
        )
    return Item(
        code=raw["id"],
        chapter=chapter,
        title=words_of(raw["title"]),
        ground=ground_of(raw),
        max_points=weight,
        pass_at=_pass_at(raw, full, place, low=settings.good == "low"),
        kind=raw["rule"],
        rule=rule,
        with_=raw.get("with", {}),
        look_for=words_of(raw["look_for"]),
        evidence=tuple(raw.get("evidence", ())),
        when=condition_of(raw["when"], place) if "when" in raw else None,
        na=raw.get("na", "drop"),
        attest=raw.get("attest", "one"),
        tolerance=_tolerance(raw, place),
        veto=raw.get("veto", False),
        major_hazard=raw.get("major_hazard", False),
        base=raw.get("base", False),
        resident_visible=raw.get("resident_visible", False),
        risk=raw.get("risk"),
        department=raw.get("department"),
        matter=raw.get("matter"),
        frequency=words_of(raw["frequency"]) if "frequency" in raw else None,
        continues=tuple(raw.get("continues", ())),
    )


def _check_code(code: str, chapter: str, place: str) -> None:
    if code.partition(".")[0] != chapter:
        raise ScoringError(
            "code-outside-chapter", place, f"a code that starts with {chapter}.", code, "rename it"
        )


def _pass_at(raw: Mapping[str, Any], full: Decimal, place: str, *, low: bool) -> Decimal:
    """The points from which an item passes; where points are faults, up to which it does."""
    if "pass_at" not in raw:
        return Decimal(0) if low else full
    value = Decimal(raw["pass_at"])
    if low and value < full:
        return value
    if not low and 0 < value <= full:
        return value
    if low:
        raise _bad(place, f"pass_at below {plain(full)}", raw["pass_at"], "lower it")
    raise _bad(place, f"pass_at above 0, up to {plain(full)}", raw["pass_at"], "lower it")


def _tolerance(raw: Mapping[str, Any], place: str) -> Decimal | None:
    if "tolerance" not in raw:
        return None
    if raw["rule"] in WITH_TOLERANCE:
        return Decimal(raw["tolerance"])
    raise _bad(place, f"tolerance on {', '.join(WITH_TOLERANCE)}", raw["rule"], "drop tolerance")


def _bad(place: str, expected: str, came: str, do: str) -> ScoringError:
    return ScoringError("bad-item", place, expected, came, do)
