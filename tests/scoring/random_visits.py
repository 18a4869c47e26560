"""Random visits to any shipped standard: anything at all, or near the top; some are refused."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from scoring import Item, Standard
from scoring.best import best_answer
from scoring.checklist import Fact
from scoring.numbers import plain

WRONG: tuple[Any, ...] = ("perhaps", "NaN", -1, 10**9, 1.5, None, [], {"passed": 3}, {"na": ""})


def visit(standard: Standard, chance: Random) -> dict[str, Any]:
    """Whatever an officer could enter, here and there what may not be entered."""
    answers = {item.code: _answer(item, chance) for item in standard.items if _asked(item, chance)}
    facts = {name: _fact(one, chance) for name, one in standard.facts.items()}
    found = {
        "answers": answers,
        "facts": {name: value for name, value in facts.items() if chance.random() < 0.9},
        "context": _context(standard, chance),
    }
    return _spoilt(standard, found, chance) if chance.random() < 0.1 else found


def good(standard: Standard, chance: Random) -> dict[str, Any]:
    """Nearly everything best, so that levels, limits and vetoes decide."""
    low = standard.settings.good == "low"
    answers = {
        item.code: best_answer(item, low=low) for item in standard.items if item.fact is None
    }
    asked = [item for item in standard.items if item.fact is None]
    for item in chance.sample(asked, min(len(asked), chance.randint(0, 3))):
        answers[item.code] = _answer(item, chance)
    if chance.random() < 0.1 and answers:
        del answers[chance.choice(sorted(answers))]
    facts = {name: _fact(one, chance, well=True) for name, one in standard.facts.items()}
    return {"answers": answers, "facts": facts, "context": _context(standard, chance)}


def _asked(item: Item, chance: Random) -> bool:
    return item.fact is None and chance.random() < 0.95


def _answer(item: Item, chance: Random) -> Any:
    if chance.random() < 0.08 and item.na != "forbid":
        return {"na": "无此项"}
    value = _value(item.kind, item.with_, item.full, chance)
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
        "fraction_of": plain(Decimal(chance.randint(0, 80_000)) / 100),
    }[kind]


def _part(part: Any, chance: Random) -> Any:
    full = Decimal(part["max_points"])
    return _value(part.get("rule", "yes_no"), part.get("with", {}), full, chance)


def _judged(with_: Any, chance: Random) -> str:
    least, most = Decimal(with_.get("least", "0")), Decimal(with_["most"])
    step = Decimal(with_.get("step", "0.5"))
    return plain(least + step * chance.randint(0, int((most - least) / step)))


def _number(with_: Any, chance: Random) -> str:
    edges = [Decimal(one.get("at_least") or one["at_most"]) for one in with_["bands"]]
    near = chance.choice(edges) + Decimal(chance.choice(["0", "0.01", "-0.01", "0.2", "-0.3"]))
    return plain(min(max(near, Decimal(0)), Decimal(1)) if with_.get("of") == "share" else near)


def _fact(fact: Fact, chance: Random, *, well: bool = False) -> Any:
    if fact.kind == "yes_no":
        return "no" if well and chance.random() < 0.8 else chance.choice(["yes", "no"])
    if fact.kind == "choice":
        return chance.choice(fact.options)
    if fact.kind == "share":
        return plain(Decimal(chance.randint(85 if well else 0, 100)) / 100)
    return chance.choice([20, 25, 90, 100, 150, 200, 4000]) if well else chance.randint(0, 250)


def _context(standard: Standard, chance: Random) -> dict[str, Any]:
    levels = [level.id for level in standard.levels]
    context: dict[str, Any] = {
        "years_since_grade": chance.randint(0, 4),
        "on": chance.choice(["2026-06-30", "2027-07-01"]),
        "first_application": chance.choice(["yes", "no"]),
    }
    if levels:
        context |= {name: chance.choice(levels) for name in ("applied_for", "current_level")}
    return {name: value for name, value in context.items() if chance.random() < 0.25}


def _spoilt(standard: Standard, found: dict[str, Any], chance: Random) -> dict[str, Any]:
    """One thing in it that every engine refuses."""
    kind = chance.randrange(5)
    if kind == 0:
        found["answers"]["nowhere.item"] = "yes"
    elif kind == 1:
        found["facts"]["nothing"] = 1
    elif kind == 2:
        found["context"]["mood"] = "good"
    elif kind == 3:
        found["context"]["on"] = "2026-02-30"
    else:
        item = chance.choice(standard.items)
        found["answers"][item.code] = chance.choice(WRONG)
    return found
