"""From a concluded visit to drafts of orders."""

import pytest

from backend.inspections.models import Problem
from backend.rectifications import services
from backend.rectifications.models import Order, Referral
from tests.backend.rectifications import make

pytestmark = pytest.mark.django_db


def test_a_raised_problem_becomes_a_draft_in_the_words_of_the_ledger() -> None:
    order = make.drafted(due_days=15)

    found = order.findings.get()
    assert (order.state, order.term_amount, order.term_unit) == ("draft", 15, "working_day")
    assert found.wording == "疏散通道堆放杂物"
    assert found.number == Problem.objects.get(finding=found.finding).number


def test_the_same_event_twice_is_one_order() -> None:
    payload = make.concluded()

    services.open_orders(payload)
    services.open_orders(payload)

    assert Order.objects.count() == 1
    assert Order.objects.get().findings.count() == 1


def test_what_was_corrected_on_the_spot_needs_no_order() -> None:
    services.open_orders(make.concluded(state="corrected"))

    assert not Order.objects.exists()
    assert Problem.objects.get().state == Problem.State.CORRECTED


def test_what_another_department_is_competent_for_is_told_to_it() -> None:
    payload = make.concluded(competent_department="消防救援")

    services.open_orders(payload)
    services.open_orders(payload)

    assert not Order.objects.exists()
    assert Referral.objects.get().department == "消防救援"


def test_a_visit_that_may_not_order_leads_to_none() -> None:
    services.open_orders(make.concluded() | {"may_order": False})

    assert not Order.objects.exists()


@pytest.mark.parametrize(("due_days", "term"), [(None, 10), (30, 30)])
def test_a_problem_without_a_term_gets_the_usual_one(due_days: int | None, term: int) -> None:
    assert make.drafted(due_days=due_days).term_amount == term


def test_the_term_keeps_the_unit_that_the_home_signed() -> None:
    order = make.drafted(due_days=15, due_unit="day")

    assert (order.term_amount, order.term_unit) == (15, "day")
    assert order.findings.get().term_unit == "day"


def test_of_two_problems_the_longer_term_is_the_orders_whatever_the_units() -> None:
    payload = make.concluded(due_days=11, due_unit="working_day")
    first = payload["findings"][0]
    sooner = make.concluded(due_days=12, due_unit="day")["findings"][0]
    payload["findings"] = [sooner, first]

    services.open_orders(payload)

    order = Order.objects.get(visit=payload["visit"])
    assert (order.term_amount, order.term_unit) == (11, "working_day")
