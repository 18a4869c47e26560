"""Taking an application or not: a person decides, with reasons (受理, 不予受理)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock, outbox
from backend.core.grounds import rest
from backend.ratings.eligibility import MATERIAL, Check, checks
from backend.ratings.models import Application, Eligibility
from backend.ratings.refusals import NotEligible, ReasonWanted, RefusalWithoutGround
from backend.ratings.services.requests import ask_for_acceptance, ask_for_refusal
from backend.ratings.services.row import State, demand_state, facts, keep, take

MATERIAL_SOURCE = "事实表 standards §1.4 广东行（提供虚假材料的，终止评定）"


@transaction.atomic
def check_eligibility(
    *, application_id: UUID, by: Person, seen_version: int | None = None
) -> Application:
    """Check the conditions anew before deciding (核查受理条件). Raises WrongRatingState."""
    found = take(application_id, seen_version)
    demand_state(found, State.SUBMITTED)
    rows = write_eligibility(found)
    failing = [row.rule for row in rows if row.holds is False]
    return keep(found, "eligibility-checked", str(by.pk), failing=failing)


@transaction.atomic
def accept_application(
    *, application_id: UUID, by: Person, reason: str = "", seen_version: int | None = None
) -> Application:
    """Take an application (受理); the conditions are checked once more, now. Twice is once.

    reason: wanted where a condition could not be read from the registers.
    Raises NotEligible, ReasonWanted, WrongRatingState.
    """
    found = take(application_id, seen_version)
    if found.state == State.ACCEPTED:
        return found
    demand_state(found, State.SUBMITTED)
    rows = write_eligibility(found)
    failing = [row for row in rows if row.holds is False]
    if failing:
        raise NotEligible(
            "；".join(row.words for row in failing),
            expected="；".join(row.need for row in failing),
            came=", ".join(row.rule for row in failing),
            do="refuse the application, or have the reason settled first",
        )
    unknown = [row.rule for row in rows if row.holds is None]
    if unknown and not reason.strip():
        raise ReasonWanted(came=", ".join(unknown), place="reason", do="say what was verified")
    _decide(found, State.ACCEPTED, by, reason)
    keep(found, "accepted", str(by.pk), verified=unknown)
    ask_for_acceptance(found, str(by.pk))
    outbox.emit("application.accepted", str(found.pk), facts(found))
    return found


@transaction.atomic
def refuse_application(
    *,
    application_id: UUID,
    by: Person,
    reason: str,
    false_material: str = "",
    seen_version: int | None = None,
) -> Application:
    """Not take an application (不予受理), for conditions that do not hold. Twice is once.

    false_material: what a person found untrue in it, a ground of its own.
    Raises ReasonWanted, RefusalWithoutGround, WrongRatingState.
    """
    found = take(application_id, seen_version)
    if found.state == State.REFUSED:
        return found
    demand_state(found, State.SUBMITTED)
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say why")
    extra = [_material(false_material.strip())] if false_material.strip() else []
    failing = [row for row in write_eligibility(found, extra) if row.holds is False]
    if not failing:
        raise RefusalWithoutGround(
            expected="a condition that does not hold", came="all hold", do="accept the application"
        )
    _decide(found, State.REFUSED, by, reason)
    for row in failing:
        if row.ground_id:
            rest(("application", str(found.pk)), (row.ground_type, row.ground_id))
    grounds = [row.rule for row in failing]
    keep(found, "refused", str(by.pk), reason=reason, grounds=grounds)
    ask_for_refusal(found, str(by.pk))
    outbox.emit("application.refused", str(found.pk), {**facts(found), "grounds": grounds})
    return found


def write_eligibility(
    application: Application, more: list[Check] | None = None
) -> list[Eligibility]:
    """Check every condition today and keep what was found in place of what stood before."""
    found = [*checks(application, clock.today()), *(more or [])]
    application.eligibility.all().delete()
    return Eligibility.objects.bulk_create(
        Eligibility(
            application=application,
            rule=one.rule,
            order=order,
            holds=one.holds,
            need=one.need[:200],
            words=one.words[:400],
            ground_type=one.ground[0],
            ground_id=one.ground[1],
            clause=one.clause,
            source=one.source[:300],
            checked_at=clock.now(),
        )
        for order, one in enumerate(found, 1)
    )


def _decide(application: Application, state: str, by: Person, reason: str) -> None:
    application.state = state
    application.decided_by, application.decided_at = by, clock.now()
    application.decision_reason = reason.strip()


def _material(words: str) -> Check:
    return Check(MATERIAL, False, "申请材料真实", words, MATERIAL_SOURCE)
