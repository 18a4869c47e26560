"""What tablets may do with evidence, findings, samples and facts."""

from typing import Any

import pytest

from backend.core.ids import uuid7
from backend.inspections.field.rules.samples import choose, seed_of
from backend.inspections.models import Evidence, FactValue, Finding, SampleDraw, Visit, VisitOfficer
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet, tablet
from tests.backend.sync.photos import manifest

pytestmark = pytest.mark.django_db


def code_of(one: Tablet, operation: dict[str, Any]) -> str:
    """Push one operation and give its refusal."""
    (receipt,) = one.push(operation)
    return str(receipt.get("code") or receipt["outcome"])


def problem(one: Tablet, **other: Any) -> dict[str, Any]:
    body = {
        "id": str(uuid7()),
        "item": "safety.exit",
        "clause": "合成 §exit",
        "wording": "疏散通道堆放杂物",
        "severity": "hidden_danger",
        "due_days": 10,
    }
    return one.op("finding.add", {**body, **other})


def test_a_manifest_keeps_where_and_when_and_a_mock_position_is_marked() -> None:
    one = tablet()
    position = {"lat": "45.7512345", "lon": "126.6", "mock": True}
    (receipt,) = one.push(manifest(one, b"1", position=position, person_visible=True))

    row = Evidence.objects.get()
    assert receipt["defects"] == ["position-mocked"]
    assert (str(row.lat), row.mock_location, row.person_visible) == ("45.751234", True, True)
    assert row.state == Evidence.State.AWAITING


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"length": 65 << 20}, "evidence-too-large", id="too large"),
        pytest.param({"media_type": "image/heic"}, "media-type-refused", id="another type"),
        pytest.param({"item": "safety.unknown"}, "item-unknown", id="no such item"),
        pytest.param({"sha256": "A" * 64}, "malformed-operation", id="no hash"),
    ],
)
def test_a_manifest_that_cannot_be_kept_is_refused(change: dict[str, Any], code: str) -> None:
    one = tablet()
    assert code_of(one, manifest(one, b"1", **change)) == code


def test_evidence_is_taken_back_once_and_not_waived_after() -> None:
    one = tablet()
    added = manifest(one, b"1")
    target = {"id": added["body"]["id"], "reason": "拍错"}
    second = str(visits.crew_of(one.visit)[1])
    one.push(added)

    assert code_of(one, one.op("evidence.remove", target)) == "applied"
    assert code_of(one, one.op("evidence.remove", target)) == "evidence-withdrawn"
    waive = one.op("evidence.waive", {**target, "second_officer": second})
    assert code_of(one, waive) == "evidence-withdrawn"
    assert code_of(one, one.op("evidence.remove", {**target, "id": str(uuid7())})) == (
        "evidence-unknown"
    )


def test_a_finding_is_changed_by_whoever_had_seen_it_and_withdrawn() -> None:
    one = tablet()
    added = problem(one)
    one.push(added)
    change = {"id": added["body"]["id"], "wording": "疏散通道被床位占用", "corrected": True}

    assert code_of(one, one.op("finding.change", change)) == "record-moved"
    changed = one.op("finding.change", change, parent=added["id"])
    assert code_of(one, changed) == "applied"
    row = Finding.objects.get()
    assert (row.wording, row.state, row.due_days) == (change["wording"], "corrected", 10)

    gone = {"id": added["body"]["id"], "reason": "重复"}
    assert code_of(one, one.op("finding.withdraw", gone, parent=changed["id"])) == "applied"
    assert Finding.objects.get().state == Finding.State.WITHDRAWN


def test_guidance_raises_no_findings() -> None:
    visit = visits.plan("guidance", checklist=visits.checklist("guidance"))
    assert visit.state == Visit.State.APPROVED  # needs no approval
    one = tablet(visit)
    one.push(one.op("visit.open"))
    assert code_of(one, problem(one)) == "nature-finds-nothing"


def test_two_officers_who_set_a_fact_otherwise_are_in_conflict() -> None:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit, seat=1)
    beds = {"name": "beds", "value": "40"}
    assert code_of(one, one.op("fact.set", beds)) == "applied"
    assert code_of(other, other.op("fact.set", {**beds, "value": "41"})) == "record-moved"
    assert code_of(one, one.op("fact.set", {**beds, "name": "cats"})) == "fact-unknown"
    first = FactValue.objects.get()
    clear = one.op("fact.clear", {"name": "beds"}, parent=str(first.op))
    assert code_of(one, clear) == "applied"
    assert FactValue.objects.get().cleared


def sample(one: Tablet, nonce: str, frame: list[str], number: int = 1) -> dict[str, Any]:
    seed = seed_of(nonce, one.visit.pk, "safety.exit", frame)
    body = {
        "item": "safety.exit",
        "number": number,
        "frame": frame,
        "size": 2,
        "seed": seed,
        "chosen": choose(seed, frame, 2),
    }
    return one.op("sample.draw", body)


def test_a_sample_follows_from_the_packages_nonce_and_one_frame_is_drawn_once() -> None:
    one = tablet()
    nonce = one.fetch()["nonce"]
    rooms = ["203", "101", "305", "102"]

    assert code_of(one, sample(one, "00" * 32, rooms)) == "sample-seed-differs"
    forged = sample(one, nonce, rooms)
    forged["body"]["chosen"] = ["101", "102"] if forged["body"]["chosen"] != ["101", "102"] else []
    assert code_of(one, forged) == "sample-differs"
    assert code_of(one, sample(one, nonce, rooms)) == "applied"
    assert code_of(one, sample(one, nonce, rooms[::-1], number=2)) == "sample-frame-drawn"
    assert code_of(one, sample(one, nonce, [*rooms, "401"], number=2)) == "applied"
    assert SampleDraw.objects.count() == 2


def test_the_seed_depends_on_the_set_of_labels_only() -> None:
    visit = uuid7()
    assert seed_of("00", visit, "i", ["b", "a"]) == seed_of("00", visit, "i", ["a", "b"])
    assert seed_of("00", visit, "i", ["ab"]) != seed_of("00", visit, "i", ["a", "b"])


def test_opening_takes_the_scan_and_marks_what_is_odd() -> None:
    one = tablet(visits.approved("routine"))
    (receipt,) = one.push(one.op("visit.open", {"scan": {"reason": "扫码系统故障"}}))

    visit = Visit.objects.get(pk=one.visit.pk)
    assert receipt["defects"] == ["notice-missing"]
    assert (visit.state, visit.scan_reason) == (Visit.State.OPEN, "扫码系统故障")
    assert VisitOfficer.objects.get(visit=visit, officer=one.officer).joined_at is not None


def test_an_officer_who_leaves_is_there_no_longer() -> None:
    one = tablet()
    one.push(one.op("visit.join"))
    one.push(one.op("visit.leave", {"reason": "突发疾病"}))
    seat = VisitOfficer.objects.get(visit=one.visit, officer=one.officer)
    assert seat.left_at is not None
    assert one.outcomes(one.answer()) == ["applied"]
