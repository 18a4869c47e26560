"""The quarantine (待处理区): what could not be taken in is kept, read and tried again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.device import demand_signature
from backend.accounts.models import Device, Person
from backend.core import clock
from backend.core.refusals import Missing, Refusal
from backend.inspections.field.verdict import BAD, Outcome
from backend.oplog.services import record
from backend.sync.known import known
from backend.sync.models import Quarantined
from backend.sync.sender import Sender
from backend.sync.services.intake import take_in
from backend.sync.services.rejudge import rejudge

MOST_UNSIGNED = 100  # batches with a wrong signature kept per tablet


@transaction.atomic
def quarantine_batch(
    device: Device, person: Person | None, body: bytes, signature: str, reason: str
) -> None:
    """Keep a batch that was not accepted as the tablet's; the same one once."""
    kept = Quarantined.objects.filter(device_id=device.pk, kind=Quarantined.Kind.BATCH)
    if kept.filter(reason=reason, state=Quarantined.State.WAITING).count() >= MOST_UNSIGNED:
        return
    Quarantined.objects.bulk_create(
        [
            Quarantined(
                kind=Quarantined.Kind.BATCH,
                reason=reason,
                device_id=device.pk,
                person_id=person.pk if person else None,
                digest=sha256(body).hexdigest(),
                signature=signature[:100],
                length=len(body),
                content=gzip.compress(body, 6),
                recorded_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def retry_quarantined(*, quarantined_id: UUID, actor: str) -> Quarantined:
    """Try again what lies in the quarantine, as it came; ciphertext is opened.

    Raises Missing.
    """
    row = Quarantined.objects.select_for_update().filter(pk=quarantined_id).first()
    if row is None:
        raise Missing(f"nothing under {quarantined_id}")
    row.tries += 1
    row.answer = _TRY[row.kind](row)
    row.refresh_from_db(fields=["state"])
    if row.answer.get("outcome") in {Outcome.APPLIED, Outcome.DUPLICATE}:
        row.state = Quarantined.State.APPLIED
    row.save(update_fields=["tries", "answer", "state"])
    body = {"reason": row.reason, "answer": row.answer.get("outcome", "")}
    record(kind="quarantined.retried", subject=str(row.pk), actor=actor, body=body)
    return row


def _try_operation(row: Quarantined) -> dict[str, Any]:
    """Judge one operation again: as a late arrival, or anew where it was refused or in conflict."""
    sender = Sender(row.device_id, row.person_id, clock.now())
    before = known([row.operation_id]) if row.operation_id else {}
    earlier = before.get(row.operation_id) if row.operation_id else None
    if earlier and earlier.digest == row.digest and earlier.verdict.outcome in BAD:
        return rejudge(earlier, sender)
    return take_in([json.loads(bytes(row.content))], sender)[0]


def _try_batch(row: Quarantined) -> dict[str, Any]:
    """Take a batch in after all, when its signature holds now."""
    from backend.sync.services.push import PATH, receive

    device = Device.objects.get(pk=row.device_id)
    body = gzip.decompress(bytes(row.content))
    try:
        demand_signature(device, PATH, body, row.signature)
        person = Person.objects.filter(pk=row.person_id).first() if row.person_id else None
        answer = receive(device, person, body, row.signature)
    except Refusal as no:
        return {"outcome": Outcome.REFUSED.value, "code": no.code, "detail": no.detail}
    return {"outcome": Outcome.APPLIED.value, **answer}


def _try_escrow(row: Quarantined) -> dict[str, Any]:
    from backend.sync.services.opening import open_row

    return open_row(row)


_TRY: dict[str, Callable[[Quarantined], dict[str, Any]]] = {
    Quarantined.Kind.OPERATION: _try_operation,
    Quarantined.Kind.BATCH: _try_batch,
    Quarantined.Kind.ESCROW: _try_escrow,
}
