"""What the tablet's screens write when a record is read, signed and locked, the server takes."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from backend.core import clock
from backend.inspections.models import Amendment, Evidence, RenderedText, Signature
from backend.inspections.selectors.signing import signatures_of
from backend.inspections.services import keep_officer_key, lock_visit
from backend.registers.models import Officer
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet
from tests.tablet import node

pytestmark = pytest.mark.django_db


Told = list[dict[str, Any]]


def walked(*, refused: bool = False) -> tuple[Tablet, Told, Told]:
    """Let the screens' own code do a visit, and push it up to the lock: receipts, and the rest."""
    visit = visits.approved("case")
    tablet = Tablet(visit)
    given = {
        "device": str(tablet.device.pk),
        "package": tablet.fetch(),
        "bundle": visit.checklist.bundle,
        "at": (clock.now() - timedelta(seconds=2)).isoformat(),
        "refused": refused,
    }
    told = node.run("ui-papers/walk.ts", given)
    for officer, jwk in told["keys"].items():
        who = Officer.objects.get(pk=officer)
        keep_officer_key(visit, who, device=tablet.device, public_jwk=jwk, actor="system")
    done = [one for one in told["operations"] if one["kind"] != "amendment.add"]
    later = [one for one in told["operations"] if one["kind"] == "amendment.add"]
    receipts = zip(tablet.push(*done), done, strict=True)
    return tablet, [{**one, "kind": op["kind"]} for one, op in receipts], later


@pytest.mark.parametrize("refused", [False, True], ids=["the home signs", "the home refuses"])
def test_everything_is_taken_and_nothing_is_odd(refused: bool) -> None:
    _, receipts, _ = walked(refused=refused)

    assert Counter(one["outcome"] for one in receipts) == {"applied": len(receipts)}
    odd = {(one["kind"], code) for one in receipts for code in one.get("defects", [])}
    assert odd == set()


def test_the_lock_states_what_the_server_counts_and_waits_for_pictures_only() -> None:
    _, receipts, _ = walked()

    (lock,) = [one for one in receipts if one["kind"] == "visit.lock"]
    assert {wait["what"] for wait in lock["current"]["waits_for"]} == {"evidence"}


def test_two_officers_amend_once_the_server_has_locked() -> None:
    tablet, _, (amendment,) = walked()
    pictures = Evidence.objects.filter(visit=tablet.visit)
    pictures.update(state=Evidence.State.COMPLETE, object_key="evidence/1")
    assert lock_visit(tablet.visit.pk) == []

    (receipt,) = tablet.push(amendment)

    assert (receipt["outcome"], receipt.get("defects")) == ("applied", None)
    row = Amendment.objects.get(visit=tablet.visit)
    assert row.body["words"] == "第三部分第1项的照片摄于二层（合成）"
    assert row.body["second_proof"]


def test_the_paper_shows_every_signature_and_the_corrected_text_keeps_its_number() -> None:
    tablet, _, _ = walked()

    texts = RenderedText.objects.filter(visit=tablet.visit, kind="onsite-record")
    first, second = texts.order_by("done_at")
    assert (first.number, first.superseded) == (second.number, True)
    lines = [(one["role"], one["words"]) for one in signatures_of(tablet.visit, second.text_digest)]
    assert [role for role, _ in lines] == ["检查人员"] * 2 + ["被检查单位现场负责人"] * 2
    assert lines[2][1].startswith("更正第1处：")


def test_a_refusal_stands_on_the_paper_with_its_witness() -> None:
    tablet, _, _ = walked(refused=True)

    refusal = Signature.objects.get(visit=tablet.visit, signer_kind="refusal")
    text = RenderedText.objects.get(text_digest=refusal.text_digest)
    assert (refusal.witness, refusal.opinion) == ("赵某（合成）", "未说明理由")
    assert "意见：现场负责人拒绝签名，理由：未说明理由。见证人：赵某（合成）" in text.text
