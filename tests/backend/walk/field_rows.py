"""Tablets: let in, thrown out, forged, cut off; batches and files refused whole."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from backend.accounts.models import EnrolmentCode
from infra.demo.photo import photo
from infra.demo.tablet import PUSH
from tests.backend.walk.conftest import Stage
from tests.backend.walk.rows import Rest, Row, rows
from tests.backend.walk.tablets import Pad, packed_bomb, signed

CODES = "POST /api/v1/enrolment-codes"
ENROL = "POST /api/v1/devices/enrol"
NEW = "0192f0c0-0000-7000-8000-000000000001"
POINT = {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}
LABEL = {"label": "九号平板", "region": "230102"}
ASIDE = frozenset({"sync_quarantined"})
ENDED = frozenset({"sync_upload", "oplog_event", "oplog_waiting"})  # that it was refused is kept
GOOD = photo("good", 3, (640, 480))


def batch(send: Callable[[Pad, bytes], Any], number: int = 1) -> Rest:
    """Send one good operation in a way that is not good."""

    def how(stage: Stage) -> Any:
        pad = Pad(stage, number)
        return send(pad, pad.body(pad.op("visit.open")))

    return Rest(how=how)


def whole(body: bytes) -> Rest:
    """Send a rightly signed body that is no batch."""
    return Rest(how=lambda stage: Pad(stage).send(body))


def wire(packed: Callable[[bytes], bytes]) -> Rest:
    """Send a rightly signed batch wrongly packed."""
    return batch(lambda pad, body: pad.send(body, packed=packed(body)))


def thief(pad: Pad, body: bytes) -> Any:
    """Sign with another tablet's key."""
    return pad.send(body, signature=signed(pad.stage.tablet(2), body))


def replayed(stage: Stage) -> Any:
    """Send the second tablet's signed batch as one's own."""
    mine, other = Pad(stage), Pad(stage, 2)
    body = other.body(other.op("visit.join"))
    return mine.send(body, signature=signed(other.tablet, body))


def called(who: str, call: str, pad: int = 0, **headers: str) -> Callable[[Stage], Any]:
    """Call an address with plain headers."""
    method, where = call.split(" ", 1)

    def how(stage: Stage) -> Any:
        told = {name.replace("_", "-"): stage.fill(value) for name, value in headers.items()}
        if pad:
            told["Xingjian-Device"] = stage.tablet(pad).device
        body = b"" if method in ("GET", "HEAD") else b"x"
        return stage.client(who).generic(method, stage.fill(where), body, headers=told)

    return how


def announced(data: bytes, **other: Any) -> Callable[[Stage], None]:
    """Push the manifest of a file, as $photo, and begin its upload, as $upload."""

    def ready(stage: Stage) -> None:
        pad = Pad(stage)
        pad.open()
        manifest = pad.manifest(data, **other)
        assert pad.push(manifest)[0]["outcome"] == "applied"
        begun = pad.create(manifest["body"]["id"], manifest["body"]["length"])
        assert begun.status_code == 201, begun.content
        stage.names["photo"] = manifest["body"]["id"]
        stage.names["upload"] = begun["Location"].rsplit("/", 1)[1]

    return ready


def patched(data: bytes, offset: str = "0", number: int = 1, **headers: str) -> Rest:
    """Send the bytes of $upload."""

    def how(stage: Stage) -> Any:
        where = f"/api/v1/uploads/{stage.names['upload']}"
        return Pad(stage, number).upload("PATCH", where, data, Upload_Offset=offset, **headers)

    return Rest(how=how)


def pictures(data: bytes, **other: Any) -> Rest:
    """Announce bytes, then send the very same: what they are is told by themselves."""
    return Rest(patched(data), ready=announced(data, **other), grows=ENDED)


def pixels(width: int, height: int) -> bytes:
    """A small JPEG file that opens to so many pixels."""
    out = BytesIO()
    Image.new("L", (width, height)).save(out, "JPEG", quality=1)
    return out.getvalue()


def refused_before(stage: Stage) -> None:
    """The upload has ended with wrong bytes."""
    announced(GOOD)(stage)
    wrong = GOOD[:-2] + bytes([GOOD[-2] ^ 1]) + GOOD[-1:]
    assert patched(wrong)["how"](stage).status_code == 422


def run_out(stage: Stage) -> None:
    """Let the code's half hour pass."""
    EnrolmentCode.objects.update(expires_at=timezone.now() - timedelta(minutes=1))


def pulled(stage: Stage) -> None:
    """Read once, as $cursor."""
    headers = {"Xingjian-Device": stage.tablet(1).device}
    answer = stage.client("lead1").get("/api/v1/sync/pull", headers=headers)
    stage.names["cursor"] = answer.json()["cursor"]


def pull_wrong(stage: Stage) -> Any:
    """Read on with a digest of what the tablet never got."""
    told = {"cursor": stage.names["cursor"], "state": "0" * 64}
    headers = {"Xingjian-Device": stage.tablet(1).device}
    return stage.client("lead1").get("/api/v1/sync/pull", told, headers=headers)


# fmt: off
DEVICES = rows(
    "enrolled",
    ("a code by another role", "jiancha1", CODES, 403, "forbidden", LABEL),
    ("a code for another county", "dengji", CODES, 404, "not-found", {**LABEL, "region": "230103"}),
    ("a code that opens nothing", "", ENROL, 422, "enrolment-code-spent",
     {"code": "nothing", "device": NEW, "public_jwk": POINT}),
    ("a code used before", "", ENROL, 422, "enrolment-code-spent",
     {"code": "$spent", "device": NEW, "public_jwk": POINT}),
    ("a code that has run out", "", ENROL, 422, "enrolment-code-spent",
     {"code": "$code", "device": NEW, "public_jwk": POINT}, Rest(ready=run_out)),
    ("a key that is no point", "", ENROL, 422, "not-a-key",
     {"code": "$code", "device": NEW, "public_jwk": POINT}),
    ("a key that is no key", "", ENROL, 422, "not-a-key",
     {"code": "$code", "device": NEW, "public_jwk": {"kty": "RSA", "n": 3}}),
    ("a key of numbers", "", ENROL, 422, "not-a-key",
     {"code": "$code", "device": NEW, "public_jwk": {"crv": "P-256", "x": 1, "y": None}}),
    ("a key that is a word", "", ENROL, 400, "invalid-input",
     {"code": "$code", "device": NEW, "public_jwk": "key"}),
    ("the id of another tablet", "", ENROL, 422, "device-known",
     {"code": "$code", "device": "$device", "public_jwk": POINT}),
    ("a tablet's id that is none", "", ENROL, 400, "invalid-input",
     {"code": "$code", "device": "tablet", "public_jwk": POINT}),
    ("revoking twice", "dengji", "POST /api/v1/devices/$revoked/revoke", 422,
     "device-already-revoked"),
    ("revoking from another county", "linqu", "POST /api/v1/devices/$device/revoke", 404,
     "not-found"),
    ("a package on a revoked tablet", "lead1", "GET /api/v1/visits/$visit1/package", 403,
     "forbidden", Rest(headers={"Xingjian-Device": "$revoked"})),
)

CALL = f"POST {PUSH}"
PUSHES = rows(
    "enrolled",
    ("a forged signature", "lead1", CALL, 401, "signature-wrong", Rest(batch(thief), grows=ASIDE)),
    ("a truncated signature", "lead1", CALL, 401, "signature-wrong",
     Rest(batch(lambda pad, body: pad.send(body, signature=signed(pad.tablet, body)[:-9])),
          grows=ASIDE)),
    ("a signature that is no base64", "lead1", CALL, 401, "signature-wrong",
     Rest(batch(lambda pad, body: pad.send(body, signature="\xe7\xad\xbe")), grows=ASIDE)),
    ("no signature", "lead1", CALL, 401, "signature-wrong",
     Rest(batch(lambda pad, body: pad.send(body, signature="")), grows=ASIDE)),
    ("a signature over another body", "lead1", CALL, 401, "signature-wrong",
     Rest(batch(lambda pad, body: pad.send(body, signature=signed(pad.tablet, body + b" "))),
          grows=ASIDE)),
    ("a signature over another address", "lead1", CALL, 401, "signature-wrong",
     Rest(batch(lambda pad, body: pad.send(body, signature=signed(pad.tablet, body,
          "/api/v1/sync/escrow"))), grows=ASIDE)),
    ("another tablet's batch replayed", "lead1", CALL, 401, "signature-wrong",
     Rest(how=replayed, grows=ASIDE)),
    ("a revoked tablet", "lead1", CALL, 401, "device-revoked",
     Rest(batch(lambda pad, body: pad.send(body, who="lead1"), 3), grows=ASIDE)),
    ("a tablet nobody enrolled", "lead1", CALL, 401, "device-unknown",
     batch(lambda pad, body: pad.send(body, **{"Xingjian-Device": NEW}))),
    ("a tablet's name with a NUL", "lead1", CALL, 401, "device-unknown",
     batch(lambda pad, body: pad.send(body, **{"Xingjian-Device": "a\0b"}))),
    ("no login", "", CALL, 401, "not-signed-in", Rest(how=called("", CALL, 1))),
    ("not an officer's login", "kezhang", CALL, 403, "forbidden",
     batch(lambda pad, body: pad.send(body, who="kezhang"))),
    ("a gzip bomb", "lead1", CALL, 413, "batch-inflates-too-far", wire(lambda body: packed_bomb())),
    ("a truncated gzip", "lead1", CALL, 400, "gzip-broken",
     wire(lambda body: gzip.compress(body)[:-4])),
    ("what is no gzip", "lead1", CALL, 400, "gzip-broken", wire(lambda body: body)),
    ("two gzip members", "lead1", CALL, 400, "gzip-broken",
     wire(lambda body: gzip.compress(body) * 2)),
    ("more than a mebibyte", "lead1", CALL, 413, "batch-too-large", whole(b" " * ((1 << 20) + 1))),
    ("501 operations", "lead1", CALL, 413, "batch-too-many",
     Rest(how=lambda stage: Pad(stage).send(Pad(stage).body(*[{}] * 501)))),
    ("no JSON", "lead1", CALL, 400, "batch-malformed", whole(b'{"operations": [')),
    ("no UTF-8", "lead1", CALL, 400, "batch-malformed", whole(b'{"operations": ["\xff"]}')),
    ("a list alone", "lead1", CALL, 400, "batch-malformed", whole(b"[]")),
    ("nothing", "lead1", CALL, 400, "batch-malformed", whole(b"")),
    ("NaN", "lead1", CALL, 400, "batch-malformed", whole(b'{"operations": [NaN]}')),
    ("an unending nest", "lead1", CALL, 400, "batch-malformed",
     whole(b'{"operations": ' + b"[" * 100_000)),
    ("a number of a hundred thousand digits", "lead1", CALL, 400, "batch-malformed",
     whole(b'{"operations": [' + b"9" * 100_000 + b"]}")),
    ("escrow under a wrong signature", "", "POST /api/v1/sync/escrow", 401, "signature-wrong",
     Rest(how=called("", "POST /api/v1/sync/escrow", 3, Xingjian_Signature="AAAA"))),
    ("escrow of nobody's tablet", "", "POST /api/v1/sync/escrow", 401, "device-unknown",
     Rest(how=called("", "POST /api/v1/sync/escrow", Xingjian_Device="no"))),
    ("pulling on a revoked tablet", "lead1", "GET /api/v1/sync/pull", 401, "device-revoked",
     Rest(how=called("lead1", "GET /api/v1/sync/pull", 3))),
    ("pulling with a state that differs", "lead1", "GET /api/v1/sync/pull", 412, "state-differs",
     Rest(ready=pulled, how=pull_wrong)),
)

UPLOADS = rows(
    "enrolled",
    ("a file nobody announced", "lead1", "POST /api/v1/uploads/", 404, "manifest-missing",
     Rest(how=lambda stage: Pad(stage).create(NEW, 10))),
    ("a length that is none", "lead1", "POST /api/v1/uploads/", 400, "upload-malformed",
     Rest(how=lambda stage: Pad(stage).create(NEW, "-1"))),
    ("a length beyond every number", "lead1", "POST /api/v1/uploads/", 400, "upload-malformed",
     Rest(how=lambda stage: Pad(stage).create(NEW, "9" * 40))),
    ("an id of a file that is none", "lead1", "POST /api/v1/uploads/", 400, "upload-malformed",
     Rest(how=lambda stage: Pad(stage).create("photo\0", 10))),
    ("another length than announced", "lead1", "POST /api/v1/uploads/", 422,
     "upload-length-differs",
     Rest(ready=announced(GOOD), how=lambda stage: Pad(stage).create(stage.names["photo"],
          len(GOOD) - 1))),
    ("an old dialect", "lead1", "POST /api/v1/uploads/", 412, "tus-version",
     Rest(how=called("lead1", "POST /api/v1/uploads/", 1, Tus_Resumable="0.2.2"))),
    ("an upload by another role", "kezhang", "POST /api/v1/uploads/", 403, "forbidden",
     Rest(how=called("kezhang", "POST /api/v1/uploads/", 1, Tus_Resumable="1.0.0"))),
    ("an upload from a revoked tablet", "lead1", "POST /api/v1/uploads/", 401, "device-revoked",
     Rest(how=called("lead1", "POST /api/v1/uploads/", 3, Tus_Resumable="1.0.0"))),
    ("another tablet's upload", "second1", "PATCH /api/v1/uploads/$upload", 404, "not-found",
     Rest(patched(GOOD, number=2), ready=announced(GOOD))),
    ("bytes from the middle", "lead1", "PATCH /api/v1/uploads/$upload", 409,
     "upload-offset-differs", Rest(patched(GOOD[9:], "9"), ready=announced(GOOD))),
    ("an offset that is none", "lead1", "PATCH /api/v1/uploads/$upload", 400, "upload-malformed",
     Rest(patched(GOOD, "middle"), ready=announced(GOOD))),
    ("more bytes than announced", "lead1", "PATCH /api/v1/uploads/$upload", 422,
     "upload-length-differs", Rest(patched(GOOD + b"x"), ready=announced(GOOD))),
    ("bytes that call themselves a form", "lead1", "PATCH /api/v1/uploads/$upload", 400,
     "upload-malformed",
     Rest(patched(GOOD, Content_Type="image/jpeg"), ready=announced(GOOD))),
    ("bytes with a wrong checksum", "lead1", "PATCH /api/v1/uploads/$upload", 460,
     "upload-checksum-differs",
     Rest(patched(GOOD, Upload_Checksum="sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
          ready=announced(GOOD), grows=ENDED)),
    ("a checksum that is none", "lead1", "PATCH /api/v1/uploads/$upload", 400, "upload-malformed",
     Rest(patched(GOOD, Upload_Checksum="md5 x"), ready=announced(GOOD))),
    ("one wrong byte", "lead1", "PATCH /api/v1/uploads/$upload", 422, "upload-hash-differs",
     Rest(patched(GOOD[:-2] + bytes([GOOD[-2] ^ 1]) + GOOD[-1:]), ready=announced(GOOD),
          grows=ENDED)),
    ("bytes for an upload that has ended", "lead1", "PATCH /api/v1/uploads/$upload", 410,
     "upload-gone", Rest(patched(GOOD), ready=refused_before)),
    ("a truncated photo", "lead1", "PATCH /api/v1/uploads/$upload", 422,
     "upload-picture-unreadable", pictures(GOOD[: len(GOOD) // 2])),
    ("a photo that is no photo", "lead1", "PATCH /api/v1/uploads/$upload", 422,
     "upload-type-differs", pictures(b"%PDF-1.7 " + b"0" * 99)),
    ("a page that says it is a photo", "lead1", "PATCH /api/v1/uploads/$upload", 422,
     "upload-type-differs", pictures(b"<script>1</script>")),
    ("a photo's head with nothing behind", "lead1", "PATCH /api/v1/uploads/$upload", 422,
     "upload-picture-unreadable", pictures(b"\xff\xd8\xff\xe0" + b"\0" * 50)),
    ("a JPEG called PNG", "lead1", "PATCH /api/v1/uploads/$upload", 422, "upload-type-differs",
     pictures(GOOD, media_type="image/png")),
    ("a pixel bomb", "lead1", "PATCH /api/v1/uploads/$upload", 422, "upload-too-many-pixels",
     pictures(pixels(10_000, 6_500))),
    ("an upload that is none", "lead1", "PATCH /api/v1/uploads/nothing", 404, "not-found",
     Rest(how=lambda stage: Pad(stage).upload("PATCH", "/api/v1/uploads/nothing", b"x"))),
    ("ending another tablet's upload", "second1", "DELETE /api/v1/uploads/$upload", 404,
     "not-found",
     Rest(ready=announced(GOOD), how=lambda stage: Pad(stage, 2).upload("DELETE",
          f"/api/v1/uploads/{stage.names['upload']}"))),
)
# fmt: on

ROWS: list[Row] = [*DEVICES, *PUSHES, *UPLOADS]
