"""Levels of many visits, and what limited them: the same order as one visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from scoring.batch.chunk import Chunk
from scoring.batch.exact import Bools, Ints, against, scaled
from scoring.batch.scales import Places, Populations, moved, placed, rate_all, stands
from scoring.batch.tables import Entry
from scoring.checklist import Item, Level, Limit
from scoring.scales import MAIN


@dataclass(slots=True)
class Levels:
    """Per visit the place of its level (-1 for none), and where each name limited it."""

    index: Places
    by_points: Places
    names: list[tuple[str, Bools]] = field(default_factory=list)
    adjusted: list[tuple[str, Bools]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cap:
    name: str
    index: Places  # the highest place left; the top where it has not fallen
    outside: bool


def level_all(chunk: Chunk, populations: Populations) -> Levels:
    """Decide the level of every visit of a chunk."""
    standard = chunk.standard
    rate_all(chunk, populations)
    top_place = len(standard.levels) - 1
    reached = _reached(chunk, populations)
    hard = [_hard(chunk, level) for level in standard.levels]
    caps = _caps(chunk, top_place)
    lid = np.full(chunk.n, top_place, np.int64)
    for cap in caps:
        lid = np.minimum(lid, cap.index)

    top, got = np.full(chunk.n, -1, np.int64), np.full(chunk.n, -1, np.int64)
    for at, held in enumerate(reached):
        top = np.where(held, at, top)
        blocked = reduce(np.logical_or, [unmet for _, unmet in hard[at]], lid < at)
        got = np.where(held & ~blocked, at, got)
    levels = Levels(got, top)
    for at, held in enumerate(reached):
        levels.names += [(name, held & (got < at) & unmet) for name, unmet in hard[at]]
    levels.names += [(cap.name, cap.index < top) for cap in caps]
    _adjust(chunk, levels, caps)
    lower = levels.index < top
    levels.names = [(name, where & lower) for name, where in levels.names]
    return levels


def _reached(chunk: Chunk, populations: Populations) -> list[Bools]:
    """Per level where its points reach it, or its base gives at least it."""
    standard = chunk.standard
    ids = tuple(level.id for level in standard.levels)
    if standard.base is not None:
        index = placed(chunk, MAIN, standard.base, ids, populations)
        return [index >= at for at in range(len(ids))]
    sign = "at_most" if standard.settings.good == "low" else "at_least"
    return [_sums_hold(chunk, level, sign) for level in standard.levels]


def _sums_hold(chunk: Chunk, level: Level, sign: str) -> Bools:
    held = np.ones(chunk.n, np.bool_)
    if level.total is not None:
        over, under = chunk.total()
        need = int(level.total * 10**6)
        held &= _meets(scaled(over, 10**6), sign, scaled(under, need))
    for chapter, rate in level.rates.items():
        points, under = chunk.rate(chapter)
        held &= (under == 0) | against((points, under), sign, rate)
    return held


def _meets(left: Ints, sign: str, right: Ints) -> Bools:
    return np.asarray(left <= right if sign == "at_most" else left >= right, np.bool_)


def _hard(chunk: Chunk, level: Level) -> list[tuple[str, Bools]]:
    """The hard conditions of a level, and where each stands unmet."""
    return [
        (one.id, stands(chunk, one.span, None) & (chunk.truth(one.that) != 1))
        for one in level.require
    ]


def _caps(chunk: Chunk, top: int) -> list[_Cap]:
    caps = [_cap(chunk, limit, top) for limit in chunk.standard.limits]
    return caps + [_veto(chunk, item, top) for item in chunk.standard.items if item.veto]


def _veto(chunk: Chunk, item: Item, top: int) -> _Cap:
    return _Cap(item.code, np.where(chunk.outcome(item, "fail"), -1, top), outside=True)


def _cap(chunk: Chunk, limit: Limit, top: int) -> _Cap:
    ids = [level.id for level in chunk.standard.levels]
    falls = stands(chunk, limit.span, limit.when)
    if limit.context is None:
        place = ids.index(limit.at_most) if limit.at_most is not None else -1
        return _Cap(limit.id, np.where(falls, place, top), outside=limit.veto)

    def named(entry: Entry) -> int:
        if not isinstance(entry.value, str):
            return top
        return min(ids.index(entry.value) + limit.up, top)

    there = chunk.context(limit.context)
    index = there.table.lut(id(limit), named)[there.codes]
    return _Cap(limit.id, np.where(falls, index, top), outside=True)


def _adjust(chunk: Chunk, levels: Levels, caps: list[_Cap]) -> None:
    ids = tuple(level.id for level in chunk.standard.levels)
    for step in chunk.standard.steps:
        falls = stands(chunk, step.span, step.when)
        after = np.where(falls, moved(step, ids)[levels.index], levels.index)
        levels.names.append((step.id, after < levels.index))
        levels.adjusted.append((step.id, after != levels.index))
        levels.index = after
    for cap in caps:
        if cap.outside:
            levels.index = np.minimum(levels.index, cap.index)
