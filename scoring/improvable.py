"""Which items of a visit could be better, by how much, and what their improvement touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.answers import Answer, Visit, known_answer
from scoring.best import best_answer
from scoring.checklist import Item, Standard
from scoring.conditions import Condition
from scoring.counts import counts_in
from scoring.engine import Scored, item_result, selected
from scoring.numbers import plain
from scoring.scales import conditions_of

COST_UNIT = 10**6
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that could be given its best answer.

    packed: cost and, among equal costs, whether residents notice it, as one whole number.
    switches: improving it brings other items in or out. read_by: the tests that look at it.
    """

    code: str
    order: int
    chapter: str
    before: object
    best: object
    answer: Answer
    gain: Decimal
    cost: Decimal
    packed: int
    visible: bool
    switches: bool
    read_by: frozenset[str]

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "from": self.before,
            "to": self.best,
            "gain": plain(self.gain),
        }


def candidates_of(
    standard: Standard, visit: Visit, costs: Mapping[str, Decimal]
) -> dict[str, Candidate]:
    """All items that are not at their best and may be proposed, in the standard's order."""
    found: dict[str, Candidate] = {}
    readers = _readers(standard)
    current = visit
    while True:
        scored = Scored(standard, current)
        fresh = {}
        for order, item in enumerate(standard.items):
            one = _candidate(scored, item, costs, order, readers)
            if one is not None and item.code not in found:
                fresh[item.code] = one
        if not fresh:
            return dict(sorted(found.items(), key=lambda pair: pair[1].order))
        found |= fresh  # what these bring into scoring is looked at next
        better = {code: one.answer for code, one in found.items()}
        current = Visit({**visit.answers, **better}, visit.facts, visit.context)


def touchable(standard: Standard, candidates: Mapping[str, Candidate]) -> set[str]:
    """The hard conditions and limits that some candidate, a sum or a rating could change."""
    found = set()
    for name, condition in _named_conditions(standard):
        for kind, of in condition.reads():
            fixed = kind in ("fact", "context")
            if not fixed and (of in candidates or of not in standard.by_code):
                found.add(name)
    return found


def _named_conditions(standard: Standard) -> list[tuple[str, Condition]]:
    named = [(one.id, one.that) for level in standard.levels for one in level.require]
    return named + conditions_of(standard.limits, standard.steps)


def _candidate(
    scored: Scored,
    item: Item,
    costs: Mapping[str, Decimal],
    order: int,
    readers: Mapping[str, frozenset[str]],
) -> Candidate | None:
    now = scored.by_code[item.code]
    if item.fact is not None or _judged(item) or now.outcome == "not_applicable":
        return None
    low = scored.standard.settings.good == "low"
    facts = scored.visit.facts
    best = best_answer(item, low=low, facts=facts)
    answer = known_answer(scored.standard, item, best, facts)
    then = item_result(item, answer, low=low)
    gain = now.points - then.points if low else then.points - now.points
    if then.outcome == "not_answered" or (gain <= 0 and now.outcome == then.outcome):
        return None
    cost = costs.get(item.code, ONE)
    return Candidate(
        code=item.code,
        order=order,
        chapter=item.chapter,
        before=now.answer.raw if now.answer else None,
        best=best,
        answer=answer,
        gain=gain,
        cost=cost,
        packed=int(cost * COST_UNIT) * (len(scored.by_code) + 1) - int(item.resident_visible),
        visible=item.resident_visible,
        switches=_switches(scored, item, answer),
        read_by=readers.get(item.code, frozenset()),
    )


def _judged(item: Item) -> bool:
    """Whether a person's judgement is the item or a part of it."""
    return item.kind == "expert" or any(
        part.get("rule") == "expert" for part in item.with_.get("parts", ())
    )


def _switches(scored: Scored, item: Item, answer: Answer) -> bool:
    """Whether the better answer changes which items are asked."""
    readers = [
        one
        for one in scored.standard.items
        if one.when is not None and ("answer", item.code) in one.when.reads()
    ]
    if not readers:
        return False
    answers = {**scored.visit.answers, item.code: answer}
    after = Scored(scored.standard, Visit(answers, scored.visit.facts, scored.visit.context))
    return any(
        after.by_code[one.code].dropped != scored.by_code[one.code].dropped for one in readers
    )


def _readers(standard: Standard) -> dict[str, frozenset[str]]:
    """Per item the ids of the hard conditions, limits and steps that look at it alone."""
    found: dict[str, set[str]] = {}
    for name, condition in _named_conditions(standard):
        reads, counts = condition.reads(), counts_in(condition)
        for item in standard.items:
            direct = {("answer", item.code), ("points", item.code), ("rate", item.code)} & reads
            if direct or any(selected(item, one.selection) for one in counts):
                found.setdefault(item.code, set()).add(name)
    for item in standard.items:
        if item.veto:
            found.setdefault(item.code, set()).add(item.code)
    return {code: frozenset(names) for code, names in found.items()}


def by_items_alone(standard: Standard) -> set[str]:
    """The tests that look at single items, facts and the context only, never at sums."""
    chapters = {chapter.id for chapter in standard.chapters}
    found = {item.code for item in standard.items if item.veto}
    for name, condition in _named_conditions(standard):
        reads = condition.reads()
        summed = {"total", "rating", "score"} & {kind for kind, _ in reads}
        if not summed and not chapters & {of for kind, of in reads if kind in ("points", "rate")}:
            found.add(name)
    return found
