"""Rounds, applications and levels as the office, the committee and the home read them."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Person
from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import holds_any
from backend.core import clock
from backend.ratings.committee import is_member
from backend.ratings.levels import title_of
from backend.ratings.models import Application, Assessment, Feedback, Level, Removal, Round
from backend.ratings.policy import rules_of
from backend.ratings.selectors.results import explanation_of, score_told, side_by_side
from backend.standards.selectors import by_digest

INSIDE = OFFICE | {Role.COMMITTEE}


def round_line(row: Round) -> dict[str, Any]:
    """Say a round as its notice does."""
    phase = Round.State(row.phase(clock.today()))
    return {
        "id": str(row.pk),
        "title": row.title,
        "region": row.region_id,
        "region_name": row.region.name,
        "checklist": {
            "standard": row.checklist.standard,
            "version": row.checklist.version,
            "digest": row.checklist_digest,
            "title": row.checklist.title_zh,
        },
        "demonstration": row.demonstration,
        "notice_on": row.notice_on.isoformat(),
        "window_from": row.window_from.isoformat(),
        "window_until": row.window_until.isoformat(),
        "state": phase.value,
        "state_label": str(phase.label),
    }


def round_detail(row: Round) -> dict[str, Any]:
    """Say a round with its rules, each value with its source, and who was taken and who not."""
    rules = {key: value for key, value in row.policy.document.items() if key != "id"}
    decided = row.applications.select_related("site", "site__region").filter(
        decided_at__isnull=False
    )
    return {
        **round_line(row),
        "policy": {"id": row.policy.document["id"], "digest": row.policy.digest, "rules": rules},
        "accepted": [
            {"site": one.site.name, "region": one.site.region.name, "applied_for": one.applied_for}
            for one in decided.exclude(state=Application.State.REFUSED).order_by("site__name")
        ],
        "refused": [
            {"site": one.site.name, "region": one.site.region.name, "applied_for": one.applied_for}
            for one in decided.filter(state=Application.State.REFUSED).order_by("site__name")
        ],
    }


def application_line(row: Application) -> dict[str, Any]:
    """Say an application in one line."""
    standard = by_digest(row.round.checklist_digest)
    return {
        "id": str(row.pk),
        "round": {"id": str(row.round_id), "title": row.round.title},
        "demonstration": row.round.demonstration,
        "site": {"id": str(row.site_id), "name": row.site.name, "region": row.site.region_id},
        "applied_for": row.applied_for,
        "applied_for_title": title_of(standard, row.applied_for),
        "state": row.state,
        "state_label": row.get_state_display(),
        "version": row.version,
        "submitted_at": _moment(row.submitted_at),
    }


def application_detail(row: Application, person: Person) -> dict[str, Any]:
    """Say all of an application that is the person's to see.

    The home reads its result from the feedback on; votes and who assesses are not for it.
    """
    inside = holds_any(person, INSIDE, row.site.region)
    assessment = _standing(row)
    score = getattr(assessment, "score", None) if assessment else None
    feedback = Feedback.objects.filter(assessment=assessment).first() if assessment else None
    shown = score if inside or feedback else None
    told = {
        **application_line(row),
        "self_answers": row.self_answers,
        "self_facts": row.self_facts,
        "self_result": row.self_result,
        "eligibility": [_condition(one) for one in row.eligibility.all()],
        "decision_reason": row.decision_reason,
        "score": score_told(row, shown) if shown else None,
        "chapters": side_by_side(row, shown),
        "feedback": _feedback(feedback) if feedback else None,
        "notice": _notice(row),
        "reviews": [_review(one) for one in row.reviews.all()],
        "end_reason": row.end_reason,
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
    }
    return told | (_inside(row, assessment, person) if inside else {})


def application_explanation(row: Application, person: Person) -> dict[str, Any]:
    """Give the result item by item with clause, answer and reason; empty before its time."""
    assessment = _standing(row)
    if assessment is None:
        return {}
    sent = Feedback.objects.filter(assessment=assessment).exists()
    if not sent and not holds_any(person, INSIDE, row.site.region):
        return {}
    return explanation_of(assessment)


def level_line(row: Level) -> dict[str, Any]:
    """Say a level as anybody may read it."""
    return {
        "id": str(row.pk),
        "site": {"id": str(row.site_id), "name": row.site.name, "region": row.site.region_id},
        "level": row.level,
        "title": row.title,
        "level_word": row.level_word,
        "state": row.state,
        "state_label": row.get_state_display(),
        "valid_from": row.valid_from.isoformat(),
        "valid_until": row.valid_until.isoformat(),
        "demonstration": row.demonstration,
        "number": row.number,
        "result_digest": row.assessment.score.result_digest,
        "version": row.version,
    }


def level_detail(row: Level) -> dict[str, Any]:
    """Say a level with its chapters' rates, its changes and what is proposed against it."""
    return {
        **level_line(row),
        "chapters": row.assessment.score.chapters,
        "total": row.assessment.score.total,
        "limited_by": row.assessment.score.limited_by,
        "application": str(row.assessment.application_id),
        "changes": [
            {"state": one.state, "reason": one.reason, "at": _moment(one.made_at)}
            for one in row.changes.all()
        ],
        "removals": [_removal(one) for one in row.removals.all()],
    }


def _standing(row: Application) -> Assessment | None:
    rows = row.assessments.filter(voided_at=None).select_related("score", "visit")
    return rows.first()


def _inside(row: Application, assessment: Assessment | None, person: Person) -> dict[str, Any]:
    """What only the office and the committee see; votes: for members, once they are counted."""
    votes = row.votes.select_related("member").order_by("ballot", "cast_at")
    counted = row.ballot if row.opinion_level is not None else row.ballot - 1
    votes = votes.filter(ballot__lte=counted) if is_member(row, person) else votes.none()
    duties = row.duties.filter(released_at=None).select_related("officer")
    return {
        "below_applied": rules_of(row.round.policy).below_applied,
        "assessors": [
            {"id": str(one.officer_id), "name": one.officer.name, "seat": one.seat}
            for one in duties
        ],
        "visit": str(assessment.visit_id) if assessment else None,
        "ballot": row.ballot,
        "opinion_level": row.opinion_level,
        "votes": [
            {
                "ballot": one.ballot,
                "member": one.member.name,
                "level": one.level,
                "reason": one.reason,
            }
            for one in votes
        ],
    }


def _condition(row: Any) -> dict[str, Any]:
    names = ("rule", "holds", "need", "words", "clause", "source")
    ground = {"type": row.ground_type, "id": row.ground_id} if row.ground_id else None
    return {**{name: getattr(row, name) for name in names}, "ground": ground}


def _feedback(row: Feedback) -> dict[str, Any]:
    return {
        **row.body,
        "sent_at": _moment(row.sent_at),
        "due_on": row.due_on.isoformat(),
        "agrees": row.agrees,
        "words": row.words,
    }


def _notice(row: Application) -> dict[str, Any] | None:
    notice = row.notices.filter(withdrawn_at=None).prefetch_related("objections").first()
    if notice is None:
        return None
    objections = [
        {"id": str(one.pk), "words": one.words, "answer": one.answer}
        for one in notice.objections.all()
    ]
    return {**notice.body, "digest": notice.digest, "objections": objections}


def _review(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "words": row.words,
        "due_on": row.due_on.isoformat(),
        "outcome": row.outcome,
        "answer": row.answer,
    }


def _removal(row: Removal) -> dict[str, Any]:
    names = ("kind", "to_level", "grounds", "clause", "statement", "outcome", "reason")
    told = {name: getattr(row, name) for name in names}
    return {"id": str(row.pk), **told, "due_on": row.due_on.isoformat()}


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None
