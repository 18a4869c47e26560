"""The rows that an intake leaves, each kind in one statement (落库)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from backend.inspections.field.operation import Envelope
from backend.inspections.field.verdict import BAD, Outcome, Verdict
from backend.sync.bench import Settled
from backend.sync.models import HeldOperation, Operation, Quarantined, Receipt
from backend.sync.sender import Sender


@dataclass(frozen=True, slots=True)
class Aside:
    """An operation for the quarantine: as sent, and why."""

    content: str
    verdict: Verdict
    operation: UUID | None = None
    visit: UUID | None = None


def insert_operations(arrived: Sequence[Envelope], sender: Sender) -> set[UUID]:
    """Store operations as sent; give the ids that another batch took meanwhile."""
    if not arrived:
        return set()
    skew = None if sender.skew is None else round(sender.skew.total_seconds() * 1000)
    Operation.objects.bulk_create(
        [
            Operation(
                id=one.id,
                device_id=one.device,
                seq=one.seq,
                kind=one.kind,
                visit_id=one.visit,
                done_at=one.done_at,
                recorded_at=sender.at,
                skew_ms=skew,
                content=one.content,
                digest=one.digest,
                batch=sender.batch,
            )
            for one in arrived
        ],
        ignore_conflicts=True,
    )
    digests = dict(
        Operation.objects.filter(pk__in=[o.id for o in arrived]).values_list("id", "digest")
    )
    return {one.id for one in arrived if digests[one.id] != one.digest}


def insert_receipts(settled: Iterable[Settled], sender: Sender) -> None:
    """Store what came of each operation, in the transaction that did it."""
    Receipt.objects.bulk_create(
        Receipt(
            operation_id=one.outer.id,
            outcome=one.verdict.outcome,
            code=one.verdict.code,
            detail=one.verdict.detail,
            defects=list(one.verdict.defects),
            current=one.verdict.current,
            needs=[UUID(need) for need in one.verdict.needs],
            recorded_at=sender.at,
        )
        for one in settled
    )


def keep_held(held: Iterable[Settled], gone: Iterable[UUID], at: datetime) -> None:
    """Let go the operations that were settled, and hold those that wait."""
    HeldOperation.objects.filter(pk__in=list(gone)).delete()
    HeldOperation.objects.bulk_create(
        [
            HeldOperation(
                operation_id=one.outer.id,
                visit_id=one.outer.visit,
                needs=[UUID(need) for need in one.verdict.needs],
                held_at=at,
            )
            for one in held
        ],
        update_conflicts=True,
        unique_fields=["operation"],
        update_fields=["needs"],
    )


def set_aside(aside: Iterable[Aside], sender: Sender) -> None:
    """Put operations into the quarantine, each once; an applied one waits there no longer."""
    Quarantined.objects.bulk_create(
        [
            Quarantined(
                kind=Quarantined.Kind.OPERATION,
                reason=one.verdict.code or "not-storable",
                device_id=sender.device,
                person_id=sender.person,
                operation_id=one.operation,
                visit_id=one.visit,
                digest=sha256(one.content.encode()).hexdigest(),
                length=len(one.content),
                content=one.content.encode(),
                recorded_at=sender.at,
            )
            for one in aside
        ],
        ignore_conflicts=True,
    )


def release(settled: Iterable[Settled]) -> None:
    """Mark what lay in the quarantine and was applied after all."""
    ids = [
        one.outer.id
        for one in settled
        if one.verdict.outcome is Outcome.APPLIED and "not-storable" not in one.verdict.defects
    ]
    Quarantined.objects.filter(operation_id__in=ids, state=Quarantined.State.WAITING).update(
        state=Quarantined.State.APPLIED
    )


def asides_of(settled: Iterable[Settled]) -> list[Aside]:
    """What was refused, in conflict or without a record stays in the quarantine too."""
    return [
        Aside(one.outer.content, one.verdict, one.outer.id, one.outer.visit)
        for one in settled
        if one.verdict.outcome in BAD or "not-storable" in one.verdict.defects
    ]


def held_operations(visits: Iterable[UUID]) -> list[HeldOperation]:
    """The operations of these visits that wait, oldest first."""
    waiting = HeldOperation.objects.filter(visit_id__in=list(visits))
    return list(waiting.select_related("operation").order_by("held_at", "operation__seq"))
