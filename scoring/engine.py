"""From answers to points: items, chapters, totals (得分, 应得分)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.answers import Answer, Visit
from scoring.checklist import Chapter, Item, Standard
from scoring.conditions import Value
from scoring.memo import key_of
from scoring.numbers import plain
from scoring.result import Award, Facts, Outcome
from scoring.standing import Standings, Stood, stand

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What one item came to.

    applicable: the points that could be had; 0 where the item is out of scoring (合理缺项).
    dropped: by its ``when`` condition, whatever was answered.
    """

    item: Item
    outcome: Outcome
    points: Decimal
    applicable: Decimal
    answer: Answer | None = None
    award: Award | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class ChapterResult:
    """What one chapter came to."""

    chapter: Chapter
    points: Decimal
    applicable: Decimal
    items: tuple[ItemResult, ...]


NOTHING_READY: Mapping[str, ChapterResult] = {}


class Scored:
    """One visit scored: every item and chapter, ready for conditions to look at.

    ready: chapters whose result is known already.
    """

    def __init__(
        self,
        standard: Standard,
        visit: Visit,
        standings: Standings | None = None,
        ready: Mapping[str, ChapterResult] = NOTHING_READY,
    ) -> None:
        self.standard = standard
        self.visit = visit
        self.standings = standings or {}
        self._stood: dict[str, Stood] = {}
        self._relevant: dict[str, bool] = {}
        self.chapters = {
            chapter.id: ready.get(chapter.id) or self._chapter(chapter)
            for chapter in standard.chapters
        }
        self.by_code = {
            one.item.code: one for chapter in self.chapters.values() for one in chapter.items
        }
        self.points_total = sum((c.points for c in self.chapters.values()), ZERO)
        self.applicable_total = sum((c.applicable for c in self.chapters.values()), ZERO)
        self.full_total = sum((c.full for c in standard.chapters), ZERO)

    @property
    def unanswered(self) -> list[str]:
        """Codes of the items still open, in order."""
        return [code for code, one in self.by_code.items() if one.outcome == "not_answered"]

    # What conditions look at.

    def fact(self, name: str) -> Value:
        return self.visit.facts.get(name)

    def context(self, name: str) -> Value:
        return self.visit.context.get(name)

    def answer(self, code: str) -> Value:
        item = self.standard.by_code[code]
        answer = self._answer_to(item)
        if answer is None or not self._applies(item):
            return None
        return value_of(answer)

    def points(self, of: str) -> Decimal | None:
        part = self.chapters.get(of) or self.by_code.get(of)
        if isinstance(part, ItemResult) and part.outcome == "not_applicable":
            return None
        return part.points if part else None

    def rate(self, of: str) -> tuple[Decimal, Decimal] | None:
        part = self.chapters.get(of) or self.by_code.get(of)
        if part is None or self.standard.settings.rate_of == "applicable" or not part.applicable:
            return (part.points, part.applicable) if part else None
        full = part.chapter.full if isinstance(part, ChapterResult) else part.item.full
        return part.points, full

    def applicable(self, of: str) -> Decimal:
        """The points that could be had in a chapter or item."""
        part = self.chapters.get(of) or self.by_code[of]
        return part.applicable

    def total(self) -> Fraction:
        """The total as the standard counts it; scaled: points × maximum ÷ applicable."""
        raw = Fraction(self.points_total)
        if self.standard.settings.total_as == "raw" or not self.applicable_total:
            return raw
        return raw * Fraction(self.full_total) / Fraction(self.applicable_total)

    def rating(self, name: str) -> str | None:
        return self.stood(name).level

    def score(self, name: str) -> Decimal | None:
        stood = self.stood(name)
        return stood.mark.score if stood.mark else None

    def stood(self, name: str) -> Stood:
        """How a rating of its own came out; the loader has excluded cycles."""
        if name not in self._stood:
            self._stood[name] = stand(self, self.standard.rating(name))
        return self._stood[name]

    def failed(self, selection: Mapping[str, Any]) -> tuple[int, int]:
        kept = self.standard.memo.selections
        codes = kept.get(id(selection))
        if codes is None:
            codes = [item.code for item in self.standard.items if selected(item, selection)]
            kept[id(selection)] = codes
        chosen = [self.by_code[code] for code in codes]
        return (
            sum(one.outcome == "fail" for one in chosen),
            sum(one.outcome == "not_answered" for one in chosen),
        )

    # How an item comes to its points.

    def _chapter(self, chapter: Chapter) -> ChapterResult:
        items = tuple(self._item(item) for item in chapter.items)
        points = sum((one.points for one in items), ZERO)
        applicable = sum((one.applicable for one in items), ZERO)
        return ChapterResult(chapter, points, applicable, items)

    def _item(self, item: Item) -> ItemResult:
        answer = self.visit.answers.get(item.code)
        if item.when is None:
            known = self.standard.memo.results.get((item.code, id(answer)))
            if known is not None and known.answer is answer:
                return known
        answer = answer_to(item, answer, self.visit.facts)
        if not self._applies(item):
            return ItemResult(item, "not_applicable", ZERO, ZERO, answer, dropped=True)
        result = item_result(item, answer, low=self.standard.settings.good == "low")
        if item.when is None and not item.reads and self._kept(item, answer):
            self.standard.memo.results[item.code, id(answer)] = result
        return result

    def _kept(self, item: Item, answer: Answer | None) -> bool:
        """Whether this very answer is kept beside the standard."""
        if answer is None:
            return True
        kept = self.standard.memo.answers.get(item.code, {}).get(key_of(answer_raw(answer)))
        return kept is answer

    def _answer_to(self, item: Item) -> Answer | None:
        return answer_to(item, self.visit.answers.get(item.code), self.visit.facts)

    def _applies(self, item: Item) -> bool:
        """False only where ``when`` is surely false; the loader has excluded cycles."""
        if item.when is None:
            return True
        if item.code not in self._relevant:
            self._relevant[item.code] = item.when.holds(self) is not False
        return self._relevant[item.code]


def item_result(item: Item, answer: Answer | None, *, low: bool) -> ItemResult:
    """What an item that is asked comes to.

    low: points are faults, so that an open item counts all of them.
    """
    still_open = item.full if low else ZERO
    if answer is None:
        return ItemResult(item, "not_answered", still_open, item.full)
    if answer.na is not None:
        points, applicable = _not_applicable(item)
        return ItemResult(item, "not_applicable", points, applicable, answer)
    award = item.rule.award(answer.value)
    points = award.points if item.max_points is not None else ZERO
    if not award.complete and low:
        points = item.full
    return ItemResult(item, _outcome(item, award, low=low), points, item.full, answer, award)


def answer_to(item: Item, answer: Answer | None, facts: Facts) -> Answer | None:
    """The answer given, or the one that a fact gives."""
    value = facts.get(item.fact) if item.fact and answer is None else None
    return Answer(value, plain(value)) if isinstance(value, Decimal) else answer


def answer_raw(answer: Answer) -> object:
    """The answer as it came, without a note."""
    return answer.raw if answer.na is None else {"na": answer.na}


def value_of(answer: Answer) -> Value:
    """What conditions compare of an answer; ``NA`` when it is not applicable."""
    if answer.na is not None:
        return "NA"
    value: Value = answer.value
    return Decimal(value) if isinstance(value, int) else value


def selected(item: Item, selection: Mapping[str, Any]) -> bool:
    """Whether an item carries all the marks of a selection."""
    marks = {
        "item": item.code,
        "chapter": item.chapter,
        "risk": item.risk,
        "base": item.base,
        "veto": item.veto,
        "major_hazard": item.major_hazard,
    }
    return all(marks[key] == value for key, value in selection.items())


def _not_applicable(item: Item) -> tuple[Decimal, Decimal]:
    """Points and applicable points of an item out of scoring, by its policy."""
    if item.na == "full":
        return item.full, item.full
    return ZERO, item.full if item.na == "zero" else ZERO


def _outcome(item: Item, award: Award, *, low: bool = False) -> Outcome:
    if not award.complete:
        return "not_answered"
    if low:
        return "pass" if award.points <= item.pass_at else "fail"
    return "pass" if award.points >= item.pass_at else "fail"


def comparable(item: Item) -> bool:
    """Whether a condition can compare this item's answer."""
    return item.kind not in ("sampled_share", "sum_of", "expert", "fraction_of")
