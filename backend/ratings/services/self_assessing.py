"""The home assesses itself, whole or part by part, kept apart from ours (自评)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.canonical import digest
from backend.core.refusals import Conflict, Missing
from backend.ratings.levels import grading_context
from backend.ratings.models import Application
from backend.ratings.refusals import SelfAssessmentFaulty
from backend.ratings.services.row import State, demand_state, keep, take
from backend.standards.selectors import by_digest
from scoring import ScoringError, grade

KEPT = (
    *("level", "level_by_points", "limited_by", "total", "max", "applicable", "chapters"),
    *("unmet", "complete", "unanswered", "provisional", "result_digest"),
)


@transaction.atomic
def assess_self(
    *,
    application_id: UUID,
    answers: dict[str, Any],
    facts: dict[str, Any],
    by: Person,
    seen_version: int | None = None,
) -> Application:
    """Keep the home's own answers and what they come to (自评), by the round's version.

    Raises WrongRatingState, SelfAssessmentFaulty.
    """
    found = take(application_id, seen_version)
    demand_state(found, State.DRAFT)
    return keep_self(found, answers, facts, by)


@transaction.atomic
def assess_part(
    *,
    application_id: UUID,
    seen: str,
    by: Person,
    chapter: str = "",
    answers: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> Application:
    """Keep the home's answers to one chapter, or its facts where none is named (自评分项保存).

    seen: the digest of that part as the writer saw it (`part_digest`), so that two people who
    write different chapters do not hinder each other. The same part twice is once.

    Raises Missing, Conflict, WrongRatingState, SelfAssessmentFaulty.
    """
    found = take(application_id)
    demand_state(found, State.DRAFT)
    now = part_of(found, chapter)
    told = {name: value for name, value in (answers or facts or {}).items() if value is not None}
    if now == told and found.self_result is not None:
        return found
    if seen != digest(now):
        raise Conflict(expected="the part as it was seen", came="another one", do="read it again")
    kept = {name: value for name, value in _whole(found, chapter).items() if name not in now}
    if chapter:
        return keep_self(found, {**kept, **told}, found.self_facts, by)
    return keep_self(found, found.self_answers, {**kept, **told}, by)


def part_of(application: Application, chapter: str) -> dict[str, Any]:
    """Give the home's answers to one chapter; its facts where none is named; raises Missing."""
    standard = by_digest(application.round.checklist_digest)
    if not chapter:
        return {k: v for k, v in application.self_facts.items() if k in standard.facts}
    found = next((one for one in standard.chapters if one.id == chapter), None)
    if found is None:
        raise Missing(f"no chapter {chapter}", place="chapter")
    codes = {item.code for item in found.items}
    return {k: v for k, v in application.self_answers.items() if k in codes}


def part_digest(application: Application, chapter: str) -> str:
    """Give the digest of one part as it stands."""
    return digest(part_of(application, chapter))


def _whole(application: Application, chapter: str) -> dict[str, Any]:
    return dict(application.self_answers if chapter else application.self_facts)


def self_context(application: Application) -> dict[str, Any]:
    """Give what grading the home's own answers knows beside them, today."""
    today = clock.today()
    told = {"applied_for": application.applied_for, "on": today.isoformat()}
    return {**grading_context(application, today), **told}


def keep_self(
    found: Application, answers: dict[str, Any], facts: dict[str, Any], by: Person
) -> Application:
    """Grade the home's own answers and keep both; raises SelfAssessmentFaulty."""
    standard = by_digest(found.round.checklist_digest)
    asked = {"answers": answers, "facts": facts, "context": self_context(found)}
    try:
        result = grade(standard, asked)
    except ScoringError as fault:
        raise SelfAssessmentFaulty(
            str(fault),
            rule=fault.code,
            place=fault.place,
            expected=fault.expected,
            came=fault.came,
            do=fault.do,
        ) from fault
    found.self_answers, found.self_facts = answers, facts
    found.self_result = {name: result[name] for name in KEPT}
    told = {"digest": result["result_digest"], "level": result["level"] or ""}
    return keep(found, "self-assessed", str(by.pk), **told)
