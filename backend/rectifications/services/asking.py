"""The home asks for more time; the office grants it by `extend_order`, or says no (延期申请)."""

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.rectifications.models import ExtensionRequest, Order
from backend.rectifications.refusals import ExtensionAsked, ExtensionTooLate, ReasonMissing
from backend.rectifications.services.order_row import State, demand_state, keep, take

Outcome = ExtensionRequest.Outcome


@transaction.atomic
def ask_extension(*, order_id: UUID, amount: int, reason: str, by: Person) -> ExtensionRequest:
    """Ask for so many more of the order's unit, before its term is over; twice is once (申请延期).

    Raises Missing, WrongOrderState, ExtensionTooLate, ExtensionAsked, ReasonMissing.
    """
    order = take(order_id)
    demand_state(order, State.SERVED)
    if not reason.strip():
        raise ReasonMissing(expected="why more time is needed", came="nothing", place="reason")
    if order.due_on is None or clock.today() > order.due_on:
        raise ExtensionTooLate(expected=f"a day up to {order.due_on}", came=str(clock.today()))
    before = order.extension_requests.filter(outcome="").first()
    if before is not None:
        if (before.amount, before.reason) == (amount, reason.strip()):
            return before
        raise ExtensionAsked(came=f"+{before.amount}", do="wait for its answer")
    made = ExtensionRequest.objects.create(
        order=order, amount=amount, reason=reason.strip(), asked_by=by, asked_at=clock.now()
    )
    keep(order, "extension-asked", str(by.pk), amount=amount)
    return made


@transaction.atomic
def refuse_extension(*, request_id: UUID, reason: str, by: Person) -> ExtensionRequest:
    """Say no to more time, with the reason (不同意延期); the same twice is once.

    Raises Missing, WrongOrderState, ReasonMissing.
    """
    pointer = ExtensionRequest.objects.filter(pk=request_id).first()
    if pointer is None:
        raise Missing(f"no request {request_id}")
    order = take(pointer.order_id)
    row = ExtensionRequest.objects.select_for_update().get(pk=request_id)
    if (row.outcome, row.answer) == (Outcome.REFUSED, reason.strip()):
        return row
    demand_state(order, State.SERVED)
    if row.outcome:
        raise ExtensionAsked("the request is answered", came=row.outcome, do="reload the order")
    if not reason.strip():
        raise ReasonMissing(expected="why not", came="nothing", place="reason")
    row.outcome, row.answer = Outcome.REFUSED, reason.strip()
    row.answered_by, row.answered_at = by, clock.now()
    row.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    keep(order, "extension-refused", str(by.pk), amount=row.amount)
    return row


def end_request(order: Order, outcome: Outcome, by: Person) -> None:
    """Write what became of the open request, where there is one."""
    order.extension_requests.filter(outcome="").update(
        outcome=outcome, answered_by=by, answered_at=clock.now()
    )
