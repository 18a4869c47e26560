"""plan_visit: the one way a visit comes into being (安排检查)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock
from backend.core.refusals import Missing
from backend.core.words import in_chinese
from backend.inspections.models import Nature, Visit, VisitHelper, VisitOfficer
from backend.inspections.refusals import (
    ChecklistNotForUse,
    ChecklistNotPublished,
    ClueMissing,
    InspectionHasNoLevel,
    NatureChecklistMismatch,
    TooFewOfficers,
    WrongPool,
)
from backend.inspections.services.caps import Count, count_this_year
from backend.inspections.services.certificates import (
    demand_certificates,
    demand_no_interest,
    demand_own_area,
)
from backend.inspections.services.chapters import split_chapters
from backend.inspections.services.visit_row import log
from backend.registers.models import Officer, Site
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest
from scoring import Standard


@dataclass(frozen=True, slots=True)
class Seat:
    """One officer's place on a visit (检查人员席位)."""

    officer_id: UUID
    is_lead: bool = False
    came: str = VisitOfficer.Came.NAMED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is fixed when a visit is planned: list, window, task, department, exemption.

    applied_for: a level, for ratings only; context: what else of the home grading asks.
    chapters: (chapter, officer), who answers what of a rating; split evenly where not given.
    cap_exemption: number of the document that lifts the cap (上级部署).
    """

    checklist_id: UUID
    window_from: date
    window_until: date
    task_id: UUID | None = None
    department: str = "民政"
    cap_exemption: str = ""
    applied_for: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    chapters: Sequence[tuple[str, UUID]] = field(default=())
    helpers: Sequence[tuple[str, str]] = field(default=())  # (name, organisation)


@transaction.atomic
def plan_visit(
    *,
    nature: str,
    site: UUID,
    purpose: str,
    brief: dict[str, Any],
    officers: Sequence[Seat],
    terms: Terms,
    actor: str,
) -> Visit:
    """Plan a visit and ask for its approval (凡检查必审批).

    The site's row is locked while its visits of the year are counted, so that two planners
    cannot both take the last one under the cap.

    Raises NatureChecklistMismatch, InspectionHasNoLevel, ChecklistNotPublished,
    ChecklistNotForUse, ClueMissing, WrongPool, TooFewOfficers, OfficerCertificateExpired,
    OfficerOutOfArea, OfficerRecused, ChapterUnknown, YearlyCapReached.
    """
    kind = Nature.objects.get(pk=nature)
    place = _locked_site(site)
    checklist = ChecklistVersion.objects.get(pk=terms.checklist_id)
    demand_fitting_list(kind, checklist, terms.applied_for, terms.context)
    if kind.needs_clue and not brief.get("clue"):
        raise ClueMissing(f"{kind.code} names no clue", place="brief.clue", do="record the clue")
    seats = tuple({one.officer_id: one for one in officers}.values())
    crew = seated(kind, seats, place, terms)
    counted = count_this_year(kind, place, terms.department, terms.window_from.year)
    counted.demand_room(terms.cap_exemption)

    visit = _insert(kind, terms, checklist, counted, site=place, purpose=purpose, brief=brief)
    _seat(visit, seats, crew)
    if kind.may_grade:
        split_chapters(visit, [one.officer_id for one in seats], terms.chapters)
    VisitHelper.objects.bulk_create(
        VisitHelper(visit=visit, name=name, organisation=of) for name, of in terms.helpers
    )
    log("planned", visit, actor, nature=kind.code, site=str(place.pk), count=counted.number)
    return visit


def _locked_site(site: UUID) -> Site:
    rows = Site.objects.select_for_update(of=("self",), no_key=True).select_related("region")
    place = rows.filter(pk=site).first()
    if place is None:
        raise Missing(f"no site {site}", place="site")
    return place


def demand_fitting_list(
    nature: Nature,
    checklist: ChecklistVersion,
    applied_for: str = "",
    context: Mapping[str, Any] | None = None,
) -> None:
    """Keep the two legal acts apart: an inspection takes no rating list and gives no level.

    Source: law-and-office design, section 1.
    """
    if (applied_for or context) and not nature.may_grade:
        raise InspectionHasNoLevel(
            f"{nature.code} never becomes a level",
            expected="a rating (等级评定)",
            came=nature.code,
            do="plan a rating visit",
        )
    standard = by_digest(checklist.digest)
    allowed = standard.natures
    if nature.lists not in allowed:
        raise NatureChecklistMismatch(
            f"{nature.code} may not use {checklist.standard}",
            expected=f"a checklist for {nature.lists}",
            came=f"{checklist.standard}/{checklist.version} for {', '.join(allowed)}",
            do="choose another checklist, or plan a visit of another nature",
        )
    if checklist.state != "published":
        raise ChecklistNotPublished(
            f"{checklist.standard}/{checklist.version} is {checklist.state}",
            expected="published",
            came=checklist.state,
            do="publish it first, with a second person",
        )
    demand_usable(nature, standard)


def demand_usable(nature: Nature, standard: Standard) -> None:
    """Raise ChecklistNotForUse for a list with gaps, or a demonstration outside a rating.

    A rating on a demonstration is announced as one by its round, and says so on every paper.
    """
    demonstration = None if nature.may_grade else standard.demonstration
    if why := standard.incomplete or demonstration:
        raise ChecklistNotForUse(
            why.zh,
            expected="a complete version",
            came=f"{standard.id}/{standard.version}",
            do="choose another version, or load a complete one as a version of your own",
        )


def seated(nature: Nature, seats: Sequence[Seat], site: Site, terms: Terms) -> dict[UUID, Officer]:
    """Give the officers of the seats, checked for number, certificates, area and recusal.

    Source: 行政处罚法 art. 42 (two certified officers), of each department that checks.
    """
    crew = Officer.objects.select_related("region").in_bulk([one.officer_id for one in seats])
    unknown = [str(one.officer_id) for one in seats if one.officer_id not in crew]
    if unknown:
        raise Missing(f"no officer {', '.join(unknown)}", place="officers")
    demand_pool(nature, crew.values())
    demand_enough(nature, [one.department for one in crew.values()], terms.department)
    demand_certificates(crew.values(), max(clock.today(), terms.window_from))
    lent = {one.officer_id for one in seats if one.came == VisitOfficer.Came.LENT and one.reason}
    if nature.crew != Nature.Crew.ASSESSMENT:
        demand_own_area((one for one in crew.values() if one.pk not in lent), site)
    demand_no_interest(list(crew), site, clock.today())
    return crew


def demand_pool(nature: Nature, crew: Iterable[Officer]) -> None:
    """Raise WrongPool for an assessor at an inspection, an officer at a rating.

    Source: law-and-office design, section 1 (two legal acts, never one line).
    """
    if nature.crew == Nature.Crew.ANYBODY:
        return
    for one in crew:
        if one.pool != nature.crew:
            raise WrongPool(
                f"{one.name} stands in the pool {one.pool}",
                expected=in_chinese(Nature.Crew(nature.crew).label),
                came=in_chinese(Officer.Pool(one.pool).label),
                do="name somebody of the pool this nature takes",
                officer=str(one.pk),
            )


def demand_enough(nature: Nature, departments: Sequence[str], own: str) -> None:
    """Raise TooFewOfficers when a department sends fewer than the nature's minimum.

    Assessors count together, whoever sends them.
    """
    if nature.crew == Nature.Crew.ASSESSMENT:
        own, departments = Nature.Crew.ASSESSMENT, [Nature.Crew.ASSESSMENT] * len(departments)
    sent = Counter(departments)
    sent.setdefault(own, 0)
    for department, number in sent.items():
        if number < nature.min_officers:
            raise TooFewOfficers(
                f"{department} sends {number}",
                expected=f"at least {nature.min_officers} of {department}",
                came=str(number),
                do="name further certified officers of this department",
            )


def _insert(
    nature: Nature, terms: Terms, checklist: ChecklistVersion, counted: Count, **told: Any
) -> Visit:
    level = terms.applied_for
    return Visit.objects.create(
        nature=nature,
        checklist=checklist,
        checklist_digest=checklist.digest,
        department=terms.department,
        task_id=terms.task_id,
        window_from=terms.window_from,
        window_until=terms.window_until,
        year=terms.window_from.year,
        this_year_count=counted.number,
        cap=counted.cap,
        cap_exemption=terms.cap_exemption,
        grading_context={**terms.context, **({"applied_for": level} if level else {})},
        state=Visit.State.PROPOSED if nature.needs_approval else Visit.State.APPROVED,
        planned_at=clock.now(),
        **told,
    )


def _seat(visit: Visit, seats: Sequence[Seat], crew: dict[UUID, Officer]) -> None:
    leads = [one.officer_id for one in seats if one.is_lead] or [s.officer_id for s in seats[:1]]
    VisitOfficer.objects.bulk_create(
        seat_row(visit, crew[one.officer_id], number, one, is_lead=one.officer_id in leads[:1])
        for number, one in enumerate(seats, 1)
    )
    if leads:
        visit.lead_id = leads[0]
        visit.save(update_fields=["lead"])


def seat_row(
    visit: Visit, officer: Officer, number: int, seat: Seat, *, is_lead: bool
) -> VisitOfficer:
    """Make the row of one officer with his certificate as it is now."""
    return VisitOfficer(
        visit=visit,
        officer=officer,
        seat=number,
        is_lead=is_lead,
        came=seat.came,
        reason=seat.reason,
        department=officer.department,
        certificate_number=officer.certificate_number,
        certificate_until=officer.certificate_until,
    )
