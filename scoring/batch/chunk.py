"""Some thousand visits as arrays: their answers, sums, and what conditions look at."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scoring.batch.exact import Bools, Ints, Ratio, product, scaled
from scoring.batch.plan import FACT, IN_CONTEXT, Plan
from scoring.batch.scales import RatedVisits
from scoring.batch.sums import Answered, outcome_is
from scoring.batch.tables import Codes
from scoring.batch.truths import Truths, truth
from scoring.checklist import Item
from scoring.conditions import Condition

Points = tuple[Ints, Bools | None]  # in the plan's unit, and where there are some


class Chunk:
    """One chunk of visits under one plan; ``codes`` by column name, all of the same length."""

    def __init__(self, plan: Plan, codes: Mapping[str, Codes], n: int) -> None:
        plan.fill()
        self.plan = plan
        self.standard = plan.standard
        self.n = n
        none = np.zeros(n, np.uint8)
        self._given = codes
        self._codes = {item.code: codes.get(item.code, none) for item in self.standard.items}
        self._none = none
        self._answered: dict[str, Answered] = {}
        self._applies: dict[str, Bools] = {}
        self.truths: dict[int, Truths] = {}
        self.ratings: dict[str, RatedVisits] = {}
        self.words = plan.items.grouped(self._codes, n)
        self._add_alone()
        layout = plan.items.layout
        self.chapter_points = layout.field(self.words, 0)
        self.chapter_applicable = layout.field(self.words, 1)
        self.points_total: Ints = self.chapter_points.sum(axis=0)
        self.applicable_total: Ints = self.chapter_applicable.sum(axis=0)

    # What was answered.

    def fact(self, name: str) -> Answered:
        return Answered(self._given.get(FACT + name, self._none), self.plan.facts[name])

    def context(self, name: str) -> Answered:
        return Answered(self._given.get(IN_CONTEXT + name, self._none), self.plan.contexts[name])

    def answered(self, code: str) -> Answered:
        """An item's answers, whether it applies or not."""
        if code not in self._answered:
            self._answered[code] = self._answers(code)
        return self._answered[code]

    def applies(self, item: Item) -> Bools | None:
        """Where an item is asked; None for everywhere."""
        if item.when is None:
            return None
        if item.code not in self._applies:
            self._applies[item.code] = self.truth(item.when) != 0
        return self._applies[item.code]

    def truth(self, condition: Condition) -> Truths:
        """Whether a condition holds: 0 no, 1 yes, 2 unknown."""
        return truth(self, condition)

    # What it came to.

    def points(self, of: str) -> Points:
        """Points of a chapter or item; none where the item does not apply."""
        if of in self.plan.places:
            return self.chapter_points[self.plan.places[of]], None
        there, applies = self.answered(of), self.applies(self.standard.by_code[of])
        points = there.table.lut("points", lambda entry: entry.points)[there.codes]
        left_out = outcome_is(there.table, "not_applicable")[there.codes] == 1
        if applies is not None:
            points, left_out = np.where(applies, points, 0), left_out | ~applies
        return points, ~left_out

    def applicable(self, of: str) -> Ints:
        if of in self.plan.places:
            sums: Ints = self.chapter_applicable[self.plan.places[of]]
            return sums
        there, applies = self.answered(of), self.applies(self.standard.by_code[of])
        found = there.table.lut("applicable", lambda entry: entry.applicable)[there.codes]
        return found if applies is None else np.where(applies, found, 0)

    def rate(self, of: str) -> Ratio:
        """Points and what they are a share of, in the plan's unit."""
        points, under = self.points(of)[0], self.applicable(of)
        if self.standard.settings.rate_of == "applicable":
            return points, under
        at = self.plan.places.get(of)
        full = self.standard.chapters[at].full if at is not None else self.standard.by_code[of].full
        return points, np.where(under == 0, 0, int(full * self.plan.unit))

    def total(self) -> Ratio:
        """The total as a ratio of whole numbers, not in any unit."""
        under = np.full(self.n, self.plan.unit, np.int64)
        if self.standard.settings.total_as == "raw":
            return self.points_total, under
        full = int(sum(chapter.full for chapter in self.standard.chapters) * self.plan.unit)
        some = self.applicable_total > 0
        over = np.where(some, scaled(self.points_total, full), self.points_total)
        return over, np.where(some, product(self.applicable_total, under), under)

    def count(self, selection: int, *, still_open: bool) -> Ints:
        """How many items of a selection fail, or are still open."""
        field = 2 + 2 * selection + int(still_open)
        found: Ints = self.plan.items.layout.field(self.words, field).sum(axis=0)
        return found

    def outcome(self, item: Item, outcome: str) -> Bools:
        """Where an item came to that."""
        there, applies = self.answered(item.code), self.applies(item)
        found: Bools = outcome_is(there.table, outcome)[there.codes] == 1
        if applies is None:
            return found
        asked: Bools = found & applies
        return asked if outcome != "not_applicable" else asked | ~applies

    def _answers(self, code: str) -> Answered:
        joined = self.plan.items.joined.get(code)
        if joined is None:
            return Answered(self._codes[code], self.plan.items.plain[code])
        facts = [self.fact(name).codes for name in joined.facts]
        return Answered(*joined.chunk(self._codes[code], facts))

    def _add_alone(self) -> None:
        """The items outside the joint tables: with a ``when``, a fact, or many answers."""
        for item in self.plan.items.alone():
            there, applies = self.answered(item.code), self.applies(item)
            at = self.plan.places[item.chapter]
            for word, lut in zip(self.words, self.plan.items.luts(item, there.table), strict=True):
                found = lut[there.codes]
                word[at] += found if applies is None else np.where(applies, found, 0)
