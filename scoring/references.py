"""Faults between the parts of a standard: names that lead nowhere, sums, order, cycles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from scoring.checklist import WITHOUT_LEVEL, Chapter, Item, Standard
from scoring.conditions import Condition
from scoring.engine import comparable
from scoring.errors import ScoringError
from scoring.numbers import plain
from scoring.scale_faults import scale_faults
from scoring.scales import conditions_of, ids_of

FILE = "standard.yaml"


def reference_faults(standard: Standard) -> list[ScoringError]:
    """Everything wrong between the parts; empty for a sound standard."""
    return [
        *_twice(standard),
        *_outcome_faults(standard),
        *_level_faults(standard),
        *scale_faults(standard),
        *(fault for chapter in standard.chapters for fault in _sum_faults(standard, chapter)),
        *_condition_faults(standard),
        *_rule_fact_faults(standard),
        *_cycles(standard),
        *_list_faults(standard),
    ]


def _twice(standard: Standard) -> Iterator[ScoringError]:
    groups: list[tuple[str, Iterable[str]]] = [
        (FILE, (chapter.id for chapter in standard.chapters)),
        (FILE, (level.id for level in standard.levels)),
        (FILE, ids_of(standard.limits, standard.steps)),
        (FILE, (rating.id for rating in standard.ratings)),
        *((FILE, (mark.id for mark in rating.marks)) for rating in standard.ratings),
        *((FILE, ids_of(rating.limits, rating.steps)) for rating in standard.ratings),
        (FILE, (conclusion.id for conclusion in standard.conclusions)),
        ("findings.yaml", (str(finding["id"]) for finding in standard.findings)),
        *((f"{c.id}.yaml", (item.code for item in c.items)) for c in standard.chapters),
        *((FILE, (one.id for one in level.require)) for level in standard.levels),
    ]
    for file, names in groups:
        for name, times in Counter(names).items():
            if times > 1:
                yield _fault(
                    "id-twice",
                    f"{file}: {name}",
                    need="each id once",
                    came=f"{times} times",
                    do="rename one",
                )


def _outcome_faults(standard: Standard) -> Iterator[ScoringError]:
    """Levels or conclusions, never both; a level never comes from an inspection."""
    if bool(standard.levels) == bool(standard.conclusions):
        came = "both" if standard.levels else "neither"
        yield _fault(
            "outcome", f"{FILE}: -", need="levels or conclusions", came=came, do="keep one of them"
        )
    wrong = sorted(WITHOUT_LEVEL & set(standard.natures)) if standard.levels else []
    if wrong:
        yield _fault(
            "level-in-inspection",
            f"{FILE}: natures",
            need="no inspection among the natures of a standard with levels",
            came=", ".join(wrong),
            do="drop the nature, or replace levels by conclusions",
        )
    if standard.conclusions and "rating" in standard.natures:
        yield _fault(
            "rating-without-level",
            f"{FILE}: natures",
            need="no rating",
            came="rating",
            do="drop it or add levels",
        )
    for place, conclusion in enumerate(standard.conclusions, 1):
        last = place == len(standard.conclusions)
        if (conclusion.when is None) != last:
            yield _fault(
                "conclusion-order",
                f"{FILE}: {conclusion.id}",
                need="a condition on every conclusion but the last, none on the last",
                came="none" if conclusion.when is None else "a condition",
                do="put the conclusion for all other cases last",
            )


def _level_faults(standard: Standard) -> Iterator[ScoringError]:
    ids = [level.id for level in standard.levels]
    chapters = {chapter.id for chapter in standard.chapters}
    for level in standard.levels:
        for chapter in sorted(set(level.rates) - chapters):
            yield _fault(
                "unknown-chapter",
                f"{FILE}: {level.id}",
                need="a chapter id",
                came=chapter,
                do="correct it",
            )
        if any(not 0 <= rate <= 1 for rate in level.rates.values()):
            yield _fault(
                "bad-rate",
                f"{FILE}: {level.id}",
                need="rates from 0 to 1",
                came="one outside",
                do="mend it",
            )
    low = standard.settings.good == "low"
    for lower, upper in pairwise(standard.levels):
        if lower.total is None or upper.total is None:
            continue
        if lower.total < upper.total if low else lower.total > upper.total:
            yield _fault(
                "level-order",
                f"{FILE}: {upper.id}",
                need="levels from the lowest to the highest",
                came=f"total {upper.total} after {lower.total}",
                do="put the lowest level first",
            )
    for limit in standard.limits:
        if limit.at_most is not None and limit.at_most not in ids:
            yield _fault(
                "unknown-level",
                f"{FILE}: {limit.id}",
                need=f"one of {', '.join(ids)}",
                came=limit.at_most,
                do="mend it",
            )


def _sum_faults(standard: Standard, chapter: Chapter) -> Iterator[ScoringError]:
    total = sum((item.full for item in chapter.items), Decimal(0))
    if total != chapter.full and standard.incomplete is None:
        yield _fault(
            "points-do-not-add-up",
            f"{chapter.id}.yaml: -",
            need=f"items that add up to max_points {plain(chapter.full)}",
            came=plain(total),
            do="mend the points, or say in standard.yaml why it is incomplete",
        )


def _conditions(standard: Standard) -> Iterator[tuple[str, str, Condition]]:
    for level in standard.levels:
        for one in level.require:
            yield FILE, f"{level.id} {one.id}", one.that
    for rule, when in conditions_of(standard.limits, standard.steps):
        yield FILE, rule, when
    for rating in standard.ratings:
        for rule, when in rating.conditions():
            yield FILE, f"{rating.id} {rule}", when
    for conclusion in standard.conclusions:
        if conclusion.when is not None:
            yield FILE, conclusion.id, conclusion.when
    for item in standard.items:
        if item.when is not None:
            yield f"{item.chapter}.yaml", item.code, item.when


def _condition_faults(standard: Standard) -> Iterator[ScoringError]:
    chapters = {chapter.id for chapter in standard.chapters}
    ratings = {rating.id: rating for rating in standard.ratings}
    for file, at, condition in _conditions(standard):
        for kind, name in sorted(condition.reads()):
            item = standard.by_code.get(name)
            if kind == "fact" and name not in standard.facts:
                yield _fault(
                    "unknown-fact",
                    f"{file}: {at}",
                    need="a declared fact",
                    came=name,
                    do="declare it",
                )
            if kind == "answer" and item is None:
                yield _fault(
                    "unknown-item", f"{file}: {at}", need="an item code", came=name, do="correct it"
                )
            if kind == "answer" and item is not None and not comparable(item):
                yield _fault(
                    "not-comparable",
                    f"{file}: {at}",
                    need="an answer that compares",
                    came=item.kind,
                    do="use points",
                )
            if kind in ("points", "rate") and item is None and name not in chapters:
                yield _fault(
                    "unknown-item",
                    f"{file}: {at}",
                    need="an item or chapter",
                    came=name,
                    do="correct it",
                )
            if kind in ("rating", "score") and name not in ratings:
                yield _fault(
                    "unknown-rating", f"{file}: {at}", need="a rating", came=name, do="correct it"
                )
            if kind == "score" and name in ratings and not ratings[name].scored:
                yield _fault(
                    "no-score",
                    f"{file}: {at}",
                    need="a score on each level",
                    came=name,
                    do="add it",
                )
            if file != FILE and kind not in ("fact", "answer", "context"):
                yield _fault(
                    "when-reads-points",
                    f"{file}: {at}",
                    need="when on facts, answers, context",
                    came=kind,
                    do="compare a fact or an answer",
                )


def _rule_fact_faults(standard: Standard) -> Iterator[ScoringError]:
    for item in standard.items:
        for name in item.reads:
            fact = standard.facts.get(name)
            if fact is None or fact.kind in ("yes_no", "choice"):
                yield _fault(
                    "unknown-fact",
                    f"{item.chapter}.yaml: {item.code}",
                    need="a declared fact that is a number",
                    came=name if fact is None else f"{name} ({fact.kind})",
                    do="declare it under facts",
                )


def _cycles(standard: Standard) -> Iterator[ScoringError]:
    """Items whose ``when`` leads back to themselves."""
    for item in standard.items:
        if item.code in _reached(standard, item):
            yield _fault(
                "when-cycle",
                f"{item.chapter}.yaml: {item.code}",
                need="a when that does not lead back to its item",
                came="a cycle",
                do="cut it at one item",
            )


def _reached(standard: Standard, start: Item) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        item = waiting.pop()
        names = {n for k, n in item.when.reads() if k == "answer"} if item.when else set()
        waiting += [standard.by_code[n] for n in names - seen if n in standard.by_code]
        seen |= names
    return seen


def _list_faults(standard: Standard) -> Iterator[ScoringError]:
    raw = standard.raw["standard"]
    listed = [(FILE, one["id"], code) for one in raw.get("lists", []) for code in one["items"]]
    listed += [("findings.yaml", one["id"], one["item"]) for one in standard.findings]
    for file, at, code in listed:
        if code not in standard.by_code:
            yield _fault(
                "unknown-item", f"{file}: {at}", need="an item code", came=code, do="correct it"
            )


def _fault(code: str, at: str, *, need: str, came: str, do: str) -> ScoringError:
    return ScoringError(code, at, need, came, do)
