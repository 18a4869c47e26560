"""Faults of ratings, steps, cut points and tables: names, order, gaps, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, product

from scoring.checklist import Limit, Standard
from scoring.errors import ScoringError
from scoring.scales import (
    ANY,
    MAIN,
    MISSING,
    Base,
    Cuts,
    Measure,
    Step,
    SubRating,
    Table,
    Term,
    WorstOf,
)

FILE = "standard.yaml"
MOST_COMBINATIONS = 100_000


def scale_faults(standard: Standard) -> Iterator[ScoringError]:
    """Everything wrong with the ratings, the base of the result and its steps."""
    ids = tuple(level.id for level in standard.levels)
    yield from _outcome_faults(standard, ids)
    for place, rating in enumerate(standard.ratings):
        at = f"{FILE}: rating {rating.id}"
        known = {one.id: one for one in standard.ratings[:place]}
        yield from _names(at, rating)
        yield from _bounds(at, rating)
        yield from _levels_of_rules(at, rating.ids, rating.limits, rating.steps)
        yield from _base_faults(standard, at, rating.base, rating.ids, known)
        yield from _order(standard, at, rating, known)
    known = {one.id: one for one in standard.ratings}
    yield from _levels_of_rules(FILE, ids, (), standard.steps)
    if standard.base is not None:
        yield from _base_faults(standard, f"{FILE}: -", standard.base, ids, known)


def _outcome_faults(standard: Standard, ids: tuple[str, ...]) -> Iterator[ScoringError]:
    """A base gives levels, and then totals and rates do not."""
    used = standard.base is not None or standard.steps
    if used and not ids:
        yield _fault("base-without-levels", f"{FILE}: -", "levels beside it", "none", "add levels")
    for level in standard.levels:
        if standard.base is not None and (level.total is not None or level.rates):
            yield _fault(
                "base-and-thresholds",
                f"{FILE}: level {level.id}",
                "no total and rate where cuts, table or worst_of give the level",
                "one",
                "drop it, or make it a condition under require",
            )


def _names(at: str, rating: SubRating) -> Iterator[ScoringError]:
    reserved = {MAIN} & {rating.id} | {MISSING, ANY} & set(rating.ids)
    for name in sorted(reserved):
        yield _fault("reserved-name", at, f"another name than {name}", name, "rename it")


def _bounds(at: str, rating: SubRating) -> Iterator[ScoringError]:
    """Bounds only beside a sum, all of one kind, from the worst to the best level."""
    bounds = [mark.bound for mark in rating.marks]
    if not isinstance(rating.base, Measure):
        if any(bound is not None for bound in bounds):
            yield _fault("bound-without-sum", at, "bounds beside a sum only", "one", "drop it")
        return
    if None in bounds[1:]:
        yield _fault("mark-order", at, "a bound on each level but the lowest", "none", "add it")
        return
    there = [bound for bound in bounds if bound is not None]
    if any(a >= b if rating.upwards else a <= b for a, b in pairwise(there)):
        yield _fault(
            "mark-order",
            at,
            "levels from the worst to the best, with at_least or at_most throughout",
            ", ".join(map(str, there)),
            "put the worst level first",
        )


def _levels_of_rules(
    at: str, ids: tuple[str, ...], limits: Iterable[Limit], steps: Iterable[Step]
) -> Iterator[ScoringError]:
    named = [(limit.id, limit.at_most) for limit in limits]
    named += [(step.id, step.at_most) for step in steps]
    named += [(step.id, step.at_least) for step in steps]
    for rule, level in named:
        if level is not None and level not in ids:
            yield _unknown_level(f"{at}: {rule}" if at == FILE else f"{at} {rule}", level, ids)
    for limit in limits:
        if limit.context is not None:
            yield _fault(
                "context-in-rating",
                f"{at} {limit.id}",
                "a level of the rating",
                "a context",
                "mend",
            )


def _base_faults(
    standard: Standard,
    at: str,
    base: Base,
    ids: tuple[str, ...],
    known: dict[str, SubRating],
) -> Iterator[ScoringError]:
    if isinstance(base, Measure):
        yield from _terms(standard, at, base, known)
    elif isinstance(base, Cuts):
        yield from _terms(standard, at, base.measure, known)
        yield from _shares(at, base, ids)
    else:
        unknown = [name for name in base.of if name not in known]
        for name in unknown:
            yield _not_before(standard, at, name)
        if not unknown and isinstance(base, Table):
            yield from _table(at, base, ids, known)
        elif not unknown and isinstance(base, WorstOf):
            named = dict.fromkeys(level for name in base.of for level in known[name].ids)
            yield from (_unknown_level(at, one, ids) for one in named if one not in ids)


def _terms(
    standard: Standard, at: str, measure: Measure, known: dict[str, SubRating]
) -> Iterator[ScoringError]:
    chapters = {chapter.id for chapter in standard.chapters}
    for term in measure.terms:
        name = term.name
        if term.kind == "score":
            if name not in known:
                yield _not_before(standard, at, name)
            elif not known[name].scored:
                yield _fault("no-score", at, f"a score on each level of {name}", "none", "add it")
        elif term.kind == "fact":
            fact = standard.facts.get(name)
            if fact is None or fact.kind in ("yes_no", "choice"):
                yield _fault("unknown-fact", at, "a declared number", name, "declare it")
        elif name not in chapters and name not in standard.by_code:
            yield _fault("unknown-item", at, "an item or chapter", name, "correct it")
    if measure.missing == "skip" and any(term.times <= 0 for term in measure.terms):
        yield _fault("bad-weight", at, "weights above 0 beside missing: skip", "one", "mend it")


def _shares(at: str, cuts: Cuts, ids: tuple[str, ...]) -> Iterator[ScoringError]:
    yield from (_unknown_level(at, level, ids) for level in cuts.shares if level not in ids)
    shares = [cuts.shares[level] for level in ids if level in cuts.shares]
    if any(not 0 < share <= 1 for share in shares) or any(a <= b for a, b in pairwise(shares)):
        came = ", ".join(map(str, shares))
        want = "shares of the best, above 0, up to 1, smaller for a higher level"
        yield _fault("cut-order", at, want, came, "order the shares like the levels")
    if cuts.else_by is not None and not set(cuts.else_by) < set(cuts.by):
        want, came = "some of the strata of by, not all", ", ".join(cuts.else_by) or "none"
        yield _fault("cut-else", at, want, came, "leave strata out, so that it is wider")
    if len(cuts.measure.terms) > 1 and any(_is_rate(term) for term in cuts.measure.terms):
        yield _fault("cut-measure", at, "a rate alone, or none", "several", "rank by one of them")


def _is_rate(term: Term) -> bool:
    return term.kind == "rate"


def _table(
    at: str, table: Table, ids: tuple[str, ...], known: dict[str, SubRating]
) -> Iterator[ScoringError]:
    """Rows speak of known levels; each combination has a row; each row decides something."""
    for number, row in enumerate(table.rows, 1):
        for name, match in zip(table.of, row.match, strict=True):
            for level in sorted(match - {MISSING} - set(known[name].ids)):
                yield _unknown_level(f"{at} row {number}", level, known[name].ids)
        if row.level is not None and row.level not in ids:
            yield _unknown_level(f"{at} row {number}", row.level, ids)
    decided: set[int] = set()
    levels = [(*known[name].ids, MISSING) for name in table.of]
    for one in islice(product(*levels), MOST_COMBINATIONS):
        row_at = _first(table, one)
        if row_at is not None:
            decided.add(row_at)
        elif MISSING not in one:
            yield _fault("table-gap", at, f"a row for {', '.join(one)}", "none", "add it")
            return
    for number in range(len(table.rows)):
        if number not in decided:
            place = f"{at} row {number + 1}"
            yield _fault("table-dead-row", place, "a row that can decide", "none", "drop it")


def _first(table: Table, levels: tuple[str, ...]) -> int | None:
    for number, row in enumerate(table.rows):
        if all(one in match for one, match in zip(levels, row.match, strict=True)):
            return number
    return None


def _order(
    standard: Standard, at: str, rating: SubRating, known: dict[str, SubRating]
) -> Iterator[ScoringError]:
    """Conditions of a rating read ratings before it only."""
    all_ids = {one.id for one in standard.ratings}
    for rule_id, when in rating.conditions():
        for kind, name in sorted(when.reads()):
            if kind in ("rating", "score") and name in all_ids - set(known):
                yield _not_before(standard, f"{at} {rule_id}", name)


def _not_before(standard: Standard, at: str, name: str) -> ScoringError:
    if any(rating.id == name for rating in standard.ratings):
        return _fault(
            "rating-cycle", at, "ratings that stand before it", name, "put it first, cut the cycle"
        )
    return _fault("unknown-rating", at, "a rating", name, "correct it")


def _unknown_level(at: str, level: str, ids: tuple[str, ...]) -> ScoringError:
    return _fault("unknown-level", at, f"one of {', '.join(ids)}", level, "mend it")


def _fault(code: str, at: str, need: str, came: str, do: str) -> ScoringError:
    return ScoringError(code, at, need, came, do)
