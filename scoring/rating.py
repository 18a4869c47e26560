"""From points to a level: totals, rates, hard conditions, limiters, vetoes (等级)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.checklist import Ground, Level, Limit
from scoring.conditions import Truth
from scoring.engine import Scored
from scoring.numbers import plain, rate_text, ratio_text, rounded_to


@dataclass(frozen=True, slots=True)
class Test:
    """One test on the way to a level; holds None where something it reads is missing."""

    name: str
    need: str
    have: str
    holds: Truth
    ground: Ground

    def as_json(self) -> dict[str, str]:
        return {
            "test": self.name,
            "need": self.need,
            "have": self.have,
            **self.ground.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Cap:
    """A limiter or veto that has fallen: no level above this index; -1 leaves none."""

    index: int
    test: Test


@dataclass(frozen=True, slots=True)
class Rating:
    """The level and how it came about (定级).

    tests: per level id, total and rates first, then hard conditions, in the standard's order.
    """

    level: Level | None
    level_by_points: Level | None
    limited_by: tuple[str, ...]
    tests: dict[str, tuple[Test, ...]]
    caps: tuple[Cap, ...]
    unmet: dict[str, tuple[Test, ...]]


def rate_visit(scored: Scored) -> Rating:
    """Decide the level of a scored visit (the standard has levels)."""
    levels = scored.standard.levels
    sums = {level.id: sum_tests(scored, level) for level in levels}
    hard = {level.id: requirement_tests(scored, level) for level in levels}
    caps = tuple(fallen_caps(scored))
    lid = min((cap.index for cap in caps), default=len(levels) - 1)

    reached = [i for i, level in enumerate(levels) if _all_hold(sums[level.id])]
    held = [i for i in reached if i <= lid and _all_hold(hard[levels[i].id])]
    top, got = max(reached, default=-1), max(held, default=-1)
    tests = {level.id: sums[level.id] + hard[level.id] for level in levels}
    return Rating(
        level=levels[got] if got >= 0 else None,
        level_by_points=levels[top] if top >= 0 else None,
        limited_by=_limited_by(
            [hard[levels[i].id] for i in reached if i > got], [c for c in caps if c.index < top]
        ),
        tests=tests,
        caps=caps,
        unmet={
            level.id: tuple(t for t in tests[level.id] if t.holds is not True)
            + tuple(cap.test for cap in caps if cap.index < i)
            for i, level in enumerate(levels)
            if i > got
        },
    )


def sum_tests(scored: Scored, level: Level) -> tuple[Test, ...]:
    """Total at least and each chapter's rate at least; shares cross-multiplied."""
    tests = []
    if level.total is not None:
        total = scored.total()
        have = total_text(total)
        holds = total >= Fraction(level.total)
        tests.append(Test("total", plain(level.total), have, holds, level.ground))
    for chapter, need in level.rates.items():
        points, under = scored.rate(chapter) or (Decimal(0), Decimal(0))
        holds = not under or points * need.denominator >= under * need.numerator
        have = rate_text(points, under)
        tests.append(Test(f"rate:{chapter}", ratio_text(need), have, holds, level.ground))
    return tuple(tests)


def requirement_tests(scored: Scored, level: Level) -> tuple[Test, ...]:
    """The hard conditions of a level (必备条件)."""
    return tuple(
        Test(one.id, one.that.need(), one.that.have(scored), one.that.holds(scored), one.ground)
        for one in level.require
    )


def fallen_caps(scored: Scored) -> list[Cap]:
    """Limiters and vetoes that hold, then items whose failing is a veto, in order."""
    caps = [cap for limit in scored.standard.limits if (cap := _fallen(scored, limit))]
    for one in scored.by_code.values():
        if one.item.veto and one.outcome == "fail":
            have = one.award.why.en if one.award else ""
            caps.append(Cap(-1, Test(one.item.code, "pass", have, False, one.item.ground)))
    return caps


def total_text(total: Fraction) -> str:
    """A total for print: six decimals at most, half up."""
    return plain(rounded_to(total, 6))


def _fallen(scored: Scored, limit: Limit) -> Cap | None:
    if limit.when is not None and limit.when.holds(scored) is not True:
        return None
    ids = [level.id for level in scored.standard.levels]
    named = limit.at_most
    if limit.context is not None:
        value = scored.context(limit.context)
        if not isinstance(value, str):
            return None
        named = value
    index = -1 if named is None else min(ids.index(named) + limit.up, len(ids) - 1)
    need = f"not ({limit.when.need()})" if limit.when else f"at most {ids[index]}"
    have = limit.when.have(scored) if limit.when else str(named)
    return Cap(index, Test(limit.id, need, have, False, limit.ground))


def _limited_by(hard: list[tuple[Test, ...]], caps: list[Cap]) -> tuple[str, ...]:
    names = [test.name for tests in hard for test in tests if test.holds is not True]
    return tuple(dict.fromkeys(names + [cap.test.name for cap in caps]))


def _all_hold(tests: tuple[Test, ...]) -> bool:
    return all(test.holds is True for test in tests)
