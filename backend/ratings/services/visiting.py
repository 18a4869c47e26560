"""From the drawn assessors to the visit, and back when it cannot count (安排现场评定)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.inspections.models import Visit, VisitOfficer
from backend.inspections.services import Seat, Terms, cancel_visit, plan_visit
from backend.ratings.levels import grading_context
from backend.ratings.models import Application, Assessment, AssessorDuty
from backend.ratings.refusals import AssessorsNotDrawn, ReasonWanted, WrongRatingState
from backend.ratings.services.drawing import RATING
from backend.ratings.services.row import (
    State,
    demand_no_hazard,
    demand_state,
    keep,
    standing_assessment,
    take,
)

BASIS = "GB/T 37276《养老机构等级划分与评定》，《养老机构等级评定管理》（民发〔2019〕137号）"
PAST_RECALL = (Visit.State.OPEN, Visit.State.LOCKED, Visit.State.CONCLUDED, Visit.State.CANCELLED)


@transaction.atomic
def plan_assessment(
    *,
    application_id: UUID,
    window_from: date,
    window_until: date,
    by: Person,
    chapters: Sequence[tuple[str, UUID]] = (),
    seen_version: int | None = None,
) -> Assessment:
    """Plan the rating visit with the drawn assessors (安排现场评定); twice is once.

    chapters: (chapter, assessor), split evenly in drawn order where not given.

    Raises AssessorsNotDrawn, MajorHazardOpen, WrongRatingState, and what plan_visit raises.
    """
    found = take(application_id, seen_version)
    before = standing_assessment(found)
    if before is not None and found.state == State.ASSESSING:
        return before
    demand_state(found, State.ACCEPTED)
    demand_no_hazard(found)
    crew = list(found.duties.filter(released_at=None).order_by("seat"))
    if not crew:
        raise AssessorsNotDrawn(do="have the assessors drawn first")
    terms = Terms(
        checklist_id=found.round.checklist_id,
        window_from=window_from,
        window_until=window_until,
        applied_for=found.applied_for,
        context=grading_context(found, window_from),
        chapters=chapters,
    )
    visit = _visit(found, crew, terms, by)
    made = Assessment.objects.create(application=found, visit=visit, planned_at=clock.now())
    found.state = State.ASSESSING
    keep(found, "assessment-planned", str(by.pk), visit=str(visit.pk))
    return made


def _visit(application: Application, crew: list[AssessorDuty], terms: Terms, by: Person) -> Visit:
    """Plan the visit; the first in drawn order leads."""
    return plan_visit(
        nature=RATING,
        site=application.site_id,
        purpose=f"{application.round.title}：现场评定",
        brief={
            "source": application.round.title,
            "basis": BASIS,
            "round": str(application.round_id),
            "application": str(application.pk),
            "draw": str(crew[0].draw_id),
        },
        officers=[
            Seat(one.officer_id, is_lead=number == 1, came=VisitOfficer.Came.DRAWN)
            for number, one in enumerate(crew, 1)
        ],
        terms=terms,
        actor=str(by.pk),
    )


@transaction.atomic
def void_assessment(
    *,
    application_id: UUID,
    reason: str,
    by: Person,
    seen_version: int | None = None,
) -> Application:
    """Let an assessment not count, with a reason (评定作废): the home is assessed anew.

    For a visit that cannot take place, a result that cannot be graded, an assessor who was not
    entitled.  Its record stays; the assessors are drawn again.

    Raises ReasonWanted, WrongRatingState.
    """
    found = take(application_id, seen_version)
    demand_state(found, State.ASSESSING, State.SCORED)
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say why")
    set_aside(found, reason.strip(), by)
    if found.votes.filter(ballot=found.ballot).exists():
        found.ballot += 1  # votes on what is void do not count for the next assessment
    return keep(found, "assessment-voided", str(by.pk), reason=reason.strip())


def set_aside(application: Application, reason: str, by: Person) -> None:
    """Void the standing assessment and put the application back among the accepted ones."""
    row = standing_assessment(application)
    if row is None:
        raise WrongRatingState(expected="a planned assessment", came="none")
    if row.visit.state not in PAST_RECALL:
        cancel_visit(row.visit_id, reason=reason, actor=str(by.pk), seen_version=None)
    row.voided_at, row.voided_by, row.void_reason = clock.now(), by, reason[:200]
    row.save(update_fields=["voided_at", "voided_by", "void_reason"])
    standing = application.duties.filter(released_at=None)
    standing.update(released_at=clock.now(), reason=reason[:200])
    application.state, application.opinion_level = State.ACCEPTED, None
