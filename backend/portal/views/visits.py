"""Visits of a home: the list, one in full, and who stands before the door (我的检查)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from backend.core import clock
from backend.core.refusals import Missing
from backend.inspections.models import Visit
from backend.inspections.selectors import findings_of
from backend.inspections.selectors.homes import of_home, officer_by_certificate, year_counts
from backend.inspections.selectors.reasons import reasons_of
from backend.inspections.selectors.visits import CLOSED
from backend.inspections.vocabulary import Disposition
from backend.look.paging import part
from backend.portal.papers import of_subjects
from backend.portal.views.page import HomePage
from backend.ratings.models import Assessment
from backend.rectifications.models import Order
from backend.registers.models import Site
from backend.registers.selectors import sites_managed_by

SIZE = 20
MARKS = {  # state → icon and tone; the word stands beside it
    Visit.State.NOTIFIED: ("bell", "due"),
    Visit.State.OPEN: ("clipboard-list", "accent"),
    Visit.State.LOCKED: ("lock", "off"),
    Visit.State.CONCLUDED: ("file-check", "ok"),
    Visit.State.CANCELLED: ("circle-x", "off"),
}


class Visits(HomePage):
    """/portal/homes/{id}/visits?cursor=."""

    here = "visits"
    template_name = "portal/visits.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        rows = of_home(Site.objects.filter(pk=self.home.pk))
        found = part(self.request, rows, ordering=("-pk",), size=SIZE)
        year = clock.today().year
        return super().get_context_data(
            part=found,
            lines=[(one, *MARKS[Visit.State(one.state)]) for one in found.rows],
            year=year,
            counts=year_counts(self.home, year),
            **kwargs,
        )


class OneVisit(HomePage):
    """/portal/visits/{id}; a rating's result stands with its application."""

    here = "visits"
    template_name = "portal/visit.html"

    @cached_property
    def visit(self) -> Visit:
        """Find it; raises Missing."""
        mine = of_home(sites_managed_by(self.person))
        found = mine.filter(pk=self.kwargs["visit_id"]).first()
        if found is None:
            raise Missing("没有这次检查，或者不属于你负责的机构")
        return found

    @cached_property
    def home(self) -> Site:
        """The visit's home."""
        return self.one_of(self.visit.site_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it."""
        visit = self.visit
        closed, graded = visit.state in CLOSED, visit.nature.may_grade
        orders = list(_orders(visit))
        papers = [one.paper_id for one in orders if one.paper_id]
        conclusion = (visit.conclusion or {}) if closed and not graded else {}
        return super().get_context_data(
            visit=visit,
            mark=MARKS[Visit.State(visit.state)],
            crew=visit.officers.filter(left_at=None).select_related("officer"),
            conclusion=conclusion,
            dispositions=[Disposition(one).label for one in conclusion.get("dispositions", [])],
            findings=findings_of(visit) if closed and not graded else [],
            reasons=reasons_of(visit) if closed and not graded else None,
            orders=orders,
            papers=of_subjects(self.home, [visit.pk, *(one.pk for one in orders)], papers),
            assessment=Assessment.objects.filter(visit=visit, voided_at=None).first(),
            closed=closed,
            **kwargs,
        )


class OfficerCheck(HomePage):
    """/portal/homes/{id}/officer?number=: whether a certificate holds (核对执法证件)."""

    here = "visits"
    template_name = "portal/officer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Look the number up; nothing else finds an officer."""
        asked = self.request.GET.get("number", "").strip()[:60]
        found = officer_by_certificate(asked)
        today = clock.today()
        holds = bool(
            found
            and found.certificate_until >= today
            and found.valid_from <= today
            and (found.valid_until is None or found.valid_until >= today)
        )
        return super().get_context_data(asked=asked, officer=found, holds=holds, **kwargs)


def _orders(visit: Visit) -> Any:
    rows = Order.objects.filter(visit=visit).exclude(state=Order.State.DRAFT)
    return rows.select_related("paper").order_by("pk")
