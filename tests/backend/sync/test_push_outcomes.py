"""POST /api/v1/sync/push: the five words."""

from dataclasses import dataclass
from typing import Any

import pytest

from backend.core.ids import uuid7
from backend.inspections.models import Attestation
from backend.sync.models import HeldOperation, Operation, Quarantined, Receipt
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


def value_of(one: Tablet, item: str = "exit") -> Any:
    row = Attestation.objects.get(item=f"safety.{item}", officer_id=one.officer)
    return row.value


def test_a_new_answer_is_applied_and_stored_once() -> None:
    one = tablet()

    assert one.outcomes(one.answer()) == ["applied"]

    assert value_of(one) == "yes"
    assert Operation.objects.count() == 1


def test_the_same_operation_again_is_a_duplicate() -> None:
    one = tablet()
    answer = one.answer()
    one.push(answer)

    assert one.outcomes(answer) == ["duplicate"]
    assert one.outcomes(answer, answer) == ["duplicate", "duplicate"]
    assert Receipt.objects.count() == 1


def test_the_same_operation_twice_in_one_batch_is_applied_once() -> None:
    one = tablet()
    answer = one.answer()

    assert one.outcomes(answer, answer) == ["applied", "duplicate"]


def test_the_same_id_with_other_content_is_refused() -> None:
    one = tablet()
    answer = one.answer()
    one.push(answer)
    other = {**answer, "body": {**answer["body"], "value": "no"}}

    (receipt,) = one.push(other)

    assert (receipt["outcome"], receipt["code"]) == ("refused", "id-reused")
    assert value_of(one) == "yes"
    assert Quarantined.objects.get().reason == "id-reused"


def test_an_operation_waits_for_a_missing_cause_and_is_applied_when_it_comes() -> None:
    one = tablet()
    first = one.answer(value="no")
    second = one.answer(value="yes", parent=first["id"])

    (receipt,) = one.push(second)
    assert (receipt["outcome"], receipt["needs"]) == ("held", [first["id"]])
    assert not Attestation.objects.exists()

    assert one.outcomes(first) == ["applied"]
    assert value_of(one) == "yes"
    assert not HeldOperation.objects.exists()
    assert one.outcomes(second) == ["duplicate"]
    assert [r["outcome"] for r in one.pull().json()["receipts"]] == ["applied"]


def test_a_held_operation_that_comes_again_is_still_held() -> None:
    one = tablet()
    lonely = one.answer(after=[str(uuid7())])
    one.push(lonely)

    assert one.outcomes(lonely) == ["held"]
    assert Receipt.objects.count() == 1


def test_a_chain_that_arrives_backwards_is_applied_whole() -> None:
    one = tablet()
    chain = [one.answer(value="no")]
    for value in ("yes", "no", "yes"):
        chain.append(one.answer(value=value, parent=chain[-1]["id"]))

    for operation in reversed(chain[1:]):
        assert one.outcomes(operation) == ["held"]
    assert one.outcomes(chain[0]) == ["applied"]

    assert value_of(one) == "yes"
    assert set(one.outcomes(*chain)) == {"duplicate"}


def test_a_shuffled_batch_is_judged_in_the_order_of_causes() -> None:
    one = tablet()
    first = one.answer(value="no")
    second = one.answer(value="yes", parent=first["id"])

    assert one.outcomes(second, first) == ["applied", "applied"]
    assert value_of(one) == "yes"


def test_a_change_to_what_the_device_had_not_seen_is_a_conflict_with_both_versions() -> None:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit)
    assert one.outcomes(one.answer(value="yes")) == ["applied"]

    (receipt,) = other.push(other.answer(value="no"))

    assert (receipt["outcome"], receipt["code"]) == ("conflict", "record-moved")
    assert receipt["current"]["value"] == "yes"
    assert value_of(one) == "yes"


def test_setting_what_is_there_already_is_no_conflict() -> None:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit)
    one.push(one.answer(value="yes"))
    same = other.answer(value="yes")

    assert other.outcomes(same) == ["applied"]
    assert other.outcomes(other.answer(value="no", parent=same["id"])) == ["applied"]


def test_two_officers_answering_one_item_is_no_conflict_but_a_difference() -> None:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit, seat=1)

    assert one.outcomes(one.answer(value="yes")) == ["applied"]
    assert other.outcomes(other.answer(value="no")) == ["applied"]

    assert Attestation.objects.count() == 2


def test_what_needs_a_refused_operation_is_in_conflict_naming_it() -> None:
    one = tablet()
    bad = one.answer(item="unknown")
    good = one.answer(after=[bad["id"]])
    after_that = one.answer(item="food", after=[good["id"]])

    refused, conflict, second = one.push(bad, good, after_that)

    assert (refused["outcome"], refused["code"]) == ("refused", "item-unknown")
    assert (conflict["outcome"], conflict["code"]) == ("conflict", "cause-refused")
    assert conflict["current"]["cause"] == bad["id"]
    assert second["current"]["cause"] == good["id"]
    assert one.push(good) == [conflict]


@dataclass
class Poison:
    """One bad operation and the word and code it gets."""

    change: dict[str, Any]
    code: str


POISON = {
    "no body": Poison({"body": None}, "malformed-operation"),
    "unknown kind": Poison({"kind": "answer.burn"}, "malformed-operation"),
    "no id": Poison({"id": "1"}, "malformed-operation"),
    "a clock without offset": Poison({"done_at": "2026-01-01T10:00:00"}, "malformed-operation"),
    "another tablet's": Poison({"device": str(uuid7())}, "wrong-device"),
    "a visit that is not there": Poison({"visit": str(uuid7())}, "visit-not-yours"),
    "a float": Poison({"body": {"item": "safety.exit", "value": 0.5}}, "malformed-operation"),
    "another item's answer": Poison(
        {"body": {"item": "safety.exit", "value": "maybe"}}, "answer-malformed"
    ),
    "a stranger": Poison(
        {"body": {"item": "safety.exit", "value": "yes", "officer": str(uuid7())}},
        "officer-not-of-visit",
    ),
}


@pytest.mark.parametrize("name", POISON)
def test_one_poisoned_operation_never_blocks_the_others(name: str) -> None:
    one, poison = tablet(), POISON[name]
    bad = one.answer()
    for key, value in poison.change.items():
        bad[key] = {"officer": str(one.officer), **value} if isinstance(value, dict) else value
    batch = [one.answer("food"), bad, one.answer("night")]

    receipts = one.push(*batch)

    assert [r["outcome"] for r in receipts] == ["applied", "refused", "applied"]
    assert receipts[1]["code"] == poison.code
    assert receipts[1]["detail"]
    assert Quarantined.objects.get().reason == poison.code
    assert one.push(bad)[0]["code"] == poison.code
    assert Quarantined.objects.count() == 1


def test_operations_that_need_each_other_are_refused_not_held_for_ever() -> None:
    one = tablet()
    first, second = one.answer(), one.answer("food")
    first["after"], second["after"] = [second["id"]], [first["id"]]

    receipts = one.push(first, second)

    assert {r["code"] for r in receipts} == {"causes-in-circle"}


def test_a_character_no_database_takes_is_replaced_and_marked() -> None:
    one = tablet()
    bad = one.answer()
    bad["body"]["note"] = "走廊\x00堆物"

    (receipt,) = one.push(bad)

    assert (receipt["outcome"], receipt["defects"]) == ("applied", ["characters-replaced"])
    assert Attestation.objects.get().note == "走廊\ufffd堆物"
    assert "\\u0000" in Operation.objects.get().content
