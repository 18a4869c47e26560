"""The home asks to look again; dismissed, it appeals to somebody else (复核申请, 申诉)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import add_working_days
from backend.core import clock, outbox
from backend.core.refusals import Missing
from backend.core.words import in_chinese
from backend.ratings.committee import assessors_of, voters_of
from backend.ratings.models import Application, Review
from backend.ratings.models.application import RUNNING
from backend.ratings.policy import rules_of
from backend.ratings.refusals import (
    ApplicationRunning,
    NotUninvolved,
    ReasonWanted,
    ReviewOpen,
    ReviewTooLate,
    ReviewUsed,
    WrongRatingState,
)
from backend.ratings.services.requests import ask_for_review
from backend.ratings.services.row import State, demand_state, keep, take
from backend.ratings.services.visiting import set_aside

Kind, Outcome = Review.Kind, Review.Outcome
VOTE, ASSESSMENT = "vote", "assessment"  # what is done again when a review is granted


@transaction.atomic
def ask_review(*, application_id: UUID, words: str, by: Person) -> Review:
    """Ask for a review of the intended or refused level, or appeal against its answer (申请复核).

    Raises ReviewTooLate, ReviewOpen, ReviewUsed, ReasonWanted, WrongRatingState.
    """
    found = take(application_id)
    demand_state(found, State.NOTICED, State.FAILED)
    if not words.strip():
        raise ReasonWanted(place="words", do="say what should be looked at again")
    rules, today = rules_of(found.round.policy), clock.today()
    last = found.reviews.filter(ballot=found.ballot).last()
    if last is not None and not last.outcome:
        raise ReviewOpen(came=last.get_kind_display(), expected=f"its answer by {last.due_on}")
    if last is not None and last.kind == Kind.APPEAL:
        raise ReviewUsed(do="apply for 行政复议 or go to court")
    until = asked_until(found, last)
    if today > until:
        raise ReviewTooLate(expected=f"by {until}", came=today.isoformat())
    days = rules.appeal_answer_days if last else rules.answer_days
    made = Review.objects.create(
        application=found,
        ballot=found.ballot,
        kind=Kind.APPEAL if last else Kind.REVIEW,
        words=words.strip(),
        asked_by=by,
        asked_at=clock.now(),
        due_on=add_working_days(today, days),
    )
    keep(found, "review-asked", str(by.pk), review=str(made.pk), of=made.kind)
    return made


@transaction.atomic
def answer_review(
    *, review_id: UUID, outcome: str, answer: str, by: Person, again: str = VOTE
) -> Review:
    """Answer a review or an appeal (答复复核, 答复申诉); the same answer twice is once.

    Granted, the notice is withdrawn and the home gets a new ballot or a new assessment.
    An appeal is answered by somebody without a part in what it is about.

    Raises NotUninvolved, ReasonWanted, WrongRatingState.
    """
    pointer = Review.objects.filter(pk=review_id).first()
    if pointer is None:
        raise Missing(f"no review {review_id}")
    found = take(pointer.application_id)
    row = Review.objects.select_for_update().get(pk=review_id)
    if row.outcome:
        if (row.outcome, row.answer) == (outcome, answer.strip()):
            return row
        raise WrongRatingState(expected="an open review", came=row.outcome)
    if not answer.strip():
        raise ReasonWanted(place="answer", do="say what was found")
    if row.kind == Kind.APPEAL:
        _demand_uninvolved(found, by)
    row.outcome, row.answer = outcome, answer.strip()
    row.answered_by, row.answered_at = by, clock.now()
    row.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    _issue(found, row, again, by)
    if outcome == Outcome.GRANTED:
        _look_again(found, again, row, by)
    told = {"review": str(row.pk), "outcome": outcome}
    keep(found, "review-answered", str(by.pk), **told)
    return row


def _issue(application: Application, row: Review, again: str, by: Person) -> None:
    """Ask for the decision; an appeal is left only after a dismissed review."""
    left = row.kind == Kind.REVIEW and row.outcome == Outcome.DISMISSED
    row.application = application
    ask_for_review(
        row,
        str(by.pk),
        opinion=application.opinion_level or "",
        again=again,
        appeal_until=asked_until(application, row) if left else None,
    )


def asked_until(application: Application, last: Review | None) -> date:
    """Give the last day for asking: from the notice or the end, or from the review's answer."""
    rules = rules_of(application.round.policy)
    if last is not None and last.answered_at:
        answered = last.answered_at.astimezone(clock.SHANGHAI).date()
        return add_working_days(answered, rules.appeal_days)
    notice = application.notices.filter(withdrawn_at=None).first()
    start = notice.from_on if notice else application.ended_on
    assert start is not None  # noticed or failed
    return add_working_days(start, rules.review_days)


def _demand_uninvolved(application: Application, person: Person) -> None:
    rows = application.reviews.exclude(answered_by=None).values_list("answered_by", flat=True)
    notices = application.notices.values_list("posted_by", flat=True)
    involved = {
        *(application.decided_by_id, application.vote_closed_by_id, application.ended_by_id),
        *rows,
        *notices,
        *voters_of(application),
        *assessors_of(application),
    }
    if person.pk in involved:
        raise NotUninvolved(
            expected="somebody who took no part", came=person.name, do="let a colleague answer"
        )


def _look_again(application: Application, again: str, row: Review, by: Person) -> None:
    """Withdraw the notice and go back to the vote, or to a new assessment."""
    other = Application.objects.filter(site=application.site_id, state__in=RUNNING)
    if other.exclude(pk=application.pk).exists():
        raise ApplicationRunning(do="end the home's other application first")
    reason = f"{in_chinese(Kind(row.kind).label)}：{row.answer}"[:200]
    for notice in application.notices.filter(withdrawn_at=None):
        notice.withdrawn_at, notice.withdrawn_reason = clock.now(), reason
        notice.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        told = {"application": str(application.pk), "notice": str(notice.pk)}
        outbox.emit("notice.withdrawn", str(application.pk), told)
    application.ballot += 1
    application.opinion_level = None
    application.ended_on, application.ended_by = None, None
    application.state = State.SCORED
    if again == ASSESSMENT:
        set_aside(application, reason, by)
