"""A visit is locked when every operation and every byte is there, and not before (锁定)."""

import pytest

from backend.core import outbox
from backend.core.canonical import canonical, digest
from backend.core.models import Event
from backend.inspections import selectors, services
from backend.inspections.models import FeedEntry, Reconciliation, Visit, Waiver
from backend.inspections.refusals import AnswersDiffer
from backend.keys.services import verify
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db


def waits(visit: Visit) -> list[str]:
    return [one["what"] for one in services.lock_visit(visit.pk)]


def test_a_complete_visit_is_locked_with_a_signed_receipt() -> None:
    visit = make.locked()

    assert visit.state == "locked"
    assert visit.lock_digest == digest(selectors.content_of(visit))
    receipt = visit.lock_receipt or {}
    assert receipt["receipt"]["digest"] == visit.lock_digest
    assert verify(receipt["key"], canonical(receipt["receipt"]), receipt["signature"])
    assert Event.objects.filter(name="visit.locked", subject=str(visit.pk)).count() == 1


def test_locking_twice_is_once() -> None:
    visit = make.locked()

    assert services.lock_visit(visit.pk) == []

    assert Event.objects.filter(name="visit.locked", subject=str(visit.pk)).count() == 1


def test_a_missing_photo_holds_the_lock_until_its_bytes_come() -> None:
    visit = make.walked()
    late = make.photo(visit, "awaiting", b"late")
    make.asked_to_lock(visit)

    assert services.lock_visit(visit.pk) == [
        {"what": "evidence", "sha256": late.sha256, "state": "awaiting"}
    ]
    visit.refresh_from_db()
    assert (visit.state, visit.lock_request.waits_for[0]["sha256"]) == ("open", late.sha256)

    late.state, late.object_key = "complete", "evidence/2"
    late.save()
    services.try_lock({"visit": str(visit.pk), "evidence": str(late.pk)})

    visit.refresh_from_db()
    assert visit.state == "locked"
    told = FeedEntry.objects.filter(feed=services.visit_feed(visit.pk), kind="lock").order_by("n")
    assert [one.body["state"] for one in told] == ["open", "locked"]


def test_a_waived_photo_does_not_hold_the_lock() -> None:
    visit = make.walked()
    lost = make.photo(visit, "waived", b"lost")
    first, second = make.crew_of(visit)
    Waiver.objects.create(
        visit=visit,
        evidence=lost,
        officer_id=first,
        second_officer_id=second,
        reason="合成：平板损坏",
        **make.clocks(),
    )
    make.asked_to_lock(visit)

    assert waits(visit) == []


@pytest.mark.parametrize(
    ("told", "what"),
    [
        pytest.param({"operations": 3}, "operations", id="an operation has not come"),
        pytest.param({"answers_digest": "0" * 64}, "answers", id="other answers"),
        pytest.param({"evidence_hashes": ["1" * 64]}, "evidence", id="an unknown photo"),
    ],
)
def test_the_tablets_account_and_the_servers_must_be_equal(
    told: dict[str, object], what: str
) -> None:
    visit = make.walked()
    make.asked_to_lock(visit, **told)

    assert what in waits(visit)
    visit.refresh_from_db()
    assert visit.state == "open"


def test_bytes_that_arrive_before_anybody_asked_lock_nothing() -> None:
    visit = make.walked()

    services.try_lock({"visit": str(visit.pk)})

    visit.refresh_from_db()
    assert visit.state == "open"


def test_officers_who_differ_hold_the_lock_until_the_lead_reconciles() -> None:
    visit = make.opened()
    one = make.answer(visit, "exit", "yes")
    two = make.answer(visit, "exit", "no", seat=1)
    make.asked_to_lock(visit)
    assert waits(visit) == ["differences"]
    with pytest.raises(AnswersDiffer):
        selectors.demand_agreement(selectors.adopted_answers(visit))

    Reconciliation.objects.create(
        visit=visit,
        item="safety.exit",
        value="no",
        reason="合成：共同复看",
        settles=[one.op, two.op],
        officer_id=make.crew_of(visit)[0],
        **make.clocks(),
    )
    visit.lock_request.answers_digest = selectors.adopted_answers(visit).digest
    visit.lock_request.save()

    assert waits(visit) == []
    assert visit.attestations.count() == 2  # nobody's answer is overwritten


def test_the_handlers_of_the_lock_are_wired() -> None:
    visit = make.locked()

    outbox.deliver_all()

    visit.refresh_from_db()
    assert visit.state == "concluded"
