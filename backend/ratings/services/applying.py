"""The home applies: draft, submission, withdrawal (申请)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.ratings.levels import demand_level
from backend.ratings.models import Application, Round
from backend.ratings.models.application import RUNNING
from backend.ratings.refusals import (
    ApplicationRunning,
    ReasonWanted,
    RoundNotOpen,
    SelfAssessmentMissing,
    SiteOutsideRound,
)
from backend.ratings.services.deciding import write_eligibility
from backend.ratings.services.row import State, demand_state, keep, take
from backend.registers.models import Site
from backend.standards.selectors import by_digest


@transaction.atomic
def draft_application(*, round_id: UUID, site: Site, applied_for: str, by: Person) -> Application:
    """Begin an application of a home (填报申请); begun again, it is the same, for that level.

    Raises Missing, RoundNotOpen, SiteOutsideRound, LevelUnknown, ApplicationRunning.
    """
    round_ = Round.objects.select_related("region").filter(pk=round_id).first()
    if round_ is None:
        raise Missing(f"no round {round_id}", place="round")
    demand_open(round_)
    if not site.region.path.startswith(round_.region.path):
        raise SiteOutsideRound(expected=f"a home in {round_.region.name}", came=site.region.name)
    demand_level(by_digest(round_.checklist_digest), applied_for)
    rows = Application.objects.select_for_update().exclude(state=State.WITHDRAWN)
    before = rows.filter(round=round_, site=site).first()
    if before is not None:
        return _again(before, applied_for, by)
    _demand_none_running(site)
    try:
        with transaction.atomic():
            made = Application.objects.create(
                round=round_,
                site=site,
                applicant=by,
                applied_for=applied_for,
                drafted_at=clock.now(),
            )
    except IntegrityError:  # begun at the same moment
        return _again(rows.get(round=round_, site=site), applied_for, by)
    return keep(made, "drafted", str(by.pk), applied_for=applied_for)


@transaction.atomic
def submit_application(
    *, application_id: UUID, by: Person, seen_version: int | None = None
) -> Application:
    """Hand an application in (提交申请), with every item answered; twice is once.

    The conditions of acceptance are checked at once, so that the home sees them.
    Raises RoundNotOpen, SelfAssessmentMissing, ApplicationRunning, WrongRatingState.
    """
    found = take(application_id, seen_version)
    if found.state == State.SUBMITTED:
        return found
    demand_state(found, State.DRAFT)
    demand_open(found.round)
    _demand_self_assessment(found)
    _demand_none_running(found.site, found)
    found.state, found.submitted_at = State.SUBMITTED, clock.now()
    keep(found, "submitted", str(by.pk), digest=(found.self_result or {})["result_digest"])
    write_eligibility(found)
    return found


@transaction.atomic
def withdraw_application(
    *, application_id: UUID, reason: str, by: Person, seen_version: int | None = None
) -> Application:
    """Take an application back before it is assessed (撤回申请); twice is once.

    Raises ReasonWanted, WrongRatingState.
    """
    found = take(application_id, seen_version)
    if found.state == State.WITHDRAWN:
        return found
    demand_state(found, State.DRAFT, State.SUBMITTED, State.ACCEPTED)
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say why")
    found.state, found.withdraw_reason = State.WITHDRAWN, reason.strip()
    found.duties.filter(released_at=None).update(released_at=clock.now(), reason="申请已撤回")
    return keep(found, "withdrawn", str(by.pk), reason=reason)


def demand_open(round_: Round) -> None:
    """Raise RoundNotOpen outside of the round's window."""
    phase = round_.phase(clock.today())
    if phase != Round.State.OPEN:
        raise RoundNotOpen(
            f"the round is {phase}",
            expected=f"a day from {round_.window_from} to {round_.window_until}",
            came=clock.today().isoformat(),
            do="wait for the window, or for the next round",
        )


def _again(before: Application, applied_for: str, by: Person) -> Application:
    if before.state != State.DRAFT:
        raise ApplicationRunning(came=before.state, do="read the application that is there")
    if before.applied_for == applied_for:
        return before
    before.applied_for, before.self_result = applied_for, None
    return keep(before, "drafted", str(by.pk), applied_for=applied_for)


def _demand_none_running(site: Site, own: Application | None = None) -> None:
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    rows = Application.objects.filter(site=site, state__in=RUNNING)
    other = (rows.exclude(pk=own.pk) if own else rows).first()
    if other is not None:
        raise ApplicationRunning(
            expected="no application under way", came=other.state, do="wait until it has ended"
        )


def _demand_self_assessment(application: Application) -> None:
    result = application.self_result
    if result is None or not result["complete"]:
        left = len(result["unanswered"]) if result else 0
        raise SelfAssessmentMissing(
            expected="every item answered",
            came=f"{left} items without an answer" if result else "no self-assessment",
            do="finish the self-assessment",
        )
