"""Issuing an order (签发): the head decides, the order gets its number and its paper."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock, outbox
from backend.core.words import in_chinese
from backend.inspections.models import Finding, Problem, RenderedText
from backend.inspections.selectors.outcome import record_text
from backend.inspections.selectors.signing import signatures_of
from backend.inspections.selectors.words import order_words
from backend.papers import formatting
from backend.papers.models import Agency, Paper
from backend.papers.selectors import agency_for
from backend.papers.services import one_line, request_paper, take_number
from backend.papers.shapes import Subject
from backend.rectifications.models import Order, OrderFinding
from backend.rectifications.services.order_row import (
    State,
    demand_state,
    facts,
    keep,
    take,
    tell_ledger,
)

KIND = "rectification-order"
NO_DEMAND = "立即整改"


@transaction.atomic
def issue_order(*, order_id: UUID, actor: str, seen_version: int | None = None) -> Order:
    """Issue a drafted order (签发责令限期改正通知书).

    What was rendered, read and signed on the spot is issued in those words and under that
    number; otherwise the words are written and numbered here.

    Raises Missing, Conflict, WrongOrderState, UnknownAgency.
    """
    order = take(order_id, seen_version)
    demand_state(order, State.DRAFT)
    order.paper = _paper(order, actor)
    order.state, order.issued_at = State.ISSUED, clock.now()
    keep(order, "issued", actor, number=order.paper.number)
    tell_ledger(order, Problem.State.ORDERED, actor)
    outbox.emit("order.issued", str(order.pk), _issued(order))
    return order


def _paper(order: Order, actor: str) -> Paper:
    signed = record_text(order.visit, KIND)
    if signed:
        return _paper_of_the_spot(order, signed, actor)
    agency = agency_for(order.site.region_id, order.department)
    number = take_number(agency.mark, KIND, clock.today().year)
    return request_paper(
        kind=KIND,
        subject=_subject(order),
        number=number,
        context=context_of(order, agency, number),
        signatures=[],
        actor=actor,
    )


def _paper_of_the_spot(order: Order, text: RenderedText, actor: str) -> Paper:
    return request_paper(
        kind=KIND,
        subject=_subject(order),
        number=text.number,
        context=text.context,
        signatures=signatures_of(order.visit, text.text_digest),
        signed_text=text.text,
        actor=actor,
    )


def _subject(order: Order) -> Subject:
    return Subject("order", order.pk, order.site.region_id, order.site_id)


def context_of(order: Order, agency: Agency, number: str) -> dict[str, Any]:
    """Fill the words of the order (see pdf_templates/rectification-order)."""
    findings = list(order.findings.all())
    return {
        **order_words(order.visit, agency),
        "number": number,
        "visited_on": formatting.day(order.visited_on),
        "findings": [_words(n, one) for n, one in enumerate(findings, 1)],
        "record_number": order.record_number or "未编号",
        "term": formatting.term(order.term_amount, order.term_unit),
        "major": any(one.severity == Finding.Severity.MAJOR for one in findings),
        "issued_on": formatting.day(clock.today()),
    }


def _words(n: int, one: OrderFinding) -> dict[str, str]:
    return {
        "n": str(n),
        "wording": one_line(one.wording),
        "clause": one_line(one.clause),
        "basis": one_line(one.basis) or one_line(one.clause),
        "severity": in_chinese(Finding.Severity(one.severity).label),
        "demand": one_line(one.demand) or NO_DEMAND,
        "term": formatting.term(one.term_amount, one.term_unit),
    }


def _issued(order: Order) -> dict[str, Any]:
    return {
        **facts(order),
        "paper": str(order.paper_id),
        "findings": [
            {
                "id": str(one.finding_id),
                "number": one.number,
                "wording": one.wording,
                "clause": one.clause,
            }
            for one in order.findings.all()
        ],
        "term": formatting.term(order.term_amount, order.term_unit),
        "issued_on": clock.today().isoformat(),
    }
