"""More time (延期): asked before the term is over, granted by the head with a reason."""

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import extend_clock
from backend.core import clock
from backend.core.clock import SHANGHAI
from backend.inspections.models import Problem
from backend.rectifications.models import Extension, Order
from backend.rectifications.refusals import ExtensionTooLate, ReasonMissing
from backend.rectifications.services.asking import Outcome, end_request
from backend.rectifications.services.order_row import (
    TERM,
    State,
    demand_state,
    keep,
    subject,
    take,
    tell_ledger,
)


@transaction.atomic
def extend_order(
    *, order_id: UUID, amount: int, reason: str, head: Person, seen_version: int | None = None
) -> Order:
    """Give an order more of its unit, usually working days (批准延期).

    Raises Missing, Conflict, WrongOrderState, ExtensionTooLate, ReasonMissing.
    """
    order = take(order_id, seen_version)
    demand_state(order, State.SERVED)
    if not reason.strip():
        raise ReasonMissing(expected="why more time is needed", came="nothing", place="reason")
    if order.due_on is None or clock.today() > order.due_on:
        raise ExtensionTooLate(expected=f"a day up to {order.due_on}", came=str(clock.today()))
    actor = str(head.pk)
    term = extend_clock(subject(order), TERM, amount, f"延期：{reason}")
    order.term_amount = term.amount
    order.due_on = term.due_at.astimezone(SHANGHAI).date()
    order.alert = Order.Alert.NONE
    Extension.objects.create(
        order=order,
        amount=amount,
        reason=reason,
        due_on=order.due_on,
        granted_by=head,
        granted_at=clock.now(),
    )
    end_request(order, Outcome.GRANTED, head)
    tell_ledger(order, Problem.State.ORDERED, actor)
    return keep(order, "extended", actor, amount=amount, due_on=str(order.due_on))
