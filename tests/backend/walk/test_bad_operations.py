"""A bad operation gets its own coded receipt; nothing but the receipt is left of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.inspections.field.words import REFUSALS
from backend.inspections.models import Visit
from tests.backend.walk.conftest import Stage
from tests.backend.walk.operation_rows import FLOOR, OPERATIONS
from tests.backend.walk.snapshot import changed, snapshot
from tests.backend.walk.tablets import Pad

KEPT = frozenset(  # what the design keeps of a refused operation
    {
        "sync_devicejournal",
        "sync_epoch",
        "sync_heldoperation",
        "sync_operation",
        "sync_pushbatch",
        "sync_quarantined",
        "sync_receipt",
        "oplog_event",
        "oplog_waiting",
    }
)


@pytest.mark.parametrize("says", OPERATIONS)
def test_a_bad_operation_is_refused_and_changes_nothing(
    says: str, at: Callable[[str], Stage]
) -> None:
    code, build = OPERATIONS[says]
    pad = Pad(at("enrolled"))
    pad.open()
    made = build(pad)
    *good, bad = made if isinstance(made, tuple) else (made,)
    if good:
        assert {one["outcome"] for one in pad.push(*good)} == {"applied"}
    before = snapshot()

    (receipt,) = pad.push(bad)

    assert (receipt["outcome"], receipt.get("code")) == ("refused", code), receipt
    assert str(REFUSALS[code]) in receipt["detail"]
    assert changed(before, KEPT) == []


def test_one_bad_operation_does_not_hold_up_the_good_ones(at: Callable[[str], Stage]) -> None:
    pad = Pad(at("enrolled"))
    pad.open()
    good = [pad.op("answer.set", item=FLOOR, value="yes")]
    bad = [pad.op("answer.set", item="x.y", value="yes"), 7, {**good[0], "id": None}]

    receipts = pad.push(bad[0], *good, *bad[1:])

    assert [one["outcome"] for one in receipts] == ["refused", "applied", "refused", "refused"]


def test_an_operation_on_an_unapproved_visit_is_refused(at: Callable[[str], Stage]) -> None:
    stage = at("enrolled")
    pad = Pad(stage, visit="untouched")
    pad.who = "lead3"
    body = pad.body(pad.op("visit.open", officer=stage.names["untouched_lead"]))
    before = snapshot()

    (receipt,) = pad.send(body).json()["receipts"]

    assert (receipt["outcome"], receipt["code"]) == ("refused", "visit-not-approved")
    assert changed(before, KEPT) == []


def test_a_lock_with_a_wrong_digest_waits_and_says_for_what(at: Callable[[str], Stage]) -> None:
    pad = Pad(at("enrolled"))
    pad.open()
    assert pad.push(pad.op("answer.set", item=FLOOR, value="yes"))[0]["outcome"] == "applied"
    stated = {"operations": 3, "answers_digest": "0" * 64, "evidence": ["1" * 64]}

    (receipt,) = pad.push(pad.op("visit.lock", **stated))

    waits = {one["what"]: one for one in receipt["current"]["waits_for"]}
    assert waits.keys() == {"answers", "evidence"}
    assert waits["answers"]["expected"] == "0" * 64
    assert waits["evidence"] == {"what": "evidence", "sha256": "1" * 64, "state": "unknown"}
    visit = Visit.objects.get(pk=pad.visit)
    assert (visit.state, visit.locked_at, visit.conclusion) == ("open", None, nothing(visit))


def nothing(visit: Visit) -> Any:
    """Give what the conclusion of a fresh visit is."""
    return Visit._meta.get_field("conclusion").get_default()
