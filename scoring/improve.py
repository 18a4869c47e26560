"""The cheapest set of item improvements that reaches a level (提升路径).

A relaxation that knows only totals and rates is solved exactly; where hard conditions are still
unmet, the search branches on the items they read, the cheapest first.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Mapping
from decimal import Decimal, localcontext
from itertools import count
from typing import Any, NamedTuple

from scoring.answers import Visit, parse_visit
from scoring.batch.knapsack import TooFine
from scoring.checklist import Standard
from scoring.engine import ChapterResult, Scored
from scoring.errors import ScoringError
from scoring.improvable import Candidate, by_items_alone, candidates_of, touchable
from scoring.numbers import EXACT, plain
from scoring.rating import Rating, rate_visit
from scoring.relaxation import Relaxation

SECONDS = 5.0
MOST_SWITCHES = 8
Chosen = frozenset[str]


def improve(
    standard: Standard,
    visit: object,
    to: str | None = None,
    costs: Mapping[str, Decimal] | None = None,
) -> dict[str, Any]:
    """The cheapest way to a level: ``{from, to, cost, proved, items, blocked_by}``.

    to: a level id; the next one above the present where left out. costs: per item; 1 each.
    An improved item is given its best answer; judgements and facts are never proposed. Among
    equal costs what residents notice comes first.
    Raises ScoringError ``no-level-here``, ``unknown-level``, and those of ``grade``.
    """
    ids = [level.id for level in standard.levels]
    _check(standard, ids, to)
    with localcontext(EXACT):
        search = Search(standard, parse_visit(standard, visit), costs or {})
        present = rate_visit(search.scored(frozenset()))
        start = ids.index(present.level.id) if present.level else -1
        target = ids.index(to) if to is not None else min(start + 1, len(ids) - 1)
        result = {"from": ids[start] if start >= 0 else None, "to": ids[target]}
        if start >= target:
            return result | {"cost": "0", "proved": True, "items": [], "blocked_by": []}
        return result | search.run(target)


class Node(NamedTuple):
    """A part of the search: by the points of one level, some items in, some out."""

    by: int
    inside: Chosen
    outside: Chosen
    wanted: Chosen = frozenset()  # taken first among equally good ones


class Search:
    """Branch and bound over the sets of improved items."""

    def __init__(self, standard: Standard, visit: Visit, costs: Mapping[str, Decimal]) -> None:
        self.standard = standard
        self.visit = visit
        self.candidates = candidates_of(standard, visit, costs)
        self.switches = [one.code for one in self.candidates.values() if one.switches]
        self.alone = by_items_alone(standard)
        self.relaxation = Relaxation(standard, self.candidates)
        self.proved = True
        self.steady = [
            chapter.id
            for chapter in standard.chapters
            if all(item.when is None for item in chapter.items)
        ]
        self._chapters: dict[tuple[str, Chosen], ChapterResult] = {}  # by what is improved in it
        self._last: tuple[Chosen, Scored] | None = None

    def scored(self, chosen: Chosen) -> Scored:
        """The visit with these items improved; the last one is at hand."""
        if self._last is None or self._last[0] != chosen:
            self._last = chosen, self._scored(chosen)
        return self._last[1]

    def _scored(self, chosen: Chosen) -> Scored:
        better = {code: self.candidates[code].answer for code in chosen}
        visit = Visit({**self.visit.answers, **better}, self.visit.facts, self.visit.context)
        where = {code: self.candidates[code].chapter for code in chosen}
        keys = {
            name: (name, frozenset(code for code, chapter in where.items() if chapter == name))
            for name in self.steady
        }
        ready = {name: self._chapters[key] for name, key in keys.items() if key in self._chapters}
        scored = Scored(self.standard, visit, ready=ready)
        self._chapters.update({key: scored.chapters[name] for name, key in keys.items()})
        return scored

    def run(self, target: int) -> dict[str, Any]:
        """Find the cheapest set, or say what blocks."""
        level = self.standard.levels[target].id
        everything = frozenset(self.candidates)
        rating = rate_visit(self.scored(everything))
        if self._place(rating) < target and self._beyond_reach(rating, target):
            names = [test.name for test in rating.unmet[level]]
            return _answer(None, [], proved=True, blocked=list(dict.fromkeys(names)))
        try:
            best = self._search(target)
        except TooFine:
            best, self.proved = None, False
        if best is None and not self.proved:
            best = self._greedy(target)
        if best is None:
            names = [test.name for test in rating.unmet.get(level, ())]
            return _answer(None, [], proved=self.proved, blocked=list(dict.fromkeys(names)))
        return _answer(self._cost(best), self._items(best), proved=self.proved, blocked=[])

    def _search(self, target: int) -> Chosen | None:
        """Best first; the first set that really reaches the level is the cheapest."""
        until, number = time.monotonic() + SECONDS, count()
        waiting: list[tuple[int, int, Chosen, Node]] = []

        def push(node: Node) -> None:
            solved = self._relaxed(node)
            if solved is not None:
                heapq.heappush(waiting, (solved[0], -next(number), solved[1], node))

        if len(self.switches) > MOST_SWITCHES:
            self.proved = False
        for inside, outside in self._switched():
            for by in self._starts(target):
                push(Node(by, inside, outside))
        while waiting:
            if time.monotonic() > until:
                self.proved = False
                return None
            _, _, chosen, node = heapq.heappop(waiting)
            rating = rate_visit(self.scored(chosen))
            if self._place(rating) >= target:
                return chosen
            for child in self._children(rating, target, chosen, node):
                push(child)
        return None

    def _starts(self, target: int) -> list[int]:
        """The levels whose points may lead to the target: it, higher ones, lower ones by steps."""
        steps, levels = self.standard.steps, range(len(self.standard.levels))
        up = sum(step.by for step in steps if step.by > 0)
        lifted = any(step.at_least is not None and not step.by for step in steps)
        return [at for at in levels if at + up >= target or lifted]

    def _relaxed(self, node: Node) -> tuple[int, Chosen] | None:
        """The cheapest set as far as totals and rates go; a bound for all that follow."""
        inside = node.inside
        scored = self.scored(inside)
        shut = inside | node.outside
        free = [
            code
            for code in self.candidates
            if code not in shut and not scored.by_code[code].dropped
        ]
        level = self.standard.levels[node.by]
        solved = self.relaxation.cheapest(scored, level, free, node.wanted)
        if solved is None:
            return None
        cost, codes = solved
        spent = sum(self.candidates[code].packed for code in inside)
        return cost + spent, frozenset(codes) | inside

    def _beyond_reach(self, rating: Rating, target: int) -> bool:
        """Whether on each way an unmet test looks at nothing that an item could change."""
        touched = touchable(self.standard, self.candidates)
        fixed = {one.id for one in self.standard.limits} | {
            one.id for level in self.standard.levels for one in level.require
        }
        ways = [self._needed(rating, by, target) for by in self._starts(target)]
        return all("cuts" in names or bool(names & fixed - touched) for names in ways)

    def _switched(self) -> list[tuple[Chosen, Chosen]]:
        """Each way to decide the items whose improvement brings others in or out."""
        ways: list[tuple[Chosen, Chosen]] = [(frozenset(), frozenset())]
        for code in self.switches[:MOST_SWITCHES]:
            ways = [
                way
                for inside, outside in ways
                for way in ((inside, outside | {code}), (inside | {code}, outside))
            ]
        return ways

    def _children(self, rating: Rating, target: int, chosen: Chosen, node: Node) -> list[Node]:
        """Where to look next: by the items that unmet tests look at, wanted, then forced."""
        names = self._needed(rating, node.by, target)
        steps = {step.id for step in self.standard.steps} if node.by < target else set()
        decided = node.inside | node.outside
        free = [code for code in self.candidates if code not in decided]
        read = {code for code in free if self.candidates[code].read_by & (names | steps)}
        if not read <= node.wanted:
            return [node._replace(wanted=node.wanted | read)]
        for name in sorted(names & self.alone):
            mine = [code for code in free if name in self.candidates[code].read_by]
            if not mine:
                return []  # nothing left that could meet this test
            if len(mine) == 1 and mine[0] in chosen:  # with it the test is unmet
                return [node._replace(outside=node.outside | {mine[0]})]
            if len(mine) == 1:
                return [node._replace(inside=node.inside | {mine[0]})]
        branch = self._branch(free, read, chosen)
        if branch is None:
            return []
        inside, outside = node.inside | {branch}, node.outside | {branch}
        return [node._replace(outside=outside), node._replace(inside=inside)]

    def _needed(self, rating: Rating, by: int, target: int) -> set[str]:
        """The unmet tests without which the points of this level do not lead to the target."""
        tests = rating.tests[self.standard.levels[by].id]
        caps = [c for c in rating.caps if c.index < by or (c.outside and c.index < target)]
        unmet = {test.name for test in tests if test.holds is not True}
        return unmet | {cap.test.name for cap in caps}

    def _branch(self, free: list[str], read: set[str], chosen: Chosen) -> str | None:
        """An undecided item that an unmet test looks at and that is not chosen; else any."""
        for among in (read - chosen, set(free) - chosen, set(free)):
            if among:
                return min(among, key=lambda code: self.candidates[code].order)
        return None

    def _greedy(self, target: int) -> Chosen | None:
        """Some set that reaches the level, none of whose items could be left out."""
        chosen = frozenset(self.candidates)
        if self._place(rate_visit(self.scored(chosen))) < target:
            return None
        dear_first = sorted(
            self.candidates.values(), key=lambda one: (-one.packed, one.gain, one.order)
        )
        for one in dear_first:
            fewer = chosen - {one.code}
            if self._place(rate_visit(self.scored(fewer))) >= target:
                chosen = fewer
        return chosen

    def _place(self, rating: Rating) -> int:
        ids = [level.id for level in self.standard.levels]
        return ids.index(rating.level.id) if rating.level else -1

    def _cost(self, chosen: Chosen) -> Decimal:
        return sum((self.candidates[code].cost for code in chosen), Decimal(0))

    def _items(self, chosen: Chosen) -> list[Candidate]:
        """What residents notice first, then in the standard's order."""
        picked = [self.candidates[code] for code in chosen]
        return sorted(picked, key=lambda one: (not one.visible, one.order))


def _answer(
    cost: Decimal | None, items: list[Candidate], *, proved: bool, blocked: list[str]
) -> dict[str, Any]:
    return {
        "cost": plain(cost) if cost is not None else None,
        "proved": proved,
        "items": [one.as_json() for one in items],
        "blocked_by": blocked,
    }


def _check(standard: Standard, ids: list[str], to: str | None) -> None:
    if not ids:
        raise ScoringError(
            "no-level-here", standard.id, "a standard with levels", "none", "use a rating standard"
        )
    if to is not None and to not in ids:
        raise ScoringError("unknown-level", "--to", f"one of {', '.join(ids)}", to, "mend it")
    if standard.incomplete is not None:
        raise ScoringError(
            "incomplete-standard",
            f"{standard.id} {standard.version}",
            "points that add up",
            standard.incomplete.zh,
            "load the official points and publish a version of your own",
        )
