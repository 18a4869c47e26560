"""Re-check and closing (复查, 销号): an officer looks, another person closes."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock, outbox
from backend.core.clock import SHANGHAI
from backend.inspections.models import Problem
from backend.rectifications.models import Order, Recheck
from backend.rectifications.refusals import NotEntitled, ReasonMissing, SamePerson
from backend.rectifications.services.order_row import (
    State,
    demand_state,
    end_term,
    facts,
    keep,
    take,
    tell_ledger,
)
from backend.rectifications.services.serving import start_term
from backend.registers.models import Officer
from backend.registers.selectors import officers_valid_on

PASSED, FAILED = Recheck.Result.PASSED, Recheck.Result.FAILED


@transaction.atomic
def recheck_order(
    *,
    order_id: UUID,
    result: str,
    way: str,
    note: str,
    person: Person,
    seen_version: int | None = None,
) -> Order:
    """Record a re-check at the desk or on the spot (复查).

    Failed, the order is back where the home must act: its term runs on from the same service,
    and is overdue when that is past.

    Raises Missing, Conflict, WrongOrderState, NotEntitled, ReasonMissing.
    """
    order = take(order_id, seen_version)
    demand_state(order, State.ANSWERED, State.OVERDUE)
    officer = _officer(order, person)
    if result == FAILED and not note.strip():
        raise ReasonMissing(expected="what is not corrected", came="nothing", place="note")
    Recheck.objects.create(
        order=order,
        answer=order.answers.last(),
        officer=officer,
        result=result,
        way=way,
        note=note.strip(),
        done_at=clock.now(),
    )
    if result == PASSED:
        _pass(order, person)
    else:
        _send_back(order, str(person.pk))
    return keep(order, "rechecked", str(person.pk), result=result, way=way)


def _officer(order: Order, person: Person) -> Officer:
    """Give the officer row whose certificate holds today and reaches the site."""
    reach = officers_valid_on(clock.today(), order.department, order.site.region)
    above = Officer.objects.filter(
        person=person,
        pool=Officer.Pool.ENFORCEMENT,
        department=order.department,
        certificate_until__gte=clock.today(),
    )
    officer = reach.filter(person=person).first() or next(
        (one for one in above if order.site.region.path.startswith(one.region.path)), None
    )
    if officer is None:
        raise NotEntitled(
            expected=f"a certified officer of {order.department}", came=person.username
        )
    return officer


def _pass(order: Order, person: Person) -> None:
    end_term(order, clock.now())
    order.state, order.passed_by = State.RECHECKED, person
    order.alert = Order.Alert.NONE


def _send_back(order: Order, actor: str) -> None:
    late = order.due_on is not None and clock.today() > order.due_on
    order.state = State.OVERDUE if late else State.SERVED
    order.answered_at = None
    if order.served_on:
        start_term(order, order.served_on)
    tell_ledger(order, Problem.State.OVERDUE if late else Problem.State.ORDERED, actor)


@transaction.atomic
def close_order(*, order_id: UUID, person: Person, seen_version: int | None = None) -> Order:
    """Close an order whose re-check passed (销号); never by the officer who re-checked.

    Raises Missing, Conflict, WrongOrderState, SamePerson.
    """
    order = take(order_id, seen_version)
    demand_state(order, State.RECHECKED)
    if order.passed_by_id == person.pk:
        raise SamePerson(expected="another person", came=person.username)
    order.state, order.closed_by, order.closed_at = State.CLOSED, person, clock.now()
    keep(order, "closed", str(person.pk))
    tell_ledger(order, Problem.State.CORRECTED, str(person.pk))
    outbox.emit("order.closed", str(order.pk), _closed(order))
    return order


def _closed(order: Order) -> dict[str, Any]:
    answered = order.answered_at
    return {
        **facts(order),
        "findings": [str(one.finding_id) for one in order.findings.all()],
        "state": "closed",
        "closed_on": clock.today().isoformat(),
        "answered_on": answered.astimezone(SHANGHAI).date().isoformat() if answered else None,
        "in_time": order.answers.exists() and all(one.in_time for one in order.answers.all()),
    }
