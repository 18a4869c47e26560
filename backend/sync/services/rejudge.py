"""Judging an operation again that was refused or in conflict, at an operator's word (重新审查)."""

from __future__ import annotations

from typing import Any

from django.db import connection

from backend.inspections.field.load import lock_visits
from backend.inspections.field.verdict import BAD
from backend.inspections.services.feeds import News, device_feed, touch
from backend.sync.known import Known, known, told
from backend.sync.sender import Sender
from backend.sync.services import rows
from backend.sync.services.settle import Settlement


def rejudge(earlier: Known, sender: Sender) -> dict[str, Any]:
    """Give the operation a new receipt against the visit as it is now; its tablet hears of it.

    Inside the caller's transaction.
    """
    operation = earlier.operation()
    if operation is None:
        return told(earlier.id, earlier.verdict)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    visits = lock_visits([operation.outer.visit])
    before = known(operation.needs)
    settlement = Settlement(visits, [operation], before, sender)
    settlement.run([operation])
    settled = list(settlement.settled.values())
    rows.insert_receipts(settled, sender)
    rows.release(settled)
    verdict = settlement.settled[operation.id].verdict
    receipt = told(operation.id, verdict)
    if verdict.outcome not in BAD:
        touch({device_feed(operation.outer.device): [News("receipt", receipt["id"], receipt)]})
    return receipt
