"""The last word of a lost tablet (失管平板托管): ciphertext, by device signature alone."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.db import transaction

from backend.accounts.device import demand_signature, enrolled
from backend.accounts.models import Device
from backend.core import clock, objects
from backend.core.canonical import canonical
from backend.keys.services import sign
from backend.oplog.services import record
from backend.sync.escrowed import about
from backend.sync.models import Quarantined
from backend.sync.reading import CHUNK, Read
from backend.sync.refusals import EscrowTooLarge
from backend.sync.services.standing import note_contact

PATH = "/api/v1/sync/escrow"
MAX_PIECE = 32 * 1024 * 1024
MAX_DEVICE = 8 * 1024 * 1024 * 1024


def read_piece(read: Read) -> bytes:
    """Read one piece of ciphertext, stopping at the limit; raises EscrowTooLarge."""
    whole = bytearray()
    while chunk := read(CHUNK):
        whole += chunk
        if len(whole) > MAX_PIECE:
            raise _too_large(MAX_PIECE)
    return bytes(whole)


def escrow(*, device_id: str, body: bytes, signature: str) -> dict[str, Any]:
    """Keep ciphertext of a tablet, revoked or not, and sign a receipt; the same piece once.

    The tablet wipes only after this receipt. Raises DeviceUnknown, SignatureWrong,
    EscrowTooLarge.
    """
    device = enrolled(device_id)
    demand_signature(device, PATH, body, signature)
    note_contact(device.pk, clock.now())
    return _receipt(keep_piece(device, body, signature))


def keep_piece(device: Device, body: bytes, signature: str) -> Quarantined:
    """Keep a piece that the tablet signed; the same one once.  Raises EscrowTooLarge."""
    digest = sha256(body).hexdigest()
    pieces = Quarantined.objects.filter(device_id=device.pk, kind=Quarantined.Kind.ESCROW)
    row = pieces.filter(digest=digest).first()
    if row is None:
        if sum(pieces.values_list("length", flat=True)) + len(body) > MAX_DEVICE:
            raise _too_large(MAX_DEVICE)
        row = Quarantined(
            kind=Quarantined.Kind.ESCROW,
            reason="escrow",
            device_id=device.pk,
            digest=digest,
            length=len(body),
            object_key=f"escrow/{device.pk}/{digest}",
            about=about(body),
            signature=signature[:100],
            recorded_at=clock.now(),
        )
        objects.put(row.object_key, body)
        row = _keep(row)
    return row


@transaction.atomic
def _keep(row: Quarantined) -> Quarantined:
    """Write the row after its bytes are stored; two at a time are one."""
    Quarantined.objects.bulk_create([row], ignore_conflicts=True)
    stored = Quarantined.objects.get(
        device_id=row.device_id, kind=row.kind, reason=row.reason, digest=row.digest
    )
    if stored.pk == row.pk:
        record(
            kind="escrow.kept",
            subject=str(row.pk),
            actor="system",
            device=str(row.device_id),
            body={"digest": row.digest, "length": row.length},
        )
    return stored


def _receipt(row: Quarantined) -> dict[str, Any]:
    receipt = {
        "id": str(row.pk),
        "device": str(row.device_id),
        "sha256": row.digest,
        "length": row.length,
        "recorded_at": row.recorded_at.isoformat(),
    }
    signed = sign("receipt", canonical(receipt))
    return {"receipt": receipt, "key": str(signed.key_id), "signature": signed.value}


def _too_large(limit: int) -> EscrowTooLarge:
    return EscrowTooLarge(
        "too much ciphertext",
        expected=f"at most {limit} bytes",
        came="more",
        do="send it in smaller pieces",
    )
