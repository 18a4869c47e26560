"""Taking, checking and keeping the row of an application: what verbs do first and last."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.accounts.models import Person
from backend.core.refusals import Conflict, Missing
from backend.oplog.services import record
from backend.ratings.eligibility import hazard_check
from backend.ratings.models import Application, Assessment
from backend.ratings.refusals import MajorHazardOpen, WrongRatingState

State = Application.State
JOINED = ("round__policy", "round__region", "site__region", "site__legal_person")


def take(application_id: UUID, seen_version: int | None = None) -> Application:
    """Lock an application; raises Missing, and Conflict when it moved on since it was seen."""
    rows = Application.objects.select_for_update(of=("self",)).select_related(*JOINED)
    found = rows.filter(pk=application_id).first()
    if found is None:
        raise Missing(f"no application {application_id}")
    if seen_version is not None and seen_version != found.version:
        raise Conflict(
            expected=f"version {found.version}",
            came=f"version {seen_version}",
            do="read the application again",
        )
    return found


def demand_state(application: Application, *states: str) -> None:
    """Raise WrongRatingState unless the application stands in one of the states."""
    if application.state not in states:
        raise WrongRatingState(
            f"the application is {application.state}",
            expected=" or ".join(states),
            came=application.state,
            do="read the application again for the step that is missing or done already",
        )


def keep(application: Application, verb: str, actor: str, **body: Any) -> Application:
    """Save an application with its next version, and log the verb."""
    application.version += 1
    application.save()
    record(kind=f"application.{verb}", subject=str(application.pk), actor=actor, body=dict(body))
    return application


def standing_assessment(application: Application) -> Assessment | None:
    """Give the assessment that counts, if one is planned."""
    rows = application.assessments.filter(voided_at=None)
    return rows.select_related("visit", "score").first()


def demand_no_hazard(application: Application) -> None:
    """Raise MajorHazardOpen while a major hazard that an inspection found is not settled."""
    check = hazard_check(application.site_id)
    if not check.holds:
        raise MajorHazardOpen(
            check.words,
            expected=check.need,
            came=check.clause,
            do="correct it and have it re-checked",
            finding=check.ground[1],
        )


def facts(application: Application) -> dict[str, Any]:
    """Say which application it is, for every event."""
    return {
        "application": str(application.pk),
        "round": str(application.round_id),
        "site": str(application.site_id),
        "site_name": application.site.name,
        "region": application.site.region_id,
        "applied_for": application.applied_for,
        "demonstration": application.round.demonstration,
    }


def by_person(person: Person) -> str:
    """Name a person as the operation log does."""
    return str(person.pk)
