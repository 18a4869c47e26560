"""What the assessors saw goes to the home, which answers it (反馈意见)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.ratings.models import Application, Feedback
from backend.ratings.policy import rules_of
from backend.ratings.refusals import FeedbackAnswered, ReasonWanted, WrongRatingState
from backend.ratings.selectors.results import feedback_of
from backend.ratings.services.requests import ask_for_feedback
from backend.ratings.services.row import State, demand_state, keep, standing_assessment, take


@transaction.atomic
def send_feedback(*, application_id: UUID, by: Person, seen_version: int | None = None) -> Feedback:
    """Send the home what was found, item by item with clause and reason; twice is once.

    Raises WrongRatingState, also for a result that could not be graded.
    """
    found = take(application_id, seen_version)
    demand_state(found, State.SCORED)
    assessment = standing_assessment(found)
    if assessment is None or assessment.score.fault:
        raise WrongRatingState(
            expected="a graded assessment",
            came=assessment.score.fault if assessment else "none",
            do="void the assessment and assess anew",
        )
    before = Feedback.objects.filter(assessment=assessment).first()
    if before is not None:
        return before
    days = rules_of(found.round.policy).feedback_days
    made = Feedback.objects.create(
        assessment=assessment,
        body=feedback_of(assessment),
        sent_by=by,
        sent_at=clock.now(),
        due_on=add_working_days(clock.today(), days),
    )
    keep(found, "feedback-sent", str(by.pk), due_on=made.due_on.isoformat())
    ask_for_feedback(found, made, str(by.pk))
    return made


@transaction.atomic
def answer_feedback(*, application_id: UUID, agrees: bool, words: str, by: Person) -> Application:
    """Let the home sign the feedback or say what it sees otherwise; the same twice is once.

    Raises WrongRatingState, ReasonWanted, FeedbackAnswered.
    """
    found = take(application_id)
    demand_state(found, State.SCORED)
    row = Feedback.objects.filter(assessment__application=found, assessment__voided_at=None).first()
    if row is None:
        raise WrongRatingState(expected="feedback that was sent", came="none")
    if row.agrees is not None:
        if (row.agrees, row.words) != (agrees, words.strip()):
            raise FeedbackAnswered(came="another answer", do="ask for a review instead")
        return found
    if not agrees and not words.strip():
        raise ReasonWanted(place="words", do="say what you see otherwise")
    row.agrees, row.words = agrees, words.strip()
    row.answered_by, row.answered_at = by, clock.now()
    row.save(update_fields=["agrees", "words", "answered_by", "answered_at"])
    return keep(found, "feedback-answered", str(by.pk), agrees=agrees)
