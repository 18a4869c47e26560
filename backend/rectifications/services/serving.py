"""Serving an order (送达): the term runs from the date written and signed on it."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from backend.calendar.services import start_clock
from backend.core import clock
from backend.core.clock import SHANGHAI
from backend.inspections.models import Problem
from backend.papers.models import Service
from backend.papers.refusals import DateNotPossible
from backend.papers.services import confirm_service, serve_paper
from backend.papers.shapes import DeviceWord
from backend.rectifications.models import Order
from backend.rectifications.services.order_row import (
    TERM,
    State,
    demand_state,
    end_term,
    keep,
    subject,
    take,
    tell_ledger,
)

BASIS = "责令限期改正通知书：自送达之日起计算"


@transaction.atomic
def serve_order(
    *,
    order_id: UUID,
    served_on: date,
    kind: str,
    recipient: str,
    actor: str,
    witness: str = "",
    device: DeviceWord | None = None,
) -> Order:
    """Record that an issued order reached the home (送达责令改正通知书).

    A doubtful date (see papers) starts no term until the head confirms it.  The same
    service twice is once.

    Raises Missing, WrongOrderState, AlreadyServed, DateNotPossible, WitnessWanted.
    """
    order = take(order_id)
    demand_state(order, *(state for state in State if state != State.DRAFT))
    _demand_after_visit(order, served_on)
    assert order.paper_id
    service = serve_paper(
        paper_id=order.paper_id,
        served_on=served_on,
        kind=kind,
        recipient=recipient,
        witness=witness,
        device=device,
        actor=actor,
    )
    if order.state != State.ISSUED:
        return order
    order.state = State.SERVED
    if service.state == Service.State.SETTLED:
        start_term(order, service.served_on)
        tell_ledger(order, Problem.State.ORDERED, actor)
    return keep(order, "served", actor, served_on=str(served_on), doubt=service.doubt)


@transaction.atomic
def confirm_order_service(*, order_id: UUID, served_on: date, actor: str) -> Order:
    """Let the head settle a doubtful date of service; only then the term runs (确认送达日期).

    Raises Missing, NothingToConfirm, DateNotPossible.
    """
    order = take(order_id)
    demand_state(order, *(state for state in State if state != State.DRAFT))
    _demand_after_visit(order, served_on)
    assert order.paper_id
    confirm_service(paper_id=order.paper_id, served_on=served_on, actor=actor)
    start_term(order, served_on)
    if order.state == State.SERVED:
        tell_ledger(order, Problem.State.ORDERED, actor)
    else:  # the home answered meanwhile
        end_term(order, order.answered_at or clock.now())
    return keep(order, "service-confirmed", actor, served_on=str(served_on))


def _demand_after_visit(order: Order, served_on: date) -> None:
    """Nothing is ordered before it was seen; on the spot it is served on the day of the visit."""
    if served_on < order.visited_on:
        raise DateNotPossible(
            expected=f"a date from {order.visited_on}",
            came=str(served_on),
            do="write the date that stands on the paper",
            place="served_on",
        )


def start_term(order: Order, served_on: date) -> None:
    """Start the term and write its last day on the order."""
    term = start_clock(
        subject=subject(order),
        kind=TERM,
        unit=order.term_unit,
        amount=order.term_amount,
        starts_at=datetime.combine(served_on, time(12), SHANGHAI),
        basis=BASIS,
    )
    order.served_on = served_on
    order.due_on = term.due_at.astimezone(SHANGHAI).date()
