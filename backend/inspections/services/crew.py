"""Who goes: lent by name, handed over, cancelled (借调, 移交, 取消)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock
from backend.core.refusals import Missing
from backend.inspections.models import Visit, VisitOfficer
from backend.inspections.refusals import NotOnVisit
from backend.inspections.services.certificates import demand_certificates, demand_no_interest
from backend.inspections.services.chapters import pass_on_chapters
from backend.inspections.services.feeds import News, tell, tell_devices
from backend.inspections.services.plan import Seat, demand_enough, demand_pool, seat_row
from backend.inspections.services.visit_row import demand_state, keep, log, take
from backend.registers.models import Officer

State = Visit.State
BEFORE = (State.PROPOSED, State.ENDORSED, State.APPROVED, State.NOTIFIED)


@transaction.atomic
def lend_officer(
    visit_id: UUID,
    *,
    officer_id: UUID,
    reason: str,
    actor: str,
    seen_version: int | None,
    replaces: UUID | None = None,
) -> Visit:
    """Put a named officer on the visit, in place of one who cannot come (指名借调).

    Never one officer: the minimum of each department still holds afterwards.

    Raises WrongPool, OfficerCertificateExpired, OfficerRecused, TooFewOfficers, NotOnVisit.
    """
    visit = take(visit_id, seen_version)
    demand_state(visit, *BEFORE, State.OPEN)
    officer = Officer.objects.filter(pk=officer_id).first()
    if officer is None:
        raise Missing(f"no officer {officer_id}")
    demand_pool(visit.nature, [officer])
    demand_certificates([officer], max(clock.today(), visit.window_from))
    demand_no_interest([officer.pk], visit.site, clock.today())
    leaver = _leave(visit, replaces, reason) if replaces else None
    _join(visit, officer, reason)
    if replaces:
        pass_on_chapters(visit, replaces, officer.pk)
    demand_enough(visit.nature, [one.department for one in _there(visit)], visit.department)
    fields = _lead(visit, officer.pk) if leaver and leaver.is_lead else []
    keep(visit, fields)
    log("officer-lent", visit, actor, officer=str(officer.pk), replaces=str(replaces or ""))
    tell(visit.pk, crew_news(visit))
    return visit


@transaction.atomic
def hand_over(
    visit_id: UUID, *, to_officer: UUID, reason: str, actor: str, seen_version: int | None = None
) -> Visit:
    """Make another officer of the visit its lead (移交).

    seen_version is None where a tablet's operation says so.
    """
    visit = take(visit_id, seen_version)
    demand_state(visit, *BEFORE, State.OPEN)
    if to_officer not in {one.officer_id for one in _there(visit)}:
        raise not_on_visit(visit, to_officer)
    keep(visit, _lead(visit, to_officer))
    log("handed-over", visit, actor, to=str(to_officer), reason=reason)
    tell(visit.pk, crew_news(visit))
    return visit


@transaction.atomic
def cancel_visit(visit_id: UUID, *, reason: str, actor: str, seen_version: int | None) -> Visit:
    """Call a visit off before it starts (取消); it stays on record with its reason."""
    visit = take(visit_id, seen_version)
    demand_state(visit, *BEFORE)
    visit.state, visit.cancel_reason = State.CANCELLED, reason
    visit.cancelled_at = clock.now()
    keep(visit, ["state", "cancel_reason", "cancelled_at"])
    log("cancelled", visit, actor, reason=reason)
    news = News("visit", str(visit.pk), {"state": visit.state, "version": visit.version})
    tell(visit.pk, news)
    tell_devices(visit.pk, news)
    return visit


def crew_news(visit: Visit) -> News:
    """Say who is on the visit now."""
    crew = [
        {"officer": str(one.officer_id), "is_lead": one.is_lead, "seat": one.seat}
        for one in _there(visit)
    ]
    body: dict[str, Any] = {"officers": crew, "version": visit.version}
    chapters = {one.chapter: str(one.officer_id) for one in visit.chapters.all()}
    return News("crew", str(visit.pk), body | ({"chapters": chapters} if chapters else {}))


def not_on_visit(visit: Visit, officer_id: UUID) -> NotOnVisit:
    """Make the refusal for an officer who has no seat."""
    return NotOnVisit(
        f"officer {officer_id} has no seat on visit {visit.pk}",
        expected=", ".join(str(one.officer_id) for one in _there(visit)),
        came=str(officer_id),
        do="lend the officer by name first",
    )


def _there(visit: Visit) -> list[VisitOfficer]:
    return list(visit.officers.filter(left_at=None))


def _leave(visit: Visit, officer_id: UUID, reason: str) -> VisitOfficer:
    row = visit.officers.filter(officer_id=officer_id, left_at=None).first()
    if row is None:
        raise not_on_visit(visit, officer_id)
    row.left_at, row.left_reason = clock.now(), reason
    row.save(update_fields=["left_at", "left_reason"])
    return row


def _join(visit: Visit, officer: Officer, reason: str) -> None:
    back = visit.officers.filter(officer=officer).first()
    if back is not None:
        back.left_at, back.left_reason, back.reason = None, "", reason
        back.save(update_fields=["left_at", "left_reason", "reason"])
        return
    seat = Seat(officer.pk, came=VisitOfficer.Came.LENT, reason=reason)
    seat_row(visit, officer, visit.officers.count() + 1, seat, is_lead=False).save()


def _lead(visit: Visit, officer_id: UUID) -> list[str]:
    visit.officers.filter(is_lead=True).update(is_lead=False)
    visit.officers.filter(officer_id=officer_id).update(is_lead=True)
    visit.lead_id = officer_id
    return ["lead"]
