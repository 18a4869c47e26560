"""Items that ask for two officers' own answers (双人独立认定)."""

from typing import Any

import pytest

from tests.backend.inspections import lists
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Tablet:
    """A tablet with both officers in a home whose items ask both."""
    made = tablet(visits.approved("case", checklist=lists.checklist_for_two()))
    begun = made.op("visit.open", {"scan": {"reason": "合成：现场无网络"}})
    joined = made.op("visit.join", {"officer": second(made)}, after=[begun["id"]])
    assert made.outcomes(begun, joined) == ["applied"] * 2
    return made


def second(one: Tablet) -> str:
    return str(visits.crew_of(one.visit)[1])


def said(one: Tablet, item: str, value: str, officer: str = "", **outer: Any) -> dict[str, Any]:
    body = {"item": f"safety.{item}", "value": value, "officer": officer or str(one.officer)}
    return one.op("answer.set", body, **outer)


def test_nothing_is_rendered_before_the_second_answer(one: Tablet) -> None:
    one.push(said(one, "exit", "yes"), said(one, "food", "no"))
    one.push(said(one, "exit", "yes", second(one)))
    record = one.record()

    (early,) = one.push(record)
    one.push(said(one, "food", "no", second(one)))
    (late,) = one.push(one.record())

    assert (early["code"], late["outcome"]) == ("second-answer-missing", "applied")
    assert "safety.food" in early["detail"]
    assert "safety.exit" not in early["detail"]


def test_an_item_nobody_answered_asks_for_nothing(one: Tablet) -> None:
    assert one.outcomes(one.record()) == ["applied"]


def test_an_answer_taken_back_is_none(one: Tablet) -> None:
    first = said(one, "exit", "yes")
    other = said(one, "exit", "yes", second(one))
    body = {"item": "safety.exit", "officer": second(one)}
    one.push(first, other, one.op("answer.clear", body, parent=other["id"]))

    assert one.push(one.record())[0]["code"] == "second-answer-missing"


def test_not_applicable_is_an_answer_too(one: Tablet) -> None:
    na = [
        one.op("answer.set", {"item": "safety.exit", "na": "合成", "officer": who})
        for who in (str(one.officer), second(one))
    ]
    one.push(*na)

    receipt = one.push(one.record())[0]

    assert receipt.get("code", "") != "second-answer-missing"


def test_after_the_home_signed_it_is_a_defect(one: Tablet) -> None:
    one.push(said(one, "exit", "yes"))
    record = one.record()
    one.push(record)

    signed = one.push(one.signature(record))[0]

    assert signed["outcome"] == "applied"
    codes = set(one.visit.defects.values_list("code", flat=True))
    assert "second-answer-missing" in codes
