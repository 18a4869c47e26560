"""The public notice of the level that is meant to be given, and what is said to it (公示, 异议)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import add_working_days
from backend.core import clock, outbox
from backend.core.canonical import digest
from backend.core.refusals import Missing
from backend.oplog.services import record
from backend.ratings.levels import title_of
from backend.ratings.models import Application, Notice, Objection
from backend.ratings.policy import rules_of
from backend.ratings.refusals import NoticeOver, ReasonWanted, WrongRatingState
from backend.ratings.services.row import (
    State,
    demand_no_hazard,
    demand_state,
    facts,
    keep,
    take,
)
from backend.standards.selectors import by_digest


@transaction.atomic
def post_notice(*, application_id: UUID, by: Person, seen_version: int | None = None) -> Notice:
    """Show the public the level that is meant to be given (公示); twice is once.

    The days are working days of the policy, counted from the day after.
    Raises MajorHazardOpen, WrongRatingState, also where the committee gave no level.
    """
    found = take(application_id, seen_version)
    if found.state == State.NOTICED:
        return found.notices.get(withdrawn_at=None)
    demand_state(found, State.VOTED)
    if not found.opinion_level:
        raise WrongRatingState(
            expected="an opinion with a level",
            came="no level",
            do="let the head end the application without a level",
        )
    demand_no_hazard(found)
    today = clock.today()
    until = add_working_days(today, rules_of(found.round.policy).notice_working_days)
    body = _body(found, today.isoformat(), until.isoformat())
    made = Notice.objects.create(
        application=found,
        level=found.opinion_level,
        from_on=today,
        until_on=until,
        body=body,
        digest=digest(body),
        posted_by=by,
        posted_at=clock.now(),
    )
    found.state = State.NOTICED
    keep(found, "noticed", str(by.pk), until=until.isoformat(), digest=made.digest)
    outbox.emit("rating.noticed", str(found.pk), {**facts(found), **body, "digest": made.digest})
    return made


@transaction.atomic
def object_to_notice(*, application_id: UUID, words: str, by: Person) -> Objection:
    """Write down what somebody says against a level (登记公示异议), without who said it.

    Raises NoticeOver, ReasonWanted, WrongRatingState.
    """
    found = take(application_id)
    demand_state(found, State.NOTICED)
    notice = found.notices.get(withdrawn_at=None)
    if clock.today() > notice.until_on:
        raise NoticeOver(expected=f"by {notice.until_on}", came=clock.today().isoformat())
    if not words.strip():
        raise ReasonWanted(place="words", do="write down what was said")
    made = Objection.objects.create(
        notice=notice, words=words.strip(), taken_by=by, taken_at=clock.now()
    )
    keep(found, "objection-taken", str(by.pk), objection=str(made.pk))
    return made


@transaction.atomic
def answer_objection(*, objection_id: UUID, answer: str, by: Person) -> Objection:
    """Answer an objection (答复公示异议); once.

    Raises ReasonWanted, WrongRatingState when it was answered before.
    """
    rows = Objection.objects.select_for_update(of=("self",)).select_related("notice")
    row = rows.filter(pk=objection_id).first()
    if row is None:
        raise Missing(f"no objection {objection_id}")
    if row.answered_at is not None:
        if row.answer == answer.strip():
            return row
        raise WrongRatingState(expected="an open objection", came="answered")
    if not answer.strip():
        raise ReasonWanted(place="answer", do="write the answer")
    row.answer, row.answered_by, row.answered_at = answer.strip(), by, clock.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    application = str(row.notice.application_id)
    body = {"objection": str(row.pk)}
    record(kind="application.objection-answered", subject=application, actor=str(by.pk), body=body)
    return row


def _body(application: Application, from_on: str, until_on: str) -> dict[str, str | bool]:
    """Say what the public reads: whose, which level, how long; no name of a person."""
    round_ = application.round
    standard = by_digest(round_.checklist_digest)
    return {
        "round_title": round_.title,
        "site_name": application.site.name,
        "region_name": application.site.region.name,
        "level": application.opinion_level or "",
        "level_title": title_of(standard, application.opinion_level or ""),
        "standard": f"{standard.id} {standard.version}",
        "demonstration": round_.demonstration,
        "from_on": from_on,
        "until_on": until_on,
    }
