"""One visit graded: the result as it is printed, stored and compared (评分结果)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import localcontext
from typing import Any

from scoring.answers import parse_visit
from scoring.canonical import canonical_digest
from scoring.checklist import Item, Standard
from scoring.conclusion import conclude
from scoring.engine import Scored
from scoring.errors import ScoringError
from scoring.explain import Kept, explanation
from scoring.numbers import EXACT, plain, rate_text
from scoring.rating import rate_visit, total_text
from scoring.standing import Standings, Stood, value_text


def grade(standard: Standard, visit: object, standings: Standings | None = None) -> dict[str, Any]:
    """Grade one visit (``{"answers", "facts", "context"}``) with its explanation.

    standings: its places inside populations, as a batch has found them; needed by cut points.

    The same inputs give the same bytes in canonical JSON and so the same ``result_digest``.
    Raises ScoringError for input that does not fit the standard, ``incomplete-standard``
    where the standard may not grade yet.
    """
    if standard.incomplete is not None:
        raise ScoringError(
            "incomplete-standard",
            f"{standard.id} {standard.version}",
            "points that add up",
            standard.incomplete.zh,
            "load the official points and publish a version of your own",
        )
    with localcontext(EXACT):
        scored = Scored(standard, parse_visit(standard, visit), standings)
        written: Kept = {}
        body = _by_level(scored, written) if standard.levels else _by_item(scored, written)
        result = _head(scored) | body
    result["result_digest"] = canonical_digest(result, written)
    return result


def grade_item(
    standard: Standard, item: Item, raw: object, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """One answer to one item alone: ``{"points", "applicable", "outcome"}``."""
    answers = {} if item.fact is not None else {item.code: raw}
    asked = dict(facts) if item.fact is None else {**facts, item.fact: raw}
    with localcontext(EXACT):
        scored = Scored(standard, parse_visit(standard, {"answers": answers, "facts": asked}))
    one = scored.by_code[item.code]
    return {
        "points": plain(one.points),
        "applicable": plain(one.applicable),
        "outcome": one.outcome,
    }


def _head(scored: Scored) -> dict[str, Any]:
    standard, unanswered = scored.standard, scored.unanswered
    return {
        "standard": standard.id,
        "version": standard.version,
        "digest": standard.digest,
        "complete": not unanswered,
        "provisional": standard.provisional,
        **({"demonstration": True} if standard.demonstration else {}),
        "unanswered": unanswered,
    }


def _by_level(scored: Scored, written: Kept) -> dict[str, Any]:
    rating = rate_visit(scored)
    more: dict[str, Any] = {}
    if scored.standard.steps:
        more["adjusted"] = list(rating.adjusted)
    if scored.standard.ratings:
        more["ratings"] = {one.id: _stood(scored.stood(one.id)) for one in scored.standard.ratings}
    return more | {
        "level": rating.level.id if rating.level else None,
        "level_by_points": rating.level_by_points.id if rating.level_by_points else None,
        "limited_by": list(rating.limited_by),
        "total": total_text(scored.total()),
        "applicable": plain(scored.applicable_total),
        "max": plain(scored.full_total),
        "chapters": {name: _chapter(scored, name) for name in scored.chapters},
        "unmet": {
            level: [test.as_json() for test in tests] for level, tests in rating.unmet.items()
        },
        "explanation": explanation(scored, rating, written),
    }


def _stood(stood: Stood) -> dict[str, Any]:
    return {
        "level": stood.level,
        "value": None if stood.value is None else value_text(stood.value),
        "limited_by": list(stood.limited_by),
        "adjusted": list(stood.adjusted),
    }


def _by_item(scored: Scored, written: Kept) -> dict[str, Any]:
    conclusion = conclude(scored)
    return {
        "conclusion": conclusion.id if conclusion else None,
        "items": {code: one.outcome for code, one in scored.by_code.items()},
        "explanation": explanation(scored, None, written),
    }


def _chapter(scored: Scored, name: str) -> dict[str, str]:
    result = scored.chapters[name]
    points, under = scored.rate(name) or (result.points, result.applicable)
    return {
        "points": plain(result.points),
        "applicable": plain(result.applicable),
        "max": plain(result.chapter.full),
        "rate": rate_text(points, under),
    }
