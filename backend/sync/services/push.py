"""A batch from a tablet (上传操作批次): verified, stored as signed, taken in, answered."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from backend.accounts.device import demand_active, demand_signature, enrolled
from backend.accounts.models import Device, Person
from backend.accounts.refusals import DeviceRevoked, SignatureWrong
from backend.core import clock
from backend.core.refusals import Refusal
from backend.oplog.services import record
from backend.sync.models import PushBatch
from backend.sync.reading import Batch, Carried, batch_of
from backend.sync.sender import Sender
from backend.sync.services.intake import take_in
from backend.sync.services.quarantine import quarantine_batch
from backend.sync.services.standing import journal_of, note_contact, standing

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
    carried = [pass_on(one, device, person) for one in batch.carried]
    skew = _skew(batch, device, at)
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
    note_contact(device.pk, at, skew)
    if new:
        record(
            kind="batch.pushed",
            subject=str(row.pk),
            actor=sender.actor,
            device=str(device.pk),
            body={"operations": row.count, "digest": row.digest},
        )
    answer = {"batch": str(row.pk), "receipts": receipts, **standing(device.pk)}
    return answer | ({"carried": carried} if carried else {})


def pass_on(one: Carried, bearer: Device, person: Person | None) -> dict[str, Any]:
    """Take in a colleague's batch that came by this tablet, on its own tablet's signature.

    A bad one goes to the quarantine and costs nothing else; the same operations arrive from
    their own tablet later as duplicates.
    """
    try:
        device = enrolled(one.device)
        demand_signature(device, PATH, one.body, one.signature)
        demand_active(device)
        with transaction.atomic():
            answer = receive(device, None, one.body, one.signature)
    except Refusal as no:
        quarantine_batch(bearer, person, one.body, one.signature, no.code)
        return {"device": one.device[:40], "code": no.code, "detail": no.detail}
    return {"device": str(device.pk), "receipts": answer["receipts"]}


def _stored(row: PushBatch) -> tuple[PushBatch, bool]:
    """Store the batch; give its row and whether it is new: a replayed one keeps its first row."""
    PushBatch.objects.bulk_create([row], ignore_conflicts=True)
    stored = PushBatch.objects.defer("body").get(device=row.device, digest=row.digest)
    return stored, stored.pk == row.pk


def _skew(batch: Batch, device: Device, at: datetime) -> timedelta | None:
    """How far the tablet's clock is ahead: as it says, from work done in the future, or as at
    its last contact."""
    if batch.sent_at:
        return batch.sent_at - at
    latest = max(filter(None, map(_done_at, batch.operations)), default=at)
    if latest > at:
        return latest - at
    last = journal_of(device.pk).skew_ms
    return None if last is None else timedelta(milliseconds=last)


def _done_at(raw: Any) -> datetime | None:
    try:
        done_at = datetime.fromisoformat(raw["done_at"])
    except (TypeError, KeyError, ValueError):
        return None
    return done_at if done_at.tzinfo else None
