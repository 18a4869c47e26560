"""Random visits to any standard: anything at all, or near the top; some are refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from scoring import Item, Standard
from scoring.best import best_answer
from scoring.checklist import Fact
from scoring.numbers import plain
from scoring.scales import Cuts

# What no engine takes as an answer, or only some rules do.
WRONG: tuple[Any, ...] = (
    *("perhaps", "NaN", "1e3", "-1", "0.0000001", "１２", "00", "", -1, 10**9, 1.5, None, True, []),
    *({"passed": 3}, {"looked_at": 3, "passed": 4}, {"points": "1", "reason": " "}, ["a", "a"]),
    *({"na": ""}, {"na": "无此项", "value": "yes"}, {"value": None}, {"value": "yes", "note": 3}),
)
WRONG_FACTS: tuple[Any, ...] = ("maybe", -1, "1.5", "1.01", True, None, [], "999999999.9999999")
WRONG_CONTEXT: tuple[tuple[str, Any], ...] = (
    *(("mood", "good"), ("applied_for", "9"), ("current_level", 3), ("first_application", "maybe")),
    *(("years_since_grade", one) for one in (-1, "-1", "1e1", 1.5, True, None, 10**7)),
    *(("on", one) for one in ("2026-02-30", "20260630", "2026-W01-1", "0000-01-01", 5, " ", "x")),
)


def visit(standard: Standard, chance: Random) -> dict[str, Any]:
    """Whatever an officer could enter, here and there what may not be entered."""
    answers = {one.code: _answer(one, chance) for one in standard.items if _asked(one, chance)}
    facts = {name: _fact(one, chance) for name, one in standard.facts.items()}
    found = {
        "answers": answers,
        "facts": {name: value for name, value in facts.items() if chance.random() < 0.9},
        "context": _context(standard, chance),
    }
    return _spoilt(standard, found, chance) if chance.random() < 0.2 else found


def good(standard: Standard, chance: Random) -> dict[str, Any]:
    """Nearly everything best, so that levels, limits and vetoes decide."""
    low = standard.settings.good == "low"
    asked = [item for item in standard.items if item.fact is None]
    answers = {item.code: best_answer(item, low=low) for item in asked}
    for item in chance.sample(asked, min(len(asked), chance.randint(0, 3))):
        answers[item.code] = _answer(item, chance)
    if chance.random() < 0.1 and answers:
        del answers[chance.choice(sorted(answers))]
    facts = {name: _fact(one, chance, well=True) for name, one in standard.facts.items()}
    return {"answers": answers, "facts": facts, "context": _context(standard, chance)}


def places(standard: Standard, chance: Random) -> dict[str, dict[str, int]]:
    """Where a visit stands in its populations: of most that have cut points, of no other."""
    bases = {one.id: one.base for one in standard.ratings} | {"result": standard.base}
    cut = [name for name, base in bases.items() if isinstance(base, Cuts)]
    return {name: _place(chance) for name in cut if chance.random() < 0.85}


def _place(chance: Random) -> dict[str, int]:
    among = chance.choice([1, 2, 3, 4, 5, 6, 10, 30, 400])
    return {"better": chance.randint(0, among - 1), "among": among}


def _asked(item: Item, chance: Random) -> bool:
    """An item that a fact answers may only be not applicable."""
    return chance.random() < (0.95 if item.fact is None else 0.05)


def _answer(item: Item, chance: Random) -> Any:
    if item.fact is not None or (chance.random() < 0.08 and item.na != "forbid"):
        return chance.choice([{"na": "无此项"}, {"na": "无此项", "note": "备注"}])
    value = _value(item.kind, item.with_, item.max_points or Decimal(1), chance)
    return {"value": value, "note": "备注"} if chance.random() < 0.05 else value


def _value(kind: str, with_: Any, full: Decimal, chance: Random) -> Any:
    looked = chance.randint(0, 15)
    if kind in ("choice", "best_of"):
        options = [one["id"] for one in with_["options"]]
        several = chance.sample(options, chance.randint(0, len(options)))
        return chance.choice(options) if kind == "choice" else several
    if kind == "sampled_share":
        return {"looked_at": looked, "passed": chance.randint(looked * 2 // 3, looked)}
    if kind == "sum_of":
        parts = chance.sample(with_["parts"], chance.randint(1, len(with_["parts"])))
        return {one["id"]: _part(one, chance) for one in parts}
    if kind == "bands":
        return _number(with_, chance)
    if kind == "expert":
        return {"points": _judged(with_, chance), "reason": "一般"}
    return {
        "yes_no": chance.choice(["yes", "no"]),
        "grade_abc": chance.choice("ABC"),
        "count_each": chance.randint(0, 20),
        "deduct_each": chance.randint(0, 9),
        "fraction_of": _amount(chance, chance.choice([20, 800])),
    }[kind]


def _part(part: Any, chance: Random) -> Any:
    full = Decimal(part["max_points"])
    return _value(part.get("rule", "yes_no"), part.get("with", {}), full, chance)


def _judged(with_: Any, chance: Random) -> str:
    least, most = Decimal(with_.get("least", "0")), Decimal(with_["most"])
    if "step" in with_:
        step = Decimal(with_["step"])
        return plain(least + step * chance.randint(0, int((most - least) / step)))
    return plain(round(least + (most - least) * chance.randint(0, 24) / 24, 6))


def _number(with_: Any, chance: Random) -> str:
    edges = [Decimal(one.get("at_least") or one["at_most"]) for one in with_["bands"]]
    aside = chance.choice(["0", "0.000001", "-0.000001", "0.01", "-0.01", "0.2", "-0.3"])
    near = chance.choice(edges) + Decimal(aside)
    return plain(min(max(near, Decimal(0)), Decimal(1)) if with_.get("of") == "share" else near)


def _fact(fact: Fact, chance: Random, *, well: bool = False) -> Any:
    if fact.kind == "yes_no":
        told: list[Any] = ["yes", "no", True, False]
        return "no" if well and chance.random() < 0.8 else chance.choice(told)
    if fact.kind == "choice":
        return chance.choice(fact.options)
    if fact.kind == "share":
        return plain(Decimal(chance.randint(85 if well else 0, 100)) / 100)
    if fact.kind == "amount" and chance.random() < 0.5:
        return _amount(chance, chance.choice([5, 40, 400]))
    if well:
        return chance.choice([20, 25, 90, 100, 150, 200, 4000])
    return chance.choice([0, chance.randint(0, 20), chance.randint(0, 250)])


def _amount(chance: Random, most: int) -> str:
    digits = chance.choice([0, 2, 6])
    return plain(Decimal(chance.randint(0, most * 10**digits)).scaleb(-digits))


def _context(standard: Standard, chance: Random) -> dict[str, Any]:
    levels = [level.id for level in standard.levels]
    context: dict[str, Any] = {
        "years_since_grade": chance.choice([chance.randint(0, 4), "2.5", "3"]),
        "on": chance.choice(_days(standard)),
        "first_application": chance.choice(["yes", "no", True]),
    }
    if levels:
        context["applied_for"] = chance.choice(levels)
        context["current_level"] = chance.choice([*levels, None])
    return {name: value for name, value in context.items() if chance.random() < 0.4}


def _days(standard: Standard) -> list[str]:
    """The days on which a rule begins or ends, and those beside them."""
    limits = [*standard.limits, *(one for rating in standard.ratings for one in rating.limits)]
    steps = [*standard.steps, *(one for rating in standard.ratings for one in rating.steps)]
    spans = [standard.in_force, *(one.span for one in limits), *(one.span for one in steps)]
    spans += [one.span for level in standard.levels for one in level.require]
    ends = {day for span in spans for day in span if day is not None and day < "9999"}
    found = {date.fromisoformat(day) for day in ends} | {date(2026, 6, 30)}
    aside = (timedelta(-1), timedelta(0), timedelta(1))
    return sorted((day + by).isoformat() for day in found for by in aside)


def _spoilt(standard: Standard, found: dict[str, Any], chance: Random) -> dict[str, Any]:
    """One thing in it that most engines refuse; what they do not, all of them take."""
    kind = chance.choice(["item", "fact", "context", "answer", "answer", "answer", "known fact"])
    name, wrong = chance.choice(WRONG_CONTEXT)
    if kind == "item":
        found["answers"]["nowhere.item"] = "yes"
    elif kind == "fact":
        found["facts"]["nothing"] = 1
    elif kind == "context":
        found["context"][name] = wrong
    elif kind == "known fact" and standard.facts:
        found["facts"][chance.choice(sorted(standard.facts))] = chance.choice(WRONG_FACTS)
    elif standard.items:
        found["answers"][chance.choice(standard.items).code] = chance.choice(WRONG)
    return found
