"""Visits, starting from who asks (检查): office by region, the home's own, one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from backend.accounts.models import Person, Region
from backend.accounts.selectors import Caller, scope
from backend.core.refusals import Missing
from backend.inspections.approvals import ORDER, standing_rows
from backend.inspections.models import Approval, Finding, Nature, Visit, VisitOfficer
from backend.inspections.refusals import InspectionHasNoLevel
from backend.registers.selectors import sites_managed_by

State = Visit.State
CLOSED = (State.LOCKED, State.CONCLUDED)
WAITING = {  # step → states in which a visit may wait for it
    "propose": [State.PROPOSED],
    "endorse": [State.PROPOSED],
    "approve": [State.ENDORSED],
}
FILTERS = {
    "state": "state",
    "nature": "nature",
    "site": "site",
    "task": "task_id",
    "year": "year",
    "department": "department",
    "name": "site__name__icontains",
}


def visible_to(person: Caller) -> QuerySet[Visit]:
    """Give the visits a person may see; what is not here is 404.

    Office roles: of their region. Officers: those they sit on. A home: its own, once locked.
    """
    if not isinstance(person, Person):
        return Visit.objects.none()
    home = Q(site__in=sites_managed_by(person), state__in=CLOSED)
    return _joined(scope(person, field="site__region") | sits_on(person) | home)


def of_office(person: Person, *roles: str) -> QuerySet[Visit]:
    """Give the visits of regions in which the person holds one of the roles."""
    return _joined(scope(person, *roles, field="site__region"))


def of_officer(person: Person) -> QuerySet[Visit]:
    """Give the visits the person sits on now (我的检查)."""
    return _joined(sits_on(person))


def sits_on(person: Person) -> Exists:
    """Give the condition that the person has a seat and has not left."""
    seats = VisitOfficer.objects.filter(visit=OuterRef("pk"), officer__person=person, left_at=None)
    return Exists(seats)


def seat_of(visit: Visit, person: Person) -> VisitOfficer | None:
    """Give the seat the person has on a visit and has not left."""
    seats = visit.officers.filter(officer__person=person, left_at=None)
    return seats.select_related("officer").first()


def _joined(condition: Q | Exists) -> QuerySet[Visit]:
    return Visit.objects.filter(condition).select_related(
        "nature", "site__region", "site__legal_person", "lead"
    )


def filtered(rows: QuerySet[Visit], wanted: Mapping[str, Any]) -> QuerySet[Visit]:
    """Narrow a list: by what FILTERS names, by region, by owed papers."""
    for name, field in FILTERS.items():
        if wanted.get(name):
            rows = rows.filter(**{field: wanted[name]})
    if wanted.get("region"):
        rows = rows.filter(site__region__path__contains=f"{wanted['region']}/")
    if wanted.get("papers") == "owed":
        rows = rows.filter(owes_papers())
    return rows


def owes_papers() -> Q:
    """Give the condition of an emergency start whose papers are not done yet."""
    return ~Q(emergency_reason="") & Q(papers_done_at=None) & ~Q(state=State.CANCELLED)


def awaiting(rows: QuerySet[Visit], step: str) -> QuerySet[Visit]:
    """Narrow visits to those that wait for one step of the approval, owed papers included."""
    number = ORDER.index(Approval.Step(step))
    rows = rows.filter(nature__needs_approval=True)
    open_ones = Q(state__in=WAITING[step], emergency_reason="") | owes_papers()
    rows = rows.filter(open_ones)
    for taken in ORDER[:number]:
        rows = rows.filter(Exists(standing_rows(taken).filter(visit=OuterRef("pk"))))
    return rows.filter(~Exists(standing_rows(step).filter(visit=OuterRef("pk"))))


def counts_by_state(person: Caller) -> dict[str, int]:
    """Count the visits a person may see, by state."""
    rows = visible_to(person).order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


@dataclass(frozen=True, slots=True)
class Offered:
    """What a person's list of visits can be narrowed by: only what occurs in it."""

    natures: list[Nature]
    years: list[int]
    regions: list[Region]


def offered_filters(person: Caller) -> Offered:
    """Give the natures, years and regions of the visits a person may see."""
    rows = visible_to(person).order_by()
    years = rows.values_list("year", flat=True).distinct()
    return Offered(
        list(Nature.objects.filter(pk__in=rows.values("nature"))),
        sorted(years, reverse=True),
        list(Region.objects.filter(pk__in=rows.values("site__region")).order_by("code")),
    )


def lined(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """Add what a line of a list shows, so that no row asks again."""
    problems = Count("findings", filter=~Q(findings__state=Finding.State.WITHDRAWN))
    return rows.annotate(problem_count=problems).prefetch_related("officers__officer")


def case_line(visit: Visit) -> dict[str, Any]:
    """Give one visit as a line of a page or list; rows come from `lined`."""
    conclusion = visit.conclusion or {}
    return {
        "id": str(visit.pk),
        "state": visit.state,
        "state_label": visit.get_state_display(),
        "version": visit.version,
        "nature": visit.nature_id,
        "nature_label": visit.nature.title_zh,
        "site": str(visit.site_id),
        "site_label": visit.site.label,
        "site_name": visit.site.name,
        "region": visit.site.region_id,
        "region_name": visit.site.region.name,
        "department": visit.department,
        "purpose": visit.purpose,
        "task": str(visit.task_id) if visit.task_id else None,
        "window_from": visit.window_from.isoformat(),
        "window_until": visit.window_until.isoformat(),
        "earliest_on": visit.earliest_on.isoformat() if visit.earliest_on else None,
        "this_year_count": visit.this_year_count,
        "cap": visit.cap,
        "officers": [
            {"id": str(one.officer_id), "name": one.officer.name, "is_lead": one.is_lead}
            for one in visit.officers.all()
            if one.left_at is None
        ],
        "problems": getattr(visit, "problem_count", None),
        "papers_owed_since": _owed(visit),
        "codes": conclusion.get("codes", []),
        "words": conclusion.get("words", []),
    }


def _owed(visit: Visit) -> str | None:
    if not visit.papers_due_on or visit.papers_done_at or visit.state == State.CANCELLED:
        return None
    return visit.papers_due_on.isoformat()


def level_ground(visit_id: UUID) -> Visit:
    """Give a locked visit that a level may rest on; the composite key holds it too.

    Raises InspectionHasNoLevel for every nature but 等级评定 and its review, Missing.
    """
    visit = Visit.objects.select_related("nature").filter(pk=visit_id).first()
    if visit is None:
        raise Missing(f"no visit {visit_id}")
    if not visit.nature.may_grade:
        raise InspectionHasNoLevel(
            f"visit {visit_id} is {visit.nature_id}",
            expected="a rating (等级评定)",
            came=visit.nature.title_zh,
            do="apply for a rating; an inspection never becomes a star",
        )
    return visit
