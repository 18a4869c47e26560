"""An assessor cannot come: the next in the drawn order takes the place (递补)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.draws import selectors as draws
from backend.inspections.services import lend_officer
from backend.ratings.models import Application, AssessorDuty, RoundDraw
from backend.ratings.refusals import NoSubstitute, NotOnDuty, ReasonWanted
from backend.ratings.services.drawing import barred_pairs, opened_tokens
from backend.ratings.services.row import State, demand_state, keep, standing_assessment, take
from backend.registers.models import Interest
from backend.registers.selectors import assessors_valid_on


@transaction.atomic
def replace_assessor(
    *,
    application_id: UUID,
    officer_id: UUID,
    reason: str,
    by: Person,
    seen_version: int | None = None,
) -> Application:
    """Let the next assessor of the drawn order take a place (评定人员递补).

    Nobody picks: of those who may go, whoever has the fewest homes of this draw, then the
    order.  A planned visit gets the new one with the chapters of the old.

    Raises NotOnDuty, NoSubstitute, ReasonWanted, WrongRatingState, and what lending raises.
    """
    found = take(application_id, seen_version)
    demand_state(found, State.ACCEPTED, State.ASSESSING)
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say why")
    duty = found.duties.filter(officer=officer_id, released_at=None).first()
    if duty is None:
        raise NotOnDuty(came=str(officer_id), do="read who is drawn for this home")
    row = RoundDraw.objects.select_for_update(of=("self",)).select_related("draw", "round__region")
    drawn = row.get(draw=duty.draw_id)
    substitute = _next(found, drawn, officer_id)
    duty.released_at, duty.reason = clock.now(), reason.strip()
    duty.save(update_fields=["released_at", "reason"])
    AssessorDuty.objects.create(
        application=found,
        draw=drawn.draw,
        officer_id=substitute,
        seat=duty.seat,
        iteration=duty.iteration,
    )
    _go_instead(found, officer_id, substitute, reason.strip(), by)
    body = {"out": str(officer_id), "in": str(substitute), "reason": reason.strip()}
    return keep(found, "assessor-replaced", str(by.pk), **body)


def _go_instead(
    application: Application, leaver: UUID, newcomer: UUID, reason: str, by: Person
) -> None:
    """Put the new one on the visit, where it is planned already."""
    assessment = standing_assessment(application)
    if assessment is not None:
        lend_officer(
            assessment.visit_id,
            officer_id=newcomer,
            reason=reason,
            actor=str(by.pk),
            seen_version=None,
            replaces=leaver,
        )


def _next(application: Application, drawn: RoundDraw, leaver: UUID) -> UUID:
    order = draws.last_iteration(drawn.draw).get("officer_order", [])
    officers = opened_tokens(drawn)
    line = [officers[token] for token, _ in sorted(_positions(order), key=lambda one: one[1])]
    rows = assessors_valid_on(clock.today(), drawn.round.region)
    able = set(rows.filter(certificate_until__gte=drawn.until).values_list("pk", flat=True))
    site = application.site
    barred = barred_pairs(line, {site.pk: site.legal_person_id}, clock.today())
    out = set(application.duties.values_list("officer_id", flat=True)) | {leaver}
    out |= {one for one in line if barred.get(one, {}).get(site.pk) == Interest.Kind.HARD}
    free = [one for one in line if one in able and one not in out]
    if not free:
        raise NoSubstitute(do="void the draw, or enter further assessors and draw anew")
    held = list(
        AssessorDuty.objects.filter(draw=drawn.draw, released_at=None).values_list(
            "officer_id", flat=True
        )
    )
    return min(free, key=lambda one: (held.count(one), line.index(one)))


def _positions(order: list[list[str]]) -> list[tuple[str, str]]:
    """Give (token, position); the bundle writes position first."""
    return [(token, position) for position, token in order]
