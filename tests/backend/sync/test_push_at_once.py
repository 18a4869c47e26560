"""Pushes at the same moment and a server killed in the middle, with real commits."""

import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection

from backend.core import clock
from backend.inspections.models import Attestation, FeedEntry, Visit
from backend.oplog.models import Event
from backend.sync.models import HeldOperation, Operation, PushBatch, Receipt
from backend.sync.services.push import push
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet, body_of, tablet

pytestmark = pytest.mark.usefixtures("committed")

KILL = """
CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
CREATE TRIGGER die BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION die();
"""


def send(one: Tablet, operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Push from a thread of its own."""
    body = body_of(operations)
    try:
        assert one.person is not None
        answer = push(
            device_id=str(one.device.pk), person=one.person, body=body, signature=one.sign(body)
        )
        receipts: list[dict[str, Any]] = answer["receipts"]
        return receipts
    finally:
        connection.close()


def at_once(sends: list[tuple[Tablet, list[dict[str, Any]]]]) -> Counter[str]:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda job: send(*job), sends))
    return Counter(receipt["outcome"] for answer in answers for receipt in answer)


def test_a_batch_sent_eight_times_at_once_is_applied_once() -> None:
    one = tablet()
    batch = [one.answer(item) for item in ("exit", "food", "night")]

    outcomes = at_once([(one, batch)] * 8)

    assert outcomes == {"applied": 3, "duplicate": 21}
    assert Operation.objects.filter(device=one.device).count() == 3
    assert PushBatch.objects.filter(device=one.device).count() == 1
    assert Event.objects.filter(kind="batch.pushed", device=str(one.device.pk)).count() == 1
    assert Visit.objects.get(pk=one.visit.pk).operations == 3


def test_of_eight_unseen_changes_one_is_applied_and_seven_are_in_conflict() -> None:
    visit = visits.opened()
    tablets = [tablet(visit) for _ in range(8)]
    batches = [
        [one.op("fact.set", {"name": "beds", "value": str(n)})] for n, one in enumerate(tablets)
    ]

    assert at_once(list(zip(tablets, batches, strict=True))) == {"applied": 1, "conflict": 7}


def test_chains_from_several_tablets_in_any_order_end_in_the_same_record() -> None:
    visit = visits.opened()
    tablets = [tablet(visit, seat) for seat in (0, 1)]
    dice = random.Random(7)
    sends = []
    for one in tablets:
        chain = [one.answer(value="no")]
        for value in ("yes", "no", "yes", "no", "yes"):
            chain.append(one.answer(value=value, parent=chain[-1]["id"]))
        sends += [(one, [operation]) for operation in (*chain, *chain)]
    dice.shuffle(sends)

    at_once(sends)

    assert not HeldOperation.objects.filter(visit=visit).exists()
    assert [row.value for row in Attestation.objects.filter(visit=visit)] == ["yes", "yes"]
    numbers = list(
        FeedEntry.objects.filter(feed_id=f"visit:{visit.pk}").values_list("n", flat=True)
    )
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert Visit.objects.get(pk=visit.pk).operations == 12


def test_visits_in_crossed_batches_never_wait_for_each_other_crosswise() -> None:
    first, second = visits.opened(), visits.opened()
    jobs = []
    for n in range(8):
        one = tablet(first)
        second.packages.create(device_id=one.device.pk, nonce="", downloaded_at=clock.now())
        here = one.op("lead.add", {"intake_key_id": "k", "ciphertext": "AAAA"})
        there = {
            **one.op("lead.add", {"intake_key_id": "k", "ciphertext": "AAAA"}),
            "visit": str(second.pk),
        }
        there["body"]["officer"] = str(visits.crew_of(second)[0])
        jobs.append((one, [here, there] if n % 2 else [there, here]))

    assert at_once(jobs) == {"applied": 16}


@pytest.mark.parametrize("table", ["inspections_attestation", "sync_receipt", "oplog_event"])
def test_a_connection_killed_in_the_middle_leaves_nothing_half(table: str) -> None:
    one = tablet()
    batch = [one.answer("exit"), one.answer("food")]
    with connection.cursor() as cursor:
        cursor.execute(KILL.format(table=table))

    with pytest.raises(OperationalError):
        send(one, batch)

    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER die ON {table}; DROP FUNCTION die();")
    mine = Operation.objects.filter(device=one.device)
    assert not mine.exists()
    assert not Receipt.objects.filter(operation__device=one.device).exists()
    assert not PushBatch.objects.filter(device=one.device).exists()
    assert not Attestation.objects.filter(visit=one.visit).exists()
    assert [receipt["outcome"] for receipt in send(one, batch)] == ["applied", "applied"]
    assert json.loads(mine.order_by("seq")[0].content)["id"] == batch[0]["id"]
