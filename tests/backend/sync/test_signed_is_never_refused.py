"""Before the home signs, rules refuse; after it, everything is accepted with defects (瑕疵)."""

from typing import Any

import pytest

from backend.core.ids import uuid7
from backend.inspections.models import (
    Attestation,
    Defect,
    RenderedText,
    Signature,
    Visit,
    VisitOfficer,
)
from backend.sync.models import Operation
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet, body_of, tablet

pytestmark = pytest.mark.django_db


def walked(answers: int = 1) -> tuple[Visit, Tablet]:
    """Give a visit both officers came to, on one tablet."""
    visit = visits.approved("case")
    one = tablet(visit)
    second = str(visits.crew_of(visit)[1])
    opening = one.op("visit.open", {"scan": {"reason": "合成：现场无网络"}})
    joining = one.op("visit.join", {"officer": second}, after=[opening["id"]])
    assert one.outcomes(opening, joining) == ["applied", "applied"]
    if answers:
        assert one.outcomes(one.answer()) == ["applied"]
    return visit, one


def by_second(one: Tablet, value: str = "no", **outer: Any) -> dict[str, Any]:
    """Let the second officer answer on the same tablet."""
    second = str(visits.crew_of(one.visit)[1])
    body = {"item": "safety.exit", "value": value, "officer": second}
    return one.op("answer.set", body, **outer)


def test_a_record_is_rendered_read_and_signed() -> None:
    _, one = walked()
    record = one.record()

    rendered, signed = one.push(record, one.signature(record))

    assert rendered == {"id": record["id"], "outcome": "applied"}
    assert signed["outcome"] == "applied"
    assert "defects" not in signed
    assert RenderedText.objects.get().text == record["body"]["text"]
    assert Signature.objects.get().text_digest == record["body"]["text_digest"]


def test_officers_who_differ_reconcile_before_anything_is_rendered() -> None:
    _, one = walked()
    one.push(by_second(one))
    record = one.record()

    (receipt,) = one.push(record)
    assert (receipt["outcome"], receipt["code"]) == ("refused", "not-reconciled")

    settles = [str(row.op) for row in Attestation.objects.all()]
    decision = {"item": "safety.exit", "value": "no", "reason": "以现场复看为准"}
    assert (
        one.push(one.op("answer.reconcile", {**decision, "settles": settles[:1]}))[0]["code"]
        == "settles-others"
    )
    agreed = one.op("answer.reconcile", {**decision, "settles": settles})
    again = {**one.record(), "after": [agreed["id"]]}
    assert one.outcomes(agreed, again) == ["applied", "applied"]
    assert Attestation.objects.count() == 2


def test_only_the_lead_reconciles() -> None:
    visit, one = walked()
    one.push(by_second(one))
    body = {"item": "safety.exit", "value": "no", "reason": "合成", "settles": []}
    body["officer"] = str(visits.crew_of(visit)[1])

    assert one.push(one.op("answer.reconcile", body))[0]["code"] == "lead-only"


def test_one_officer_alone_renders_nothing() -> None:
    visit, one = walked()
    VisitOfficer.objects.filter(visit=visit, seat=2).update(joined_at=None)

    assert one.push(one.record())[0]["code"] == "officers-missing"


@pytest.mark.parametrize("number", ["哈里民检录〔2026〕999号"])
def test_a_number_of_no_block_of_this_tablet_is_refused(number: str) -> None:
    visit, one = walked()
    other = tablet(visit)
    lent = other.fetch()["numbers"][0]["numbers"][0]

    assert one.push(one.record(number))[0]["code"] == "number-not-leased"
    assert one.push(one.record(lent))[0]["code"] == "number-not-leased"


def test_a_text_that_is_not_its_digest_is_refused_and_another_wording_is_a_defect() -> None:
    _, one = walked()
    forged = one.record()
    forged["body"]["text"] += "。"
    assert one.push(forged)[0]["code"] == "digest-mismatch"

    worded = one.record()
    worded["body"]["context"]["site_name"] = "另一处（合成）"
    (receipt,) = one.push(worded)
    assert (receipt["outcome"], receipt["defects"]) == ("applied", ["text-differs"])


def test_the_homes_signature_brings_in_what_was_refused_before() -> None:
    _, one = walked()
    one.push(by_second(one))  # they differ: the record is refused
    record = one.record()
    assert one.outcomes(record) == ["refused"]

    signing = one.signature(record)
    assert one.outcomes(signing) == ["applied"]

    assert one.outcomes(record, signing) == ["duplicate", "duplicate"]
    assert RenderedText.objects.get().defects == ["not-reconciled"]
    told = one.pull().json()["receipts"]
    assert [(r["id"], r["outcome"], r["defects"]) for r in told] == [
        (record["id"], "applied", ["not-reconciled"])
    ]


def test_the_receipt_in_one_batch_is_the_one_that_counts() -> None:
    _, one = walked()
    one.push(by_second(one))
    record = one.record()

    rendered, signed = one.push(record, one.signature(record))

    assert (rendered["outcome"], rendered["defects"]) == ("applied", ["not-reconciled"])
    assert signed["outcome"] == "applied"


def test_an_officers_signature_alone_changes_nothing() -> None:
    _, one = walked()
    one.push(by_second(one))
    record = one.record()

    assert one.outcomes(record, one.signature(record, "officer")) == ["refused", "conflict"]


def test_a_refusal_to_sign_before_a_witness_binds_like_a_signature() -> None:
    _, one = walked()
    record = one.record()
    refusal = one.signature(record, "refusal", witness="合成见证人")

    assert one.outcomes(record, refusal) == ["applied", "applied"]
    (late,) = one.push(one.answer("food"))
    assert (late["outcome"], late["defects"]) == ("applied", ["after-signature"])


def test_after_the_signature_nothing_is_refused_or_in_conflict() -> None:
    visit, one = walked()
    record = one.record()
    other = tablet(visit)
    early = one.answer("night")
    one.push(record, one.signature(record))

    receipts = one.push(
        early,
        one.answer("unknown"),
        one.answer(value="no"),
        one.answer("food", after=[str(Operation.objects.earliest("pk").pk)]),
        one.op("fact.set", {"name": "unknown", "value": "1"}),
    )
    (foreign,) = other.push(other.answer(value="no", officer=str(uuid7())))

    assert {r["outcome"] for r in [*receipts, foreign]} == {"applied"}
    assert "defects" not in receipts[0]  # done before the signature, by the tablet's sequence
    assert receipts[1]["defects"] == ["after-signature", "item-unknown"]
    assert receipts[2]["defects"] == ["after-signature", "record-moved"]
    kept = Attestation.objects.get(item="safety.exit", officer_id=one.officer)
    assert kept.value == "yes"
    assert Defect.objects.filter(code="record-moved").count() == 2
    assert Operation.objects.filter(pk=receipts[2]["id"]).exists()


def test_an_officer_nobody_knows_is_kept_as_sent_after_the_signature() -> None:
    _visit, one = walked()
    record = one.record()
    one.push(record, one.signature(record))
    stranger = one.answer("food")
    stranger["body"]["officer"] = str(uuid7())

    (receipt,) = one.push(stranger)

    assert (receipt["outcome"], receipt["defects"]) == ("applied", ["officer-not-of-visit"])
    assert not Attestation.objects.filter(item="safety.food").exists()
    assert Defect.objects.filter(op=stranger["id"]).exists()


def test_a_tablet_five_minutes_off_makes_the_date_on_the_paper_doubtful() -> None:
    _visit, one = walked()
    record = one.record()
    one.push(record)
    signing = one.signature(record, signed_on="2020-01-01")
    body = body_of([signing])[:-1] + b', "sent_at": "2036-01-01T00:00:00+08:00"}'

    receipts = one.send(body).json()["receipts"]

    assert receipts[0]["defects"] == ["clock-skewed", "date-outside-visit"]


def test_an_unapproved_visit_takes_nothing() -> None:
    one = tablet(visits.plan("case"))
    assert one.push(one.op("visit.open"))[0]["code"] == "visit-not-approved"


def test_an_answer_that_overtook_the_opening_is_taken_without_a_mark() -> None:
    one = tablet(visits.approved("case"))
    opening, answer = one.op("visit.open", {"scan": {"reason": "合成"}}), one.answer()
    assert one.push(answer) == [{"id": answer["id"], "outcome": "applied"}]
    assert one.outcomes(opening) == ["applied"]
