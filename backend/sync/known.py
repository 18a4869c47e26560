"""What was said before about operations (已知操作)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.inspections.field.operation import Envelope, Operation, envelope, opened
from backend.inspections.field.shapes import BadShape
from backend.inspections.field.verdict import Outcome, Verdict
from backend.sync.models import Receipt


@dataclass(frozen=True, slots=True)
class Known:
    """An operation that came before, with its newest verdict."""

    id: UUID
    digest: str
    content: str
    recorded_at: datetime
    verdict: Verdict

    def envelope(self) -> Envelope:
        """Read it again; it was read before."""
        return envelope(json.loads(self.content))

    def operation(self) -> Operation | None:
        """Read it with its body; None when the body never had its shape."""
        try:
            return opened(self.envelope(), self.recorded_at)
        except BadShape:
            return None

    def body(self) -> dict[str, Any]:
        """Its body as sent."""
        body = json.loads(self.content).get("body")
        return body if isinstance(body, dict) else {}


def known(ids: Iterable[UUID]) -> dict[UUID, Known]:
    """Look operations up with their newest receipts, in one query."""
    newest = (
        Receipt.objects.filter(operation_id__in=set(ids))
        .select_related("operation")
        .order_by("operation_id", "-id")
        .distinct("operation_id")
    )
    return {row.operation_id: _known(row) for row in newest}


def _known(row: Receipt) -> Known:
    verdict = Verdict(
        Outcome(row.outcome),
        row.code,
        row.detail,
        tuple(row.defects),
        row.current,
        tuple(str(need) for need in row.needs),
    )
    stored = row.operation
    return Known(stored.pk, stored.digest, stored.content, stored.recorded_at, verdict)


def told(operation_id: Any, verdict: Verdict) -> dict[str, Any]:
    """A receipt as the tablet gets it; empty keys are left out."""
    rest = {
        "code": verdict.code,
        "detail": verdict.detail,
        "defects": list(verdict.defects),
        "current": verdict.current,
        "needs": list(verdict.needs),
    }
    return {"id": str(operation_id) if operation_id else None, "outcome": verdict.outcome.value} | {
        key: value for key, value in rest.items() if value
    }
