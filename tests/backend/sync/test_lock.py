"""visit.lock: when every operation and byte is there, and not before."""

import pytest

from backend.inspections.models import Amendment, Attestation, Evidence, Visit
from tests.backend.inspections import make as visits
from tests.backend.sync.make import tablet

pytestmark = pytest.mark.django_db


def test_a_visit_locks_with_its_last_operation() -> None:
    one = tablet()
    one.push(one.answer())

    (receipt,) = one.push(one.lock(one.visit))

    assert receipt["current"] == {"state": "locked", "waits_for": []}
    one.visit.refresh_from_db()
    assert one.visit.state == Visit.State.LOCKED
    assert one.visit.lock_receipt is not None
    assert one.visit.lock_receipt["receipt"]["operations"] == 1


def test_a_lock_that_counts_more_waits_for_the_other_tablet() -> None:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit, seat=1)
    one.push(one.answer())
    missing = other.answer("food")
    lock = one.lock(visit, operations=2)

    (receipt,) = one.push(lock)
    assert receipt["outcome"] == "applied"
    assert [w["what"] for w in receipt["current"]["waits_for"]] == ["operations", "answers"] or [
        w["what"] for w in receipt["current"]["waits_for"]
    ] == ["operations"]
    other.push(missing)
    visit.refresh_from_db()
    assert visit.state == Visit.State.OPEN  # the digest stated was of one answer

    one.push(one.lock(visit))
    visit.refresh_from_db()
    assert visit.state == Visit.State.LOCKED


def test_operations_after_the_lock_in_one_batch_meet_the_lock() -> None:
    one = tablet()
    second = str(visits.crew_of(one.visit)[1])
    one.push(one.answer())
    lock = one.lock(one.visit)
    late = one.answer("food", after=[lock["id"]])
    addition = one.op(
        "amendment.add",
        {"second_officer": second, "reason": "补充照片说明", "content": {"note": "合成"}},
        after=[lock["id"]],
    )

    receipts = one.push(lock, late, addition)

    assert [r["outcome"] for r in receipts] == ["applied"] * 3
    assert receipts[1]["defects"] == ["after-lock"]
    assert "defects" not in receipts[2]
    assert Amendment.objects.get().reason == "补充照片说明"
    assert not Attestation.objects.filter(item="safety.food").exists()


def test_missing_bytes_keep_the_visit_open_until_two_officers_waive_them() -> None:
    one = tablet()
    second = str(visits.crew_of(one.visit)[1])
    photo = visits.photo(one.visit, state="awaiting")
    (receipt,) = one.push(one.lock(one.visit))
    assert receipt["current"]["waits_for"][0]["what"] == "evidence"

    alone = {"id": str(photo.pk), "reason": "合成：存储损坏", "second_officer": str(one.officer)}
    assert one.push(one.op("evidence.waive", alone))[0]["code"] == "second-officer-wanted"
    waived = {**alone, "second_officer": second}
    assert one.outcomes(one.op("evidence.waive", waived)) == ["applied"]

    photo.refresh_from_db()
    one.visit.refresh_from_db()
    assert photo.state == Evidence.State.WAIVED
    assert one.visit.state == Visit.State.LOCKED


def test_only_the_lead_locks() -> None:
    visit = visits.opened()
    other = tablet(visit, seat=1)
    assert other.push(other.lock(visit))[0]["code"] == "lead-only"


def test_the_lead_may_be_handed_over() -> None:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit, seat=1)
    one.push(one.op("visit.handover", {"to": str(other.officer), "reason": "合成：身体不适"}))

    assert other.outcomes(other.lock(visit)) == ["applied"]
    visit.refresh_from_db()
    assert visit.lead_id == other.officer
    assert visit.state == Visit.State.LOCKED
