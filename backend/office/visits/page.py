"""One visit in the office: who decided, who went, what was found, which papers (检查详情)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.calendar.services import working_days_left
from backend.core import clock
from backend.core.canonical import digest
from backend.core.refusals import Missing
from backend.inspections import selectors as inspections
from backend.inspections.approvals import ORDER, standing
from backend.inspections.models import Approval, Visit
from backend.inspections.selectors.reasons import reasons_of
from backend.inspections.vocabulary import Disposition
from backend.look.clocks import Chip
from backend.look.page import Page, person_of
from backend.office.reach import Reach
from backend.office.visits.lines import case_lines, rows_for_lines
from backend.office.visits.offers import offers_of
from backend.papers import selectors as papers
from backend.publication import selectors as publication
from backend.rectifications import selectors as rectifications
from backend.rectifications.models import Order

RUNNING = {Order.State.SERVED, Order.State.OVERDUE}


class VisitPage(Page):
    """/office/visits/{id}; a visit that is not yours to see is not there."""

    here = "visits"
    template_name = "office/visits/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        visit = _found(person, kwargs["visit_id"])
        orders = list(rectifications.visible_to(person).filter(visit=visit))
        approvals = list(visit.approvals.select_related("person"))
        return super().get_context_data(
            visit=visit,
            line=case_lines([visit], person)[0],
            unchanged=_unchanged(visit),
            told=inspections.visit_detail(visit, person),
            reasons=reasons_of(visit),
            steps=_steps(approvals),
            returned=[one for one in approvals if one.step == Approval.Step.RETURN],
            offers=offers_of(visit, Reach(person)),
            dispositions=_dispositions(visit),
            papers=[papers.paper_line(row) for row in _papers(person, visit, orders)],
            orders=[(order, _chip(order)) for order in orders],
            shown=publication.of_visits(person, [visit.pk]).get(visit.pk),
            **kwargs,
        )


def _found(person: Person, visit_id: UUID) -> Visit:
    rows = rows_for_lines(inspections.visible_to(person)).select_related(
        "nature", "checklist", "site__region", "site__legal_person", "lead"
    )
    visit: Visit | None = rows.filter(pk=visit_id).first()
    if visit is None:
        raise Missing("没有这次检查，或者不在你的管辖范围")
    return visit


def _unchanged(visit: Visit) -> bool:
    """Say whether the record still gives the digest of its lock."""
    return bool(visit.lock_digest) and digest(inspections.content_of(visit)) == visit.lock_digest


def _steps(rows: list[Approval]) -> list[tuple[Any, Approval | None]]:
    """Give the three steps of the approval, taken or not; what was sent back is not taken."""
    taken = {one.step: one for one in standing(rows)}
    return [(step.label, taken.get(step.value)) for step in ORDER]


def _dispositions(visit: Visit) -> list[Any]:
    steps = (visit.conclusion or {}).get("dispositions", [])
    return [Disposition(step).label for step in steps]


def _papers(person: Person, visit: Visit, orders: list[Order]) -> Any:
    """Give the papers of the visit and of its orders, in the order they were asked for."""
    subjects = [visit.pk, *(order.pk for order in orders)]
    ids = [order.paper_id for order in orders if order.paper_id]
    rows = papers.visible_to(person)
    return (rows.filter(subject_id__in=subjects) | rows.filter(pk__in=ids)).order_by("requested_at")


def _chip(order: Order) -> Chip | None:
    if order.due_on is None or order.state not in RUNNING:
        return None
    today = clock.today()
    return Chip(str(_("整改")), order.due_on, working_days_left(order.due_on, today), today)
