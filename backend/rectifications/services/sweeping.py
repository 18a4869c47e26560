"""What time does to orders (催办): reminder before, warning on the day, overdue after."""

from datetime import date
from uuid import UUID

from django.db import transaction

from backend.calendar.services import working_days_left
from backend.core import clock
from backend.credit.services import add_entry
from backend.inspections.models import Problem
from backend.rectifications.models import Order
from backend.rectifications.services.order_row import State, keep, take, tell_ledger

REMIND_AT = 3  # working days before the last day
CREDIT_KIND = "overdue-correction"


def sweep_orders(today: date | None = None) -> dict[str, int]:
    """Move every running order to the alert its last day asks for; gives how many, by alert."""
    day = today or clock.today()
    rows = Order.objects.filter(state=State.SERVED, due_on__isnull=False).order_by("pk")
    counts: dict[str, int] = {}
    for order in rows:
        alert = alert_on(order.due_on, day) if order.due_on else None
        if alert and _raise(order.pk, alert):
            counts[alert] = counts.get(alert, 0) + 1
    return counts


def alert_on(due_on: date, day: date) -> Order.Alert:
    """Say which alert a last day asks for on a day."""
    if day > due_on:
        return Order.Alert.OVERDUE
    if day == due_on:
        return Order.Alert.WARNING
    near = working_days_left(due_on, day) <= REMIND_AT
    return Order.Alert.REMINDER if near else Order.Alert.NONE


@transaction.atomic
def _raise(order_id: UUID, alert: Order.Alert) -> bool:
    order = take(order_id)
    if order.state != State.SERVED or order.alert == alert:
        return False
    order.alert = alert
    if alert == Order.Alert.OVERDUE:
        order.state = State.OVERDUE
        _overdue(order)
    keep(order, alert.value, "system", due_on=str(order.due_on))
    return True


def _overdue(order: Order) -> None:
    """Write it in ledger and credit file; the ground is the order as it was served."""
    tell_ledger(order, Problem.State.OVERDUE, "system")
    assert order.paper
    add_entry(
        subject=("site", order.site_id),
        kind=CREDIT_KIND,
        ground=("order", str(order.pk), order.paper.text_digest),
        ref=order.paper.number,
        detail={"due_on": str(order.due_on)},
        made_by="system",
    )
