"""/api/v1/uploads/: tus 1.0; what arrived stays."""

import base64
import hashlib
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from backend.core import clock, objects, outbox
from backend.core.models import Event
from backend.inspections.models import Defect, Evidence, Visit
from backend.keys.services import unseal
from backend.sync.models import Upload, UploadPiece
from backend.sync.uploads.expiry import expire_uploads, finish_uploads
from tests.backend.inspections import make as visits
from tests.backend.sync import photos
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


def the_evidence() -> Evidence:
    return Evidence.objects.get()


def test_a_photo_arrives_is_verified_sealed_and_told() -> None:
    one, data = tablet(), photos.photo()
    where = photos.begun(one, data)

    response = photos.send(one, where, data)

    assert (response.status_code, response["Upload-Offset"]) == (204, str(len(data)))
    evidence = the_evidence()
    assert evidence.state == Evidence.State.COMPLETE
    assert evidence.content_key is not None
    assert evidence.thumb_content_key is not None
    assert unseal(evidence.content_key, objects.get(evidence.object_key)) == data
    thumb = unseal(evidence.thumb_content_key, objects.get(evidence.thumb_key))
    with Image.open(io.BytesIO(thumb)) as small:
        assert max(small.size) <= 320
    assert len(evidence.perceptual_hash) == 16
    assert not UploadPiece.objects.exists()
    assert Event.objects.get(name="evidence.completed").payload["evidence"] == str(evidence.pk)
    told = [e["kind"] for e in one.pull().json()["entries"]]
    assert told == ["operations", "evidence"]


def test_a_cut_line_keeps_what_arrived_and_the_rest_follows() -> None:
    one, data = tablet(), photos.photo(size=(1600, 1200))
    where = photos.begun(one, data)
    assert len(data) > 300_000

    offset = 0
    for arrives in (1, 64_000, 270_000):
        response = photos.send_cut(one, where, data, offset, arrives)
        offset += arrives
        assert response["Upload-Offset"] == str(offset)
        assert photos.call(one, "HEAD", where)["Upload-Offset"] == str(offset)
    photos.send(one, where, data[offset:], offset)

    assert the_evidence().state == Evidence.State.COMPLETE


def test_a_wrong_offset_is_409_and_says_where_to_go_on() -> None:
    one, data = tablet(), photos.photo()
    where = photos.begun(one, data)
    photos.send_cut(one, where, data, 0, 1000)

    response = photos.send(one, where, data[500:], 500)

    assert (response.status_code, response.json()["code"]) == (409, "upload-offset-differs")
    assert response.json()["upload_offset"] == 1000
    assert response["Tus-Resumable"] == "1.0.0"


def test_the_first_bytes_may_come_with_the_creation() -> None:
    one, data = tablet(), photos.photo()
    evidence = photos.announced(one, data)

    response = photos.create(one, evidence, len(data), data, content_type=photos.BODY)

    assert (response.status_code, response["Upload-Offset"]) == (201, str(len(data)))
    assert the_evidence().state == Evidence.State.COMPLETE
    again = photos.create(one, evidence, len(data))
    assert again["Upload-Offset"] == str(len(data))  # nothing is sent twice


def other_bytes(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (10_000, 7_000)).save(out, "PNG")
    return out.getvalue()


BAD: dict[str, tuple[bytes, bytes, str, str]] = {
    "another byte": (
        photos.photo(),
        other_bytes(photos.photo()),
        "image/jpeg",
        "upload-hash-differs",
    ),
    "a PNG that says JPEG": (
        photos.photo(kind="PNG"),
        photos.photo(kind="PNG"),
        "image/jpeg",
        "upload-type-differs",
    ),
    "a page that says PDF": (b"<html>", b"<html>", "application/pdf", "upload-type-differs"),
    "too many pixels": (bomb(), bomb(), "image/png", "upload-too-many-pixels"),
    "half a picture": (
        photos.photo()[:900],
        photos.photo()[:900],
        "image/jpeg",
        "upload-picture-unreadable",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_wrong_bytes_end_the_upload_and_the_manifest_stays_awaited(name: str) -> None:
    announced, sent, media_type, code = BAD[name]
    one = tablet()
    where = photos.begun(one, announced, media_type=media_type)

    response = photos.send(one, where, sent)

    assert (response.status_code, response.json()["code"]) == (422, code)
    assert the_evidence().state == Evidence.State.AWAITING
    assert not UploadPiece.objects.exists()
    gone = photos.send(one, where, sent)
    assert (gone.status_code, gone.json()["why"]["code"]) == (410, code)
    fresh = photos.create(one, str(the_evidence().pk), len(sent))
    assert (fresh.status_code, fresh["Upload-Offset"]) == (201, "0")


def test_a_document_arrives_without_a_thumbnail() -> None:
    one, data = tablet(), b"%PDF-1.7 synthetic"
    photos.send(one, photos.begun(one, data, media_type="application/pdf", kind="document"), data)
    assert the_evidence().state == Evidence.State.COMPLETE
    assert the_evidence().thumb_key == ""


def test_bytes_without_a_manifest_are_not_taken() -> None:
    one, other = tablet(), tablet()
    evidence = photos.announced(other, photos.photo())
    for unknown in (evidence, str(UUID(int=1))):
        response = photos.create(one, unknown, 10)
        assert (response.status_code, response.json()["code"]) == (404, "manifest-missing")


def test_another_tablet_neither_sees_nor_moves_an_upload() -> None:
    visit = visits.opened()
    one, other, data = tablet(visit), tablet(visit, seat=1), photos.photo()
    where = photos.begun(one, data)
    assert photos.call(other, "HEAD", where).status_code == 404
    assert photos.send(other, where, data).status_code == 404


@pytest.mark.parametrize(
    ("length", "state", "code"),
    [
        pytest.param(1, "awaiting", "upload-length-differs", id="another length"),
        pytest.param(None, "waived", "evidence-not-awaited", id="waived"),
        pytest.param(None, "withdrawn", "evidence-not-awaited", id="withdrawn"),
    ],
)
def test_an_upload_that_is_not_wanted_is_refused(length: Any, state: str, code: str) -> None:
    one, data = tablet(), photos.photo()
    evidence = photos.announced(one, data)
    Evidence.objects.update(state=state)
    response = photos.create(one, evidence, length or len(data))
    assert (response.status_code, response.json()["code"]) == (422, code)


def test_more_bytes_than_announced_are_refused_before_they_are_read() -> None:
    one, data = tablet(), photos.photo()
    response = photos.send(one, photos.begun(one, data), data + b"1")
    assert response.json()["code"] == "upload-length-differs"


def test_a_checksum_is_honoured() -> None:
    one, data = tablet(), photos.photo()
    where = photos.begun(one, data)
    good = base64.b64encode(hashlib.sha256(data).digest()).decode()
    bad = base64.b64encode(hashlib.sha256(b"").digest()).decode()

    response = photos.send(one, where, data, HTTP_UPLOAD_CHECKSUM=f"sha256 {bad}")
    assert (response.status_code, response.json()["code"]) == (460, "upload-checksum-differs")
    assert photos.call(one, "HEAD", where)["Upload-Offset"] == "0"

    response = photos.send(one, where, data, HTTP_UPLOAD_CHECKSUM=f"sha256 {good}")
    assert response.status_code == 204


def test_the_server_says_what_it_speaks_and_refuses_other_versions() -> None:
    one = tablet()
    offer = photos.call(one, "OPTIONS", "/api/v1/uploads/")
    assert offer["Tus-Version"] == "1.0.0"
    assert set(offer["Tus-Extension"].split(",")) >= {"creation", "expiration", "termination"}
    response = photos.create(one, "1", 1, HTTP_TUS_RESUMABLE="0.2.2")
    assert (response.status_code, response.json()["code"]) == (412, "tus-version")
    response = photos.create(one, "not a uuid", 1)
    assert (response.status_code, response.json()["code"]) == (400, "upload-malformed")


def test_an_ended_upload_frees_its_bytes_and_starts_again() -> None:
    one, data = tablet(), photos.photo()
    where = photos.begun(one, data)
    photos.send_cut(one, where, data, 0, 2000)
    key = UploadPiece.objects.get().key

    assert photos.call(one, "DELETE", where).status_code == 204

    assert not objects.exists(key)
    assert photos.call(one, "HEAD", where).status_code == 410
    assert photos.create(one, str(the_evidence().pk), len(data)).status_code == 201


def test_an_expired_upload_frees_its_bytes_only() -> None:
    one, data = tablet(), photos.photo()
    where = photos.begun(one, data)
    photos.send_cut(one, where, data, 0, 2000)
    assert expire_uploads() == 0

    clock.advance(timedelta(days=8))

    assert expire_uploads() == 1
    assert Upload.objects.get().state == Upload.State.EXPIRED
    assert the_evidence().state == Evidence.State.AWAITING


@pytest.mark.parametrize("by", ["the client asking", "the worker"])
def test_an_upload_whose_last_step_failed_is_finished(by: str) -> None:
    one, data = tablet(), photos.photo()
    where = photos.begun(one, data)
    photos.send_cut(one, where, data, 0, len(data) - 1)
    row = Upload.objects.get()
    key = f"uploads/{row.pk}/last"
    objects.put(key, data[-1:])
    UploadPiece.objects.create(upload=row, offset=len(data) - 1, length=1, key=key)
    Upload.objects.update(offset=len(data))

    if by == "the worker":
        assert finish_uploads() == 1
    else:
        assert photos.call(one, "HEAD", where).status_code == 200

    assert the_evidence().state == Evidence.State.COMPLETE


def test_the_same_bytes_in_the_same_visit_are_sent_once_but_not_across_visits() -> None:
    one, other, data = tablet(), tablet(), photos.photo()
    photos.send(one, photos.begun(one, data), data)

    twin = photos.create(one, photos.announced(one, data), len(data))
    elsewhere = photos.create(other, photos.announced(other, data), len(data))

    assert twin["Upload-Offset"] == str(len(data))
    assert elsewhere["Upload-Offset"] == "0"
    assert Evidence.objects.filter(state="complete").count() == 2


def test_the_same_photo_at_two_homes_is_marked() -> None:
    one, other, data = tablet(), tablet(), photos.photo(7)
    for each in (one, other):
        photos.send(each, photos.begun(each, data), data)
    assert Defect.objects.get().visit_id == other.visit.pk
    assert Defect.objects.get().code == "photo-seen-elsewhere"


def locked_but_for(one: Tablet, data: bytes) -> str:
    where = photos.begun(one, data)
    (receipt,) = one.push(one.lock(one.visit))
    assert receipt["current"]["waits_for"]
    return where


def test_a_lock_that_waited_for_bytes_goes_through_when_they_are_there() -> None:
    one, data = tablet(), photos.photo()
    where = locked_but_for(one, data)

    photos.send(one, where, data)
    outbox.deliver_all()

    one.visit.refresh_from_db()
    assert one.visit.state in (Visit.State.LOCKED, Visit.State.CONCLUDED)
