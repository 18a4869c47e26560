"""A batch from a tablet (上传操作批次): verified, stored as signed, taken in, answered."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from backend.accounts.models import Device, Person
from backend.core import clock
from backend.oplog.services import record
from backend.sync.device import demand_active, demand_signature, enrolled
from backend.sync.models import DeviceJournal, PushBatch
from backend.sync.reading import Batch, batch_of
from backend.sync.refusals import DeviceRevoked, SignatureWrong
from backend.sync.sender import Sender
from backend.sync.services.intake import take_in
from backend.sync.services.quarantine import quarantine_batch
from backend.sync.services.standing import journal_of, standing

PATH = "/api/v1/sync/push"


def push(*, device_id: str, person: Person, body: bytes, signature: str) -> dict[str, Any]:
    """Take a batch in and give one receipt for every operation.

    body: uncompressed, as it was signed.

    Raises DeviceUnknown; SignatureWrong and DeviceRevoked, after the batch went to the
    quarantine; BatchMalformed, BatchTooMany.
    """
    device = enrolled(device_id)
    try:
        demand_signature(device, PATH, body, signature)
        demand_active(device)
    except (SignatureWrong, DeviceRevoked) as no:
        quarantine_batch(device, person, body, signature, no.code)
        raise
    return receive(device, person, body, signature)


@transaction.atomic
def receive(device: Device, person: Person | None, body: bytes, signature: str) -> dict[str, Any]:
    """Store a verified batch and take its operations in: one transaction, one log event."""
    batch, at = batch_of(body), clock.now()
    skew = _skew(batch, at)
    row, new = _stored(
        PushBatch(
            device=device,
            person=person,
            digest=sha256(body).hexdigest(),
            signature=signature,
            body=gzip.compress(body, 6),
            count=len(batch.operations),
            recorded_at=at,
        )
    )
    sender = Sender(device.pk, person.pk if person else None, at, row, skew)
    receipts = take_in(batch.operations, sender)
    _note_contact(device, skew, at)
    if new:
        record(
            kind="batch.pushed",
            subject=str(row.pk),
            actor=sender.actor,
            device=str(device.pk),
            body={"operations": row.count, "digest": row.digest},
        )
    return {"batch": str(row.pk), "receipts": receipts, **standing(device.pk)}


def _stored(row: PushBatch) -> tuple[PushBatch, bool]:
    """Store the batch; give its row and whether it is new: a replayed one keeps its first row."""
    PushBatch.objects.bulk_create([row], ignore_conflicts=True)
    stored = PushBatch.objects.defer("body").get(device=row.device, digest=row.digest)
    return stored, stored.pk == row.pk


def _skew(batch: Batch, at: datetime) -> timedelta | None:
    """How far the tablet's clock is ahead: from what it says, else from work done in future."""
    if batch.sent_at:
        return batch.sent_at - at
    latest = max(filter(None, map(_done_at, batch.operations)), default=at)
    return latest - at if latest > at else None


def _done_at(raw: Any) -> datetime | None:
    try:
        done_at = datetime.fromisoformat(raw["done_at"])
    except (TypeError, KeyError, ValueError):
        return None
    return done_at if done_at.tzinfo else None


def _note_contact(device: Device, skew: timedelta | None, at: datetime) -> None:
    journal_of(device.pk)
    measured = {} if skew is None else {"skew_ms": round(skew.total_seconds() * 1000)}
    DeviceJournal.objects.filter(pk=device.pk).update(contact_at=at, **measured)
