"""Headers of tus 1.0 read strictly (断点续传协议头)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from uuid import UUID

from backend.inspections.field.rules.evidence import MAX_BYTES
from backend.sync.refusals import ChecksumDiffers, TusVersion, UploadMalformed

VERSION = "1.0.0"
ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
OFFER = {
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,creation-with-upload,checksum,expiration,termination",
    "Tus-Max-Size": str(MAX_BYTES),
    "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
}
BODY = "application/offset+octet-stream"


@dataclass(frozen=True, slots=True)
class Checksum:
    """A checksum the client states for the bytes of one PATCH."""

    algorithm: str
    digest: bytes

    def check(self, data: bytes) -> None:
        """Raise ChecksumDiffers unless the bytes have it."""
        if not hmac.compare_digest(ALGORITHMS[self.algorithm](data).digest(), self.digest):
            raise ChecksumDiffers(
                "these bytes have another checksum",
                expected=f"{self.algorithm} {base64.b64encode(self.digest).decode()}",
                came=f"{len(data)} bytes",
                do="send the same piece again",
            )


def demand_version(headers: Mapping[str, str]) -> None:
    """Raise TusVersion unless the client speaks 1.0.0."""
    if headers.get("Tus-Resumable") != VERSION:
        raise TusVersion(
            "only tus 1.0.0 is spoken",
            expected=f"Tus-Resumable: {VERSION}",
            came=headers.get("Tus-Resumable", "nothing"),
            do="use a tus 1.0 client",
        )


def whole(headers: Mapping[str, str], name: str) -> int:
    """Read a header as a whole number; raises UploadMalformed."""
    value = headers.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) <= 15):
        raise _malformed(name, "a whole number", value)
    return int(value)


def evidence_id(headers: Mapping[str, str]) -> UUID:
    """Read the manifest's id from Upload-Metadata (`evidence <base64>`)."""
    pairs = (pair.split(" ") for pair in headers.get("Upload-Metadata", "").split(",") if pair)
    metadata = {pair[0].strip(): pair[1] for pair in pairs if len(pair) == 2}
    try:
        return UUID(base64.b64decode(metadata["evidence"], validate=True).decode())
    except (KeyError, ValueError, binascii.Error) as fault:
        came = headers.get("Upload-Metadata", "nothing")[:60]
        raise _malformed(
            "Upload-Metadata", "evidence and the manifest's id in base64", came
        ) from fault


def checksum(headers: Mapping[str, str]) -> Checksum | None:
    """Read Upload-Checksum where there is one."""
    value = headers.get("Upload-Checksum", "")
    if not value:
        return None
    algorithm, _, encoded = value.partition(" ")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        digest = b""
    if algorithm not in ALGORITHMS or not digest:
        raise _malformed("Upload-Checksum", "sha1 or sha256 and a digest in base64", value[:60])
    return Checksum(algorithm, digest)


def demand_body_type(headers: Mapping[str, str]) -> None:
    """Raise UploadMalformed unless the body is a piece of an upload."""
    came = headers.get("Content-Type", "")
    if came != BODY:
        raise _malformed("Content-Type", BODY, came)


def http_date(at: datetime) -> str:
    """Give a moment as Upload-Expires says it."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _malformed(place: str, expected: str, came: str) -> UploadMalformed:
    return UploadMalformed(
        f"{place} cannot be read",
        expected=expected,
        came=came or "nothing",
        do="send the header as tus 1.0 says",
        place=place,
    )
