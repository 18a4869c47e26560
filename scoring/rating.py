"""From points to a level: totals, rates, hard conditions, limiters, vetoes (等级)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.checklist import Ground, Level, Limit, Requirement
from scoring.conditions import Truth
from scoring.engine import Scored
from scoring.numbers import plain, rate_text, ratio_text, rounded_to
from scoring.scales import MAIN, Cuts, Step, Table, WorstOf
from scoring.standing import placed, stands


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
    """A limiter or veto that has fallen: no level above this index; -1 leaves none.

    outside: holds after all steps as well: a veto, or a cap from the context.
    """

    index: int
    test: Test
    outside: bool = True


@dataclass(frozen=True, slots=True)
class Rating:
    """The level and how it came about (定级).

    tests: per level id, total and rates first, then hard conditions, in the standard's order.
    adjusted: the steps that moved the level, in order.
    """

    level: Level | None
    level_by_points: Level | None
    limited_by: tuple[str, ...]
    tests: dict[str, tuple[Test, ...]]
    caps: tuple[Cap, ...]
    unmet: dict[str, tuple[Test, ...]]
    adjusted: tuple[str, ...] = ()


def rate_visit(scored: Scored) -> Rating:
    """Decide the level of a scored visit (the standard has levels)."""
    levels = scored.standard.levels
    sums = base_tests(scored)
    hard = {level.id: requirement_tests(scored, level) for level in levels}
    caps = tuple(fallen_caps(scored))
    lid = min((cap.index for cap in caps), default=len(levels) - 1)

    reached = [i for i, level in enumerate(levels) if _all_hold(sums[level.id])]
    held = [i for i in reached if i <= lid and _all_hold(hard[levels[i].id])]
    top, got = max(reached, default=-1), max(held, default=-1)
    final, adjusted, lowered = _adjusted(scored, got, caps)
    limiting = _limited_by(
        [hard[levels[i].id] for i in reached if i > got], [c for c in caps if c.index < top]
    )
    tests = {level.id: sums[level.id] + hard[level.id] for level in levels}
    return Rating(
        level=levels[final] if final >= 0 else None,
        level_by_points=levels[top] if top >= 0 else None,
        limited_by=_once(limiting + [test.name for test in lowered]) if final < top else (),
        tests=tests,
        caps=caps,
        unmet={
            level.id: tuple(t for t in tests[level.id] if t.holds is not True)
            + tuple(cap.test for cap in caps if cap.index < i)
            + lowered
            for i, level in enumerate(levels)
            if i > final
        },
        adjusted=tuple(adjusted),
    )


def base_tests(scored: Scored) -> dict[str, tuple[Test, ...]]:
    """Per level what its points must reach, or that cut points, table or ratings give it."""
    standard = scored.standard
    base = standard.base
    if base is None:
        return {level.id: sum_tests(scored, level) for level in standard.levels}
    ids = tuple(level.id for level in standard.levels)
    index, _, why = placed(scored, MAIN, base, ids)
    name = {Cuts: "cuts", Table: "table", WorstOf: "worst_of"}.get(type(base), "sum")
    return {
        level.id: (Test(name, f"at least {level.id}", why, i <= index, level.ground),)
        for i, level in enumerate(standard.levels)
    }


def _adjusted(
    scored: Scored, got: int, caps: tuple[Cap, ...]
) -> tuple[int, list[str], tuple[Test, ...]]:
    """The level after all steps, the steps that moved it, and those among them that lowered.

    Vetoes and caps from the context hold after the steps as well; other limiters come before.
    """
    standard = scored.standard
    ids = tuple(level.id for level in standard.levels)
    index, moved, lowered = got, [], []
    for step in standard.steps if got >= 0 else ():
        after = step.moved(index, ids) if stands(scored, step.span, step.when) else index
        moved += [step.id] if after != index else []
        lowered += [_step_test(scored, step)] if after < index else []
        index = after
    outside = [cap.index for cap in caps if cap.outside]
    return min([index, *outside]), moved, tuple(lowered)


def _step_test(scored: Scored, step: Step) -> Test:
    need = f"not ({step.when.need()})" if step.when else f"{step.by} levels"
    have = step.when.have(scored) if step.when else f"{step.by} levels"
    return Test(step.id, need, have, False, step.ground)


def sum_tests(scored: Scored, level: Level) -> tuple[Test, ...]:
    """Total at least and each chapter's rate at least; shares cross-multiplied."""
    tests = []
    low = scored.standard.settings.good == "low"
    if level.total is not None:
        total, need = scored.total(), Fraction(level.total)
        have = total_text(total)
        holds = total <= need if low else total >= need
        tests.append(Test("total", plain(level.total), have, holds, level.ground))
    for chapter, rate in level.rates.items():
        points, under = scored.rate(chapter) or (Decimal(0), Decimal(0))
        left, right = points * rate.denominator, under * rate.numerator
        holds = not under or (left <= right if low else left >= right)
        have = rate_text(points, under)
        tests.append(Test(f"rate:{chapter}", ratio_text(rate), have, holds, level.ground))
    return tuple(tests)


def requirement_tests(scored: Scored, level: Level) -> tuple[Test, ...]:
    """The hard conditions of a level that stand on the visit's day (必备条件)."""
    day = scored.context("on")
    return tuple(_hard(scored, one) for one in level.require if one.span.holds_on(day))


def _hard(scored: Scored, one: Requirement) -> Test:
    return Test(one.id, one.that.need(), one.that.have(scored), one.that.holds(scored), one.ground)


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
    if not stands(scored, limit.span, limit.when):
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
    test = Test(limit.id, need, have, False, limit.ground)
    return Cap(index, test, limit.veto or limit.context is not None)


def _limited_by(hard: list[tuple[Test, ...]], caps: list[Cap]) -> list[str]:
    names = [test.name for tests in hard for test in tests if test.holds is not True]
    return names + [cap.test.name for cap in caps]


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _all_hold(tests: tuple[Test, ...]) -> bool:
    return all(test.holds is True for test in tests)
