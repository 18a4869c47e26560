"""What an order does not allow, to whom, and when."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.accounts.models import Grant, Person
from backend.core import clock
from backend.papers.shapes import DeviceWord
from backend.rectifications import services
from backend.rectifications.models import Order
from tests.backend import make as house
from tests.backend.rectifications import make

pytestmark = pytest.mark.django_db


def call(person: Person, order: Order, verb: str, body: dict[str, Any] | None = None) -> Any:
    return house.client_for(person).post(
        f"/api/v1/orders/{order.pk}/{verb}", body or {}, format="json"
    )


def code(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def test_who_rechecked_does_not_close() -> None:
    order = make.answered()
    person = make.officer()
    Grant.objects.create(person=person, role="reviewer", region=house.region())
    call(person, order, "recheck", {"result": "passed"})

    assert code(call(person, order, "close")) == (422, "order-closed-by-rechecker")


def test_the_database_holds_the_two_persons_apart() -> None:
    order = make.rechecked()

    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(state="closed", closed_by=order.passed_by)


@pytest.mark.parametrize(
    ("verb", "person"),
    [("serve", make.officer), ("extend", make.head), ("recheck", make.officer)],
)
def test_a_draft_can_only_be_issued(verb: str, person: Any) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "serve": {"served_on": str(clock.today()), "kind": "direct", "recipient": "合成"},
        "extend": {"amount": 3, "reason": "合成"},
        "recheck": {"result": "passed"},
    }

    assert code(call(person(), make.drafted(), verb, bodies[verb])) == (422, "order-state-wrong")


def test_an_order_is_issued_once() -> None:
    assert code(call(make.head(), make.issued(), "issue")) == (422, "order-state-wrong")


def test_more_time_is_asked_for_before_the_end() -> None:
    order = make.served()
    Order.objects.filter(pk=order.pk).update(due_on=clock.today() - timedelta(days=1))

    said = call(make.head(), order, "extend", {"amount": 3, "reason": "合成"})

    assert code(said) == (422, "extension-too-late")


def test_an_officer_without_a_valid_certificate_does_not_recheck() -> None:
    person = house.person("inspector")

    said = call(person, make.answered(), "recheck", {"result": "passed"})

    assert code(said) == (422, "officer-not-entitled")


def test_a_failed_recheck_says_what_is_not_corrected() -> None:
    said = call(make.officer(), make.answered(), "recheck", {"result": "failed"})

    assert code(said) == (422, "order-reason-missing")


@pytest.mark.parametrize(
    ("role", "at", "expected"),
    [
        ("head", house.NANGANG, 404),  # another district
        ("inspector", house.DAOLI, 403),  # not his role
        ("home_manager", house.DAOLI, 403),
    ],
)
def test_only_the_head_of_the_district_issues(role: str, at: str, expected: int) -> None:
    order = make.drafted()

    assert call(house.person(role, at=at), order, "issue").status_code == expected


def test_another_home_neither_sees_nor_answers() -> None:
    order, other = make.served(), make.served()
    stranger = make.manager(other)

    client = house.client_for(stranger)
    assert client.get(f"/api/v1/orders/{order.pk}").status_code == 404
    assert call(stranger, order, "answer", {"text": "合成"}).status_code == 404


def test_a_draft_is_not_the_homes_yet() -> None:
    order = make.drafted()
    client = house.client_for(make.manager(order))

    assert client.get(f"/api/v1/orders/{order.pk}").status_code == 404


def test_a_doubtful_date_starts_no_term_until_the_head_confirms_it() -> None:
    order = make.issued()
    now = clock.now()
    order = services.serve_order(
        order_id=order.pk,
        served_on=clock.today(),
        kind="direct",
        recipient="合成负责人",
        actor="system",
        device=DeviceWord("tablet-1", 900.0, now - timedelta(days=1), now),
    )
    assert (order.state, order.due_on) == ("served", None)

    said = call(make.head(), order, "confirm-service", {"served_on": str(clock.today())})
    again = call(make.head(), order, "confirm-service", {"served_on": str(clock.today())})

    assert said.json()["due_on"]
    assert code(again) == (422, "service-date-settled")
