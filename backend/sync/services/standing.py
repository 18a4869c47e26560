"""Epoch and durable marks (服务器纪元, 持久水位): what a tablet may let go of, and when not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from backend.core import clock
from backend.core.ids import uuid7
from backend.oplog.services import record
from backend.sync.models import DeviceJournal, Epoch

LEAST_AGE = timedelta(days=7)

# The first sequence of each device that is missing, unsettled, younger than the backup, or on
# a visit still open; everything below it is durable.
_DURABLE = """
WITH numbered AS (
  SELECT o.device_id, o.seq, row_number() OVER (PARTITION BY o.device_id ORDER BY o.seq) AS place,
    (o.recorded_at <= %(held_at)s AND v.state IN ('locked', 'concluded')
      AND NOT EXISTS (SELECT 1 FROM sync_heldoperation h WHERE h.operation_id = o.id)) AS safe
  FROM (SELECT DISTINCT ON (device_id, seq) * FROM sync_operation ORDER BY device_id, seq) o
  JOIN inspections_visit v ON v.id = o.visit_id
), broken AS (
  SELECT device_id, min(place) AS place FROM numbered
  WHERE NOT safe OR seq <> place GROUP BY device_id
)
SELECT n.device_id, max(n.seq) FROM numbered n LEFT JOIN broken b USING (device_id)
WHERE b.place IS NULL OR n.place < b.place GROUP BY n.device_id
"""

_GAPS = """
SELECT last + 1, seq - 1 FROM (
  SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) AS last
  FROM sync_operation WHERE device_id = %s
) numbered WHERE seq > last + 1 ORDER BY seq LIMIT 100
"""


def epoch() -> Epoch:
    """Give the server's one epoch, made at first need."""
    row, _ = Epoch.objects.get_or_create(one=1)
    return row


def journal_of(device_id: UUID) -> DeviceJournal:
    """Give a tablet's journal row, made at first need."""
    row, _ = DeviceJournal.objects.get_or_create(device_id=device_id)
    return row


def note_contact(device_id: UUID, at: datetime, skew: timedelta | None = None) -> None:
    """Note that the tablet was in contact, and how far its clock was off where that is known."""
    journal_of(device_id)
    measured = {} if skew is None else {"skew_ms": round(skew.total_seconds() * 1000)}
    DeviceJournal.objects.filter(pk=device_id).update(contact_at=at, **measured)


def standing(device_id: UUID) -> dict[str, Any]:
    """Say which epoch this is and how far the tablet's work is durable."""
    return {
        "epoch": str(epoch().id),
        "durable_through_seq": journal_of(device_id).durable_through_seq,
    }


def gaps(device_id: UUID) -> list[list[int]]:
    """Give the ranges of sequence numbers that never came, at most a hundred; they hold nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, [device_id])
        return [list(row) for row in cursor.fetchall()]


@transaction.atomic
def begin_epoch(*, actor: str = "system") -> Epoch:
    """Begin a new epoch after a restore: every tablet sends its journal above the mark again."""
    row = epoch()
    row.id, row.token = uuid7(), uuid7()
    row.save()
    record(kind="epoch.begun", subject=str(row.id), actor=actor)
    return row


@transaction.atomic
def mark_durable(held_at: datetime, *, actor: str = "system") -> int:
    """Move the marks to what a verified backup or a synchronous replica holds; give how many.

    held_at: everything recorded until then is held. A mark moves only over locked visits, never
    within seven days, and never back.
    """
    until = min(held_at, clock.now() - LEAST_AGE)
    with connection.cursor() as cursor:
        cursor.execute(_DURABLE, {"held_at": until})
        marks = cursor.fetchall()
    moved = 0
    for device_id, seq in sorted(marks):
        journal_of(device_id)
        behind = DeviceJournal.objects.filter(pk=device_id, durable_through_seq__lt=seq)
        moved += behind.update(durable_through_seq=seq, moved_at=clock.now())
    record(kind="journal.marked", subject=held_at.isoformat(), actor=actor, body={"moved": moved})
    return moved
