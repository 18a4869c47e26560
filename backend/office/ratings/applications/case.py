"""One application as its page reads it (申请详情): conditions, points, assessors, papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from backend.accounts.models import Person
from backend.core.refusals import Missing
from backend.inspections import selectors as inspections
from backend.inspections.models import Finding
from backend.office.ratings.applications.filters import seen_by_office
from backend.office.ratings.applications.lines import rows_for_lines
from backend.papers import selectors as papers
from backend.ratings import selectors
from backend.ratings.models import Application, Score
from backend.ratings.selectors.results import items_of, self_points
from backend.standards.reading.words import said
from backend.standards.selectors import by_digest
from scoring import Standard

NO_POINTS = (None, "", "0")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of acceptance with the address of what decides it, where it may be read."""

    row: Any
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """Own and assessed points of a chapter or an item; differs: by how much, empty where not."""

    code: str
    title: str
    own: str
    assessed: str
    most: str

    @property
    def differs(self) -> str:
        """Give assessed minus own."""
        if not self.own or not self.assessed:
            return ""
        gap = Decimal(self.assessed) - Decimal(self.own)
        return f"{gap:+}" if gap else ""


def application_of(person: Person, application_id: UUID) -> Application:
    """Find an application somebody may see as office or committee; raises Missing."""
    rows = rows_for_lines(seen_by_office(person)).select_related("decided_by", "ended_by")
    row = rows.filter(pk=application_id).first()
    if row is None:
        raise Missing("没有这份申请，或者不在你的管辖范围")
    return row


def conditions(row: Application, person: Person) -> list[Condition]:
    """Give the conditions in order, each with its ground."""
    found = list(row.eligibility.all())
    ids = [one.ground_id for one in found if one.ground_type == "finding"]
    at = dict(Finding.objects.filter(pk__in=ids).values_list("pk", "visit_id"))
    seen = set(
        inspections.visible_to(person).filter(pk__in=at.values()).values_list("pk", flat=True)
    )
    visits = {str(finding): visit for finding, visit in at.items() if visit in seen}
    return [Condition(one, _href(one, visits)) for one in found]


def _href(row: Any, visits: dict[str, UUID]) -> str:
    if row.ground_type == "finding" and row.ground_id in visits:
        return f"{reverse('office-visit', args=[visits[row.ground_id]])}#findings"
    pages = {"application": "office-application", "level": "office-level"}
    if row.ground_type in pages:
        return reverse(pages[row.ground_type], args=[row.ground_id])
    return ""


def hazards(row: Any, person: Person) -> list[tuple[Finding, str]]:
    """Give the open major hazards of a home now, with the visit's address where it may be read."""
    found = list(selectors.open_major_hazards(row.site_id))
    if not found:
        return []
    mine = inspections.visible_to(person).filter(pk__in=[one.visit_id for one in found])
    seen = set(mine.values_list("pk", flat=True))
    return [(one, _visit(one.visit_id) if one.visit_id in seen else "") for one in found]


def _visit(visit_id: UUID) -> str:
    return f"{reverse('office-visit', args=[visit_id])}#findings"


def chapter_sides(row: Application, score: Score | None) -> list[Side]:
    """Give own and assessed points of every chapter that has any."""
    own = (row.self_result or {}).get("chapters", {})
    ours = score.chapters if score else {}
    sides = [
        _side(one.id, said(one.title), own.get(one.id, {}), ours.get(one.id, {}))
        for one in by_digest(row.round.checklist_digest).chapters
    ]
    return [one for one in sides if one.most not in NO_POINTS]


def _side(code: str, title: str, own: dict[str, Any], ours: dict[str, Any]) -> Side:
    most = ours.get("max") or own.get("max") or ""
    return Side(code, title, own.get("points", ""), ours.get("points", ""), most)


def total_side(row: Application, score: Score | None) -> Side:
    """Give own and assessed points in all."""
    own = row.self_result or {}
    most = (score.maximum if score else "") or own.get("max") or ""
    return Side("", "", own.get("total") or "", score.total if score else "", most)


def item_sides(row: Application, explanation: dict[str, Any], chapter: str) -> list[Side]:
    """Give own and assessed points of the items of one chapter, from both records."""
    standard = by_digest(row.round.checklist_digest)
    wanted = _chapter(standard, chapter)
    own = self_points(row)
    ours = {one["code"]: one["points"] for one in items_of(explanation)}
    most = {one["code"]: one["max"] for one in items_of(explanation)}
    return [
        Side(
            item.code,
            said(item.title),
            own.get(item.code, ""),
            ours.get(item.code, ""),
            most.get(item.code, ""),
        )
        for item in wanted
    ]


def _chapter(standard: Standard, chapter: str) -> Iterable[Any]:
    found = next((one for one in standard.chapters if one.id == chapter), None)
    if found is None:
        raise Missing("没有这个分项", came=chapter)
    return found.items


def papers_of(row: Application, person: Person) -> list[dict[str, Any]]:
    """Give the papers about the application and its rating visits, in the order asked for."""
    subjects = [row.pk, *(one.visit_id for one in row.assessments.all())]
    rows = papers.visible_to(person).filter(Q(subject_id__in=subjects)).order_by("requested_at")
    return [papers.paper_line(one) for one in rows]
