"""What time does to an order: reminder, warning, overdue."""

from datetime import timedelta

import pytest

from backend.calendar.services import add_working_days
from backend.core import clock
from backend.credit.models import Entry
from backend.inspections.models import Problem
from backend.rectifications import services
from backend.rectifications.models import Order
from backend.rectifications.services.sweeping import alert_on
from tests.backend.rectifications import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return make.served()


def sweep(order: Order, days_from_due: int) -> Order:
    assert order.due_on
    services.sweep_orders(order.due_on + timedelta(days=days_from_due))
    order.refresh_from_db()
    return order


def test_far_from_its_last_day_nothing_is_said(order: Order) -> None:
    assert services.sweep_orders() == {}


def test_three_working_days_before_it_reminds_once(order: Order) -> None:
    assert order.due_on
    day = next(
        order.due_on - timedelta(days=n)
        for n in range(1, 15)
        if add_working_days(order.due_on - timedelta(days=n), 3) == order.due_on
    )

    assert services.sweep_orders(day) == {"reminder": 1}
    assert services.sweep_orders(day) == {}


def test_on_the_last_day_it_warns(order: Order) -> None:
    assert sweep(order, 0).alert == "warning"
    assert order.state == "served"


def test_the_day_after_it_is_overdue_in_ledger_and_credit_file(order: Order) -> None:
    sweep(order, 1)
    order = sweep(order, 2)

    assert (order.state, order.alert) == ("overdue", "overdue")
    assert Problem.objects.get().state == Problem.State.OVERDUE
    entry = Entry.objects.get(kind="overdue-correction")
    assert (entry.ground_type, entry.ground_id) == ("order", str(order.pk))
    assert order.paper
    assert entry.ground_digest == order.paper.text_digest


def test_an_overdue_order_is_still_answered_and_closed(order: Order) -> None:
    order = make.rechecked(make.answered(sweep(order, 1)))

    closed = services.close_order(order_id=order.pk, person=make.head())

    assert closed.state == "closed"


def test_an_answered_order_is_left_alone() -> None:
    order = make.answered()

    assert sweep(order, 30).state == "answered"


def test_the_last_day_itself_is_not_overdue() -> None:
    day = clock.today()

    assert [alert_on(day, day + timedelta(days=n)) for n in (0, 1)] == ["warning", "overdue"]
