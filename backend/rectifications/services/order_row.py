"""Taking, checking and keeping the row of an order: what every verb does first and last."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.calendar.models import Clock
from backend.calendar.services import finish_clock
from backend.core.refusals import Conflict, Missing
from backend.inspections.services.ledger import move_problem
from backend.oplog.services import record
from backend.rectifications.models import Order
from backend.rectifications.refusals import WrongOrderState

State = Order.State
TERM = "correct-finding"  # the clock's kind


def take(order_id: UUID, seen_version: int | None = None) -> Order:
    """Lock an order; raises Missing, and Conflict when it moved on since it was seen."""
    rows = Order.objects.select_for_update(of=("self",)).select_related("site", "visit", "paper")
    order = rows.filter(pk=order_id).first()
    if order is None:
        raise Missing(f"no order {order_id}")
    demand_version(order, seen_version)
    return order


def demand_version(order: Order, seen_version: int | None) -> None:
    """Raise Conflict when the order moved on since it was seen; None asks for nothing."""
    if seen_version is not None and seen_version != order.version:
        raise Conflict(expected=f"version {order.version}", came=f"version {seen_version}")


def demand_state(order: Order, *states: Order.State) -> None:
    """Raise WrongOrderState unless the order stands in one of the states."""
    if order.state not in states:
        raise WrongOrderState(
            expected=" | ".join(states), came=str(order.state), do="reload the order"
        )


def keep(order: Order, verb: str, actor: str, **body: Any) -> Order:
    """Save an order with its next version, and log the verb."""
    order.version += 1
    order.save()
    record(kind=f"order.{verb}", subject=str(order.pk), actor=actor, body=body)
    return order


def subject(order: Order) -> tuple[str, UUID]:
    """Name the order as the calendar does."""
    return ("order", order.pk)


def end_term(order: Order, at: datetime) -> None:
    """Let the term end when the home has done its part; nothing where none runs."""
    name, row = subject(order)
    running = Clock.objects.filter(
        subject_type=name, subject_id=row, kind=TERM, finished_at__isnull=True
    )
    if running.exists():
        finish_clock((name, row), TERM, at)


def tell_ledger(order: Order, state: str, actor: str) -> None:
    """Move the order's problems in the ledger (问题台账)."""
    for one in order.findings.all():
        move_problem(one.finding_id, state=state, actor=actor, due_on=order.due_on)


def facts(order: Order) -> dict[str, Any]:
    """Say which order it is, for every event."""
    return {
        "order": str(order.pk),
        "visit": str(order.visit_id),
        "site": str(order.site_id),
        "site_name": order.site.name,
        "region": order.site.region_id,
        "department": order.department,
        "number": order.paper.number if order.paper else "",
    }
