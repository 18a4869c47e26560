"""Two tablets without signal: one passes the other's batch on, signed by its own tablet."""

import json
from typing import Any

import pytest

from backend.inspections.models import Attestation
from backend.sync.models import Quarantined
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet, body_of, tablet

pytestmark = pytest.mark.django_db


def pair() -> tuple[Tablet, Tablet]:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit, seat=1)
    other.fetch()
    return one, other


def passed_on(other: Tablet, body: bytes) -> dict[str, str]:
    return {"device": str(other.device.pk), "body": body.decode(), "signature": other.sign(body)}


def send(one: Tablet, own: list[dict[str, Any]], carried: Any) -> Any:
    return one.send(json.dumps({"operations": own, "carried": carried}).encode())


def test_a_colleagues_batch_is_taken_in_first_and_is_a_duplicate_from_its_own_tablet() -> None:
    one, other = pair()
    theirs = other.answer("food")
    mine = one.answer(after=[theirs["id"]])

    answer = send(one, [mine], [passed_on(other, body_of([theirs]))]).json()

    assert [r["outcome"] for r in answer["receipts"]] == ["applied"]
    assert [r["outcome"] for r in answer["carried"][0]["receipts"]] == ["applied"]
    assert other.outcomes(theirs) == ["duplicate"]
    assert Attestation.objects.count() == 2


def test_a_batch_changed_on_the_way_goes_to_quarantine_and_costs_nothing_else() -> None:
    one, other = pair()
    forged = passed_on(other, body_of([other.answer("food")]))
    forged["body"] = forged["body"].replace("yes", "no")

    answer = send(one, [one.answer()], [forged]).json()

    assert [r["outcome"] for r in answer["receipts"]] == ["applied"]
    assert answer["carried"][0]["code"] == "signature-wrong"
    assert Quarantined.objects.get().kind == "batch"
    assert Attestation.objects.count() == 1


def test_what_is_passed_on_in_another_form_is_malformed() -> None:
    response = send(tablet(), [], [{"device": 1}])
    assert (response.status_code, response.json()["code"]) == (400, "batch-malformed")
