"""POST /api/v1/sync/push: the batch as a whole: signature, limits, replay, one transaction."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from backend.accounts.models import Device
from backend.core import clock
from backend.inspections.models import Attestation
from backend.oplog.models import Event
from backend.sync import reading
from backend.sync.models import Operation, PushBatch, Quarantined, Receipt
from backend.sync.refusals import BatchInflatesTooFar
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.sync.make import body_of, tablet

pytestmark = pytest.mark.django_db


def code_of(response: Any) -> str:
    code: str = response.json()["code"]
    return code


def test_the_signed_body_is_kept_and_logged_once() -> None:
    one = tablet()
    body = body_of([one.answer(), one.answer("food")])
    first = one.send(body)
    again = one.send(body)

    batch = PushBatch.objects.get()
    assert gzip.decompress(bytes(batch.body)) == body
    assert batch.signature
    event = Event.objects.get(kind="batch.pushed")
    assert event.body == {"operations": 2, "digest": batch.digest}
    assert event.device == str(one.device.pk)
    assert {r["outcome"] for r in first.json()["receipts"]} == {"applied"}
    assert {r["outcome"] for r in again.json()["receipts"]} == {"duplicate"}
    assert first.json()["epoch"] == again.json()["epoch"]
    assert first.json()["durable_through_seq"] == 0


def test_a_wrong_signature_is_401_and_the_batch_goes_to_quarantine() -> None:
    one = tablet()
    body = body_of([one.answer()])

    response = one.send(body, signature=one.sign(body + b" "))

    assert (response.status_code, code_of(response)) == (401, "signature-wrong")
    assert not Operation.objects.exists()
    assert gzip.decompress(bytes(Quarantined.objects.get().content)) == body


def test_a_batch_replayed_from_another_tablet_is_401() -> None:
    visit = visits.opened()
    one, other = tablet(visit), tablet(visit)
    body = body_of([one.answer()])
    one.send(body)

    response = other.send(body, signature=one.sign(body))

    assert (response.status_code, code_of(response)) == (401, "signature-wrong")


def test_a_revoked_tablet_is_401_and_its_batch_goes_to_quarantine() -> None:
    one = tablet()
    one.device.state = Device.State.REVOKED
    one.device.save()

    response = one.send(body_of([one.answer()]))

    assert (response.status_code, code_of(response)) == (401, "device-revoked")
    assert Quarantined.objects.get().reason == "device-revoked"
    assert not Attestation.objects.exists()


def test_an_unknown_tablet_is_401() -> None:
    one = tablet()
    headers = {"HTTP_XINGJIAN_DEVICE": "1"}
    response = one.client.generic("POST", "/api/v1/sync/push", b"{}", **headers)
    assert (response.status_code, code_of(response)) == (401, "device-unknown")


def test_without_a_token_it_is_401_and_another_role_403() -> None:
    one = tablet()
    one.client = make.client_for()
    assert one.send(body_of([])).status_code == 401
    one.client = make.client_for(make.person("publisher"))
    assert one.send(body_of([])).status_code == 403


def test_a_visit_of_others_goes_to_quarantine_and_is_applied_on_retry_once_it_is_ours() -> None:
    one, other = tablet(), tablet()
    foreign = {**one.answer(), "visit": str(other.visit.pk)}
    foreign["body"]["officer"] = str(other.officer)

    (receipt,) = one.push(foreign)
    assert (receipt["outcome"], receipt["code"]) == ("refused", "visit-not-yours")
    assert not Operation.objects.exists()

    other.visit.packages.create(device_id=one.device.pk, nonce="00", downloaded_at=clock.now())
    admin = make.client_for(make.person("platform_admin"))
    (row,) = admin.get("/api/v1/sync/quarantine?state=waiting").json()["results"]
    retried = admin.post(f"/api/v1/sync/quarantine/{row['id']}/retry").json()

    assert retried["answer"]["outcome"] == "applied"
    assert retried["state"] == "applied"
    assert one.outcomes(foreign) == ["duplicate"]


PACKED: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "cut": (lambda body: gzip.compress(body)[:-4], 400, "gzip-broken"),
    "two members": (lambda body: gzip.compress(body) * 2, 400, "gzip-broken"),
    "no gzip": (lambda body: body, 400, "gzip-broken"),
    "a bomb": (lambda body: gzip.compress(b" " * (9 << 20)), 413, "batch-inflates-too-far"),
    "a mebibyte": (lambda body: bytes(1 << 20) + b"1", 400, "gzip-broken"),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_body_out_of_bounds_is_refused_with_its_code(name: str) -> None:
    one = tablet()
    pack, status, code = PACKED[name]

    response = one.send(b"", packed=pack(body_of([one.answer()])))

    assert (response.status_code, code_of(response)) == (status, code)
    assert not Operation.objects.exists()


def test_more_than_a_mebibyte_on_the_wire_is_413() -> None:
    response = tablet().send(b" " * ((1 << 20) + 1))
    assert (response.status_code, code_of(response)) == (413, "batch-too-large")


def test_inflating_stops_at_the_limit() -> None:
    bomb = gzip.compress(bytes(300 << 20), 9)
    chunks = iter([bomb[at : at + 65536] for at in range(0, len(bomb), 65536)])
    reads: list[int] = []

    def read(size: int) -> bytes:
        reads.append(size)
        return next(chunks, b"")

    with pytest.raises(BatchInflatesTooFar):
        reading.read_body(read, gzipped=True)
    assert len(reads) == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(b"[", 400, "batch-malformed", id="no JSON"),
        pytest.param(b"[]", 400, "batch-malformed", id="no object"),
        pytest.param(b'{"operations": {}}', 400, "batch-malformed", id="no list"),
        pytest.param(b'{"operations": [NaN]}', 400, "batch-malformed", id="not a number"),
        pytest.param(b"[" * 100_000, 400, "batch-malformed", id="too deep"),
        pytest.param(b"\xff", 400, "batch-malformed", id="no UTF-8"),
        pytest.param(
            json.dumps({"operations": [1] * 501}).encode(), 413, "batch-too-many", id="501"
        ),
    ],
)
def test_a_body_that_is_no_batch_is_refused_whole(body: bytes, status: int, code: str) -> None:
    response = tablet().send(body)
    assert (response.status_code, code_of(response)) == (status, code)
    assert not PushBatch.objects.exists()


def test_an_operation_that_is_no_object_still_gets_its_receipt() -> None:
    one = tablet()
    receipts = one.send(body_of([1, {}, one.answer()])).json()["receipts"]  # type: ignore[list-item]  # the point of the test
    assert [r["outcome"] for r in receipts] == ["refused", "refused", "applied"]
    assert [r["id"] is None for r in receipts] == [True, True, False]


def test_two_hundred_answers_take_a_bounded_number_of_queries() -> None:
    visit = visits.opened()
    one = tablet(visit)
    few = [one.answer(value="yes")]
    last = few[0]["id"]
    many = []
    for n in range(200):
        many.append(one.answer(value="no" if n % 2 else "yes", parent=last))
        last = many[-1]["id"]

    with CaptureQueriesContext(connection) as for_one:
        one.push(*few)
    with CaptureQueriesContext(connection) as for_many:
        assert set(one.outcomes(*many)) == {"applied"}

    assert len(for_many) <= len(for_one) + 3 * 6  # four groups instead of one
    assert Receipt.objects.count() == 201


def test_what_came_never_changes() -> None:
    one = tablet()
    one.push(one.answer())
    for table in (Operation, Receipt, PushBatch):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            table.objects.all()._raw_delete("default")


def test_the_measured_skew_of_the_tablet_is_kept_with_each_operation() -> None:
    one = tablet()
    body = json.dumps(
        {"operations": [one.answer()], "sent_at": "2030-01-01T00:00:00+08:00"}
    ).encode()
    one.send(body)
    assert (Operation.objects.get().skew_ms or 0) > 5 * 60 * 1000
