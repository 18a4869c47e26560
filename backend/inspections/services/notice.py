"""Telling the home beforehand (行政检查通知书)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from backend.calendar.services import add_working_days
from backend.core import clock
from backend.inspections.models import Visit
from backend.inspections.refusals import DayOutsideWindow, NoticeTooShort, VisitStaysUnannounced
from backend.inspections.selectors.words import notice_words
from backend.inspections.services.certificates import demand_certificates, present
from backend.inspections.services.feeds import News, tell
from backend.inspections.services.visit_row import demand_state, keep, log, take
from backend.papers.formatting import day
from backend.papers.selectors import agency_for
from backend.papers.services import request_paper, take_number
from backend.papers.shapes import Subject

NOTICE = "inspection-notice"


@transaction.atomic
def notify_visit(
    visit_id: UUID,
    *,
    earliest_on: date,
    actor: str,
    seen_version: int | None,
    reason: str = "",
) -> Visit:
    """Issue the notice of an approved visit (通知检查).

    reason: why it comes fewer working days ahead than the nature's rule (3 for 日常 and 专项).

    Raises VisitStaysUnannounced, NoticeTooShort, DayOutsideWindow, OfficerCertificateExpired.
    Source: 养老机构行政检查办法, notice in principle 3 working days before.
    """
    visit = take(visit_id, seen_version)
    demand_state(visit, Visit.State.APPROVED)
    demand_notice(visit, earliest_on, reason)
    demand_certificates(present(visit), earliest_on)
    visit.earliest_on, visit.notice_reason = earliest_on, reason
    visit.notified_at = clock.now()
    visit.state = Visit.State.NOTIFIED
    keep(visit, ["earliest_on", "notice_reason", "notified_at", "state"])
    number = _issue(visit, actor)
    log("notified", visit, actor, earliest_on=earliest_on.isoformat(), number=number, reason=reason)
    tell(visit.pk, News("visit", str(visit.pk), {"state": visit.state, "version": visit.version}))
    return visit


def demand_notice(visit: Visit, earliest_on: date, reason: str) -> None:
    """Raise when the home may not be told, or is told too late without a reason."""
    if not visit.nature.may_announce:
        raise VisitStaysUnannounced(
            f"{visit.nature_id} is not announced",
            expected="no word before the visit",
            came="a notice",
            do="hand the notice over at the door",
        )
    if not max(visit.window_from, clock.today()) <= earliest_on <= visit.window_until:
        raise DayOutsideWindow(
            f"{earliest_on} lies outside the plan",
            expected=f"{max(visit.window_from, clock.today())} to {visit.window_until}",
            came=earliest_on.isoformat(),
            do="choose a day of the window, or change the plan",
        )
    days = visit.nature.needs_notice_days
    soonest = add_working_days(clock.today(), days) if days else clock.today()
    if earliest_on < soonest and not reason:
        raise NoticeTooShort(
            f"the rule is {days} working days",
            expected=f"{soonest} or later",
            came=earliest_on.isoformat(),
            do="choose a later day, or record the reason",
        )


def _issue(visit: Visit, actor: str) -> str:
    agency = agency_for(visit.site.region_id, visit.department)
    number = take_number(agency.mark, NOTICE, clock.today().year)
    request_paper(
        kind=NOTICE,
        subject=Subject("visit", visit.pk, visit.site.region_id, visit.site_id),
        number=number,
        context=notice_words(visit, agency, number, day(clock.today())),
        signatures=[],
        actor=actor,
    )
    return number
