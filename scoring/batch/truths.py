"""Conditions over a chunk: each leaf per distinct value or cross-multiplied, then joined."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scoring.batch.exact import Bools, Ints, against, scaled
from scoring.batch.tables import UNKNOWN, Entry
from scoring.conditions import All, AnyOf, Compare, Condition, Equal, Not
from scoring.counts import Extreme, Failed, Rated

if TYPE_CHECKING:
    from scoring.batch.chunk import Chunk

Truths = NDArray[np.uint8]
LOOKED_UP = ("fact", "context", "answer")
FINE = 10**6  # facts and answers have six decimals at most


def truth(chunk: Chunk, condition: Condition) -> Truths:
    """0 false, 1 true, 2 unknown for every visit; each condition once a chunk."""
    known = chunk.truths.get(id(condition))
    if known is None:
        known = chunk.truths[id(condition)] = _decided(chunk, condition)
    return known


def _decided(chunk: Chunk, condition: Condition) -> Truths:
    if isinstance(condition, All):
        return reduce(_both, [truth(chunk, part) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return reduce(_either, [truth(chunk, part) for part in condition.parts])
    if isinstance(condition, Not):
        return _swapped(truth(chunk, condition.part))
    if isinstance(condition, Failed):
        return _failed(chunk, condition)
    if isinstance(condition, Rated):
        return _rated(chunk, condition)
    if isinstance(condition, Extreme):
        return _extreme(chunk, condition)
    assert isinstance(condition, Equal | Compare)
    return _compared(chunk, condition)


def _compared(chunk: Chunk, condition: Equal | Compare) -> Truths:
    if condition.kind in ("rating", "score"):
        return chunk.ratings[condition.name].truth(condition)
    if isinstance(condition, Compare):
        if condition.kind == "total":
            return _sure(against(chunk.total(), condition.sign, condition.bound))
        if condition.kind == "rate":
            return _sure(against(chunk.rate(condition.name), condition.sign, condition.bound))
        if condition.kind == "points" or condition.per is not None:
            return _quotient(chunk, condition)
    return _per_value(chunk, condition)


def _per_value(chunk: Chunk, condition: Equal | Compare) -> Truths:
    """A condition on one cell, decided once for each distinct one."""
    if condition.kind == "fact":
        there = chunk.fact(condition.name)
    elif condition.kind == "context":
        there = chunk.context(condition.name)
    else:
        there = chunk.answered(condition.name)
    found = there.table.truth(condition).astype(np.uint8)[there.codes]
    applies = None
    if condition.kind == "answer":
        applies = chunk.applies(chunk.standard.by_code[condition.name])
    return found if applies is None else np.where(applies, found, UNKNOWN).astype(np.uint8)


def _quotient(chunk: Chunk, condition: Compare) -> Truths:
    """Points or a fact, perhaps per a fact, against a bound."""
    if condition.kind == "points":
        over, known = chunk.points(condition.name)
        unit = chunk.plan.unit
    else:
        over, known = numbers(chunk, condition.name)
        unit = FINE
    if condition.per is None:
        under: Ints = np.ones(chunk.n, np.int64)
    else:
        under, more = numbers(chunk, condition.per)
        known = more if known is None else known & more
        if condition.per_at_least is not None:
            under = np.maximum(under, int(condition.per_at_least * FINE))
        over = scaled(over, FINE)
    found = against((over, scaled(under, unit)), condition.sign, condition.bound)
    return _sure(found, known)


def numbers(chunk: Chunk, fact: str) -> tuple[Ints, Bools]:
    """A fact in millionths, and where it is known as a number."""
    there = chunk.fact(fact)
    values = there.table.lut("number", lambda entry: int(_number(entry) * FINE))[there.codes]
    known = there.table.lut("known", lambda entry: int(_is_number(entry)))[there.codes]
    return values, known == 1


def _failed(chunk: Chunk, condition: Failed) -> Truths:
    at = next(
        at
        for at, selection in enumerate(chunk.plan.items.layout.selections)
        if selection is condition.selection
    )
    count = chunk.count(at, still_open=False)
    still_open = chunk.count(at, still_open=True)
    return _counted(count, still_open, condition.sign, condition.bound)


def _rated(chunk: Chunk, condition: Rated) -> Truths:
    count, missing = np.zeros(chunk.n, np.int64), np.zeros(chunk.n, np.int64)
    for name in condition.of:
        rated = chunk.ratings[name]
        inside = np.array([one in condition.among for one in (*rated.ids, None)])
        count += inside[rated.index]
        missing += rated.index < 0
    return _counted(count, missing, condition.sign, condition.bound)


def _extreme(chunk: Chunk, condition: Extreme) -> Truths:
    """The greatest or least points; those out of scoring never count."""
    best: Ints | None = None
    some = np.zeros(chunk.n, np.bool_)
    for name in condition.of:
        points, there = chunk.points(name)
        there = np.ones(chunk.n, np.bool_) if there is None else there
        if best is None:
            best = points
        pick = np.maximum(best, points) if condition.pick == "most" else np.minimum(best, points)
        best = np.where(there & some, pick, np.where(there, points, best))
        some = some | there
    assert best is not None
    under = np.full(chunk.n, chunk.plan.unit, np.int64)
    return _sure(against((best, under), condition.sign, condition.bound), some)


def _counted(count: Ints, still_open: Ints, sign: str, bound: Fraction) -> Truths:
    """Unknown while the open ones could change the answer."""
    one = np.ones(len(count), np.int64)
    now = against((count, one), sign, bound)
    later = against((count + still_open, one), sign, bound)
    return _sure(now, now == later)


def _sure(found: Bools, known: Any = None) -> Truths:
    truths = found.astype(np.uint8)
    return truths if known is None else np.where(known, truths, UNKNOWN).astype(np.uint8)


def _both(left: Truths, right: Truths) -> Truths:
    false = (left == 0) | (right == 0)
    unknown = (left == UNKNOWN) | (right == UNKNOWN)
    return np.where(false, 0, np.where(unknown, UNKNOWN, 1)).astype(np.uint8)


def _either(left: Truths, right: Truths) -> Truths:
    return _swapped(_both(_swapped(left), _swapped(right)))


def _swapped(truths: Truths) -> Truths:
    return np.array([1, 0, UNKNOWN], np.uint8)[truths]


def _is_number(entry: Entry) -> bool:
    return isinstance(entry.value, Decimal)


def _number(entry: Entry) -> Any:
    return entry.value if _is_number(entry) else 0
