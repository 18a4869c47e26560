"""Held operations whose causes came by another way (待前置操作的清理)."""

from __future__ import annotations

from backend.core import clock
from backend.inspections.field.verdict import Outcome
from backend.sync.known import known
from backend.sync.models import HeldOperation
from backend.sync.sender import Sender
from backend.sync.services.intake import take_in


def settle_waiting(limit: int = 500) -> int:
    """Take up held operations that wait for nothing any more; give how many visits were looked at.

    A cause on another visit, pushed at the same moment, is the one way to be missed otherwise.
    """
    waiting = list(HeldOperation.objects.select_related("operation").order_by("held_at")[:limit])
    there = known(need for row in waiting for need in row.needs)
    ready = [
        row
        for row in waiting
        if all(n in there and there[n].verdict.outcome is not Outcome.HELD for n in row.needs)
    ]
    for row in {row.visit_id: row for row in ready}.values():
        sender = Sender(row.operation.device_id, None, clock.now())
        take_in([], sender, waiting_on=[row.visit_id])
    return len({row.visit_id for row in ready})
