"""The authority's head confirms a level, or ends an application without one (确认等级)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.accounts.roles import Role
from backend.accounts.selectors import holds
from backend.core import clock, outbox
from backend.core.grounds import rest
from backend.ratings.committee import assessors_of, is_member, voters_of
from backend.ratings.levels import months_after, rank, standing_level, title_of, told, word_of
from backend.ratings.models import Application, Assessment, Level, Notice, Review
from backend.ratings.policy import Rules, rules_of
from backend.ratings.refusals import (
    AppealTermRunning,
    ConfirmerOnCommittee,
    NotDecidingAuthority,
    NoticeRunning,
    ObjectionOpen,
    ReasonWanted,
    ReviewOpen,
    WrongRatingState,
)
from backend.ratings.services.level_credit import enter_credit
from backend.ratings.services.level_row import change
from backend.ratings.services.requests import ask_for_certificate, ask_for_report
from backend.ratings.services.reviewing import asked_until
from backend.ratings.services.row import (
    State,
    demand_no_hazard,
    demand_state,
    facts,
    keep,
    standing_assessment,
    take,
)
from backend.standards.selectors import by_digest


@transaction.atomic
def confirm_level(*, application_id: UUID, by: Person, seen_version: int | None = None) -> Level:
    """Confirm the level after its notice (确认等级): from today, for the policy's years.

    Everything said meanwhile is answered, no major hazard is open, and who confirms is the
    head of the deciding authority and neither voted nor assessed. Twice is once.

    Raises NotDecidingAuthority, ConfirmerOnCommittee, NoticeRunning, ObjectionOpen, ReviewOpen,
    AppealTermRunning, MajorHazardOpen, WrongRatingState.
    """
    found = take(application_id, seen_version)
    if found.state == State.CONFIRMED:
        return Level.objects.filter(assessment__application=found).earliest("confirmed_at")
    demand_state(found, State.NOTICED)
    rules = rules_of(found.round.policy)
    _demand_authority(found, rules, found.opinion_level or "", by)
    notice = found.notices.get(withdrawn_at=None)
    _demand_all_said(found, notice)
    demand_no_hazard(found)
    assessment = standing_assessment(found)
    assert assessment is not None  # a notice follows a score
    before = standing_level(found.site_id)
    if before is not None:
        _demand_undisputed(before)
        change(before, Level.State.REPLACED, f"由{notice.body['level_title']}替代", str(by.pk))
    level = _made(found, assessment, rules, by)
    _end(found, State.CONFIRMED, by, "")
    keep(found, "confirmed", str(by.pk), level=str(level.pk), digest=assessment.score.result_digest)
    change(level, Level.State.VALID, "公示期满，予以确认", str(by.pk))
    ask_for_report(found, level, str(by.pk))
    ask_for_certificate(found, level, str(by.pk))
    enter_credit(level, str(by.pk))
    outbox.emit("level.confirmed", str(level.pk), {**facts(found), **told(level)})
    return level


@transaction.atomic
def fail_application(
    *, application_id: UUID, reason: str, by: Person, seen_version: int | None = None
) -> Application:
    """End an application whose committee gave no level (未评定等级); twice is once.

    Raises NotDecidingAuthority, ConfirmerOnCommittee, ReasonWanted, WrongRatingState.
    """
    found = take(application_id, seen_version)
    if found.state == State.FAILED:
        return found
    demand_state(found, State.VOTED)
    if found.opinion_level:
        raise WrongRatingState(expected="an opinion without a level", came=found.opinion_level)
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say why no level is given")
    _demand_authority(found, rules_of(found.round.policy), found.applied_for, by)
    _end(found, State.FAILED, by, reason.strip())
    keep(found, "failed", str(by.pk), reason=reason.strip())
    outbox.emit("application.failed", str(found.pk), facts(found))
    return found


def deciding_region(application: Application, rules: Rules, level: str) -> Region:
    """Give whose head decides a level: as the policy says, else the authority of the round."""
    wanted = (rules.decided_by or {}).get(level)
    home = application.round.region
    if wanted is None:
        return home
    upwards = application.site.region.path.strip("/").split("/")
    return Region.objects.filter(pk__in=upwards, level=wanted).first() or home


def _demand_authority(application: Application, rules: Rules, level: str, by: Person) -> None:
    region = deciding_region(application, rules, level)
    if not holds(by, Role.HEAD, region):
        raise NotDecidingAuthority(expected=f"the head of {region.name}", came=by.name)
    took_part = voters_of(application) | assessors_of(application)
    if by.pk in took_part or is_member(application, by):
        raise ConfirmerOnCommittee(came=by.name, do="let another head decide")


def _demand_all_said(application: Application, notice: Notice) -> None:
    """The notice is over, and objections, review and appeal are answered or past."""
    today = clock.today()
    if today <= notice.until_on:
        raise NoticeRunning(expected=f"a day after {notice.until_on}", came=today.isoformat())
    waiting = notice.objections.filter(answered_at=None).count()
    if waiting:
        raise ObjectionOpen(came=str(waiting), do="answer them first")
    last = application.reviews.filter(ballot=application.ballot).last()
    if last is None:
        return
    if not last.outcome:
        raise ReviewOpen(came=last.get_kind_display(), do="have it answered first")
    if last.kind == Review.Kind.REVIEW and today <= asked_until(application, last):
        until = asked_until(application, last)
        raise AppealTermRunning(expected=f"a day after {until}", came=today.isoformat())


def _demand_undisputed(level: Level) -> None:
    """A level under investigation, or about to be taken, is not replaced by a new one."""
    if level.state == Level.State.SUSPENDED or level.removals.filter(outcome="").exists():
        raise WrongRatingState(
            expected="a level that is neither suspended nor about to be taken",
            came=level.state,
            do="end the investigation or the removal first",
        )


def _made(application: Application, assessment: Assessment, rules: Rules, by: Person) -> Level:
    standard = by_digest(application.round.checklist_digest)
    level, today = application.opinion_level or "", clock.today()
    terms: dict[str, Any] = {
        "valid_from": today,
        "valid_until": months_after(today, 12 * rules.validity_years) - timedelta(days=1),
    }
    plaque = rules.plaque_from is not None and rank(standard, level) >= rank(
        standard, rules.plaque_from
    )
    made = Level.objects.create(
        site=application.site,
        assessment=assessment,
        level=level,
        level_word=word_of(standard),
        title=title_of(standard, level),
        demonstration=application.round.demonstration,
        plaque=plaque,
        confirmed_by=by,
        confirmed_at=clock.now(),
        **terms,
    )
    rest(("level", str(made.pk)), ("visit", str(assessment.visit_id)), assessment.score.lock_digest)
    return made


def _end(application: Application, state: str, by: Person, reason: str) -> None:
    application.state, application.end_reason = state, reason
    application.ended_on, application.ended_by = clock.today(), by
