"""Locking a visit (锁定): when every operation and every byte is there, and not before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock, outbox
from backend.core.canonical import canonical, digest
from backend.inspections.models import Evidence, LockRequest, Visit
from backend.inspections.selectors.answers import adopted_answers
from backend.inspections.selectors.content import content_of
from backend.inspections.services.feeds import News, tell
from backend.inspections.services.visit_row import keep, log, take
from backend.keys.services import sign

State = Visit.State


@transaction.atomic
def lock_visit(visit_id: UUID, *, actor: str = "system") -> list[dict[str, Any]]:
    """Lock the visit if what its lead's tablet states is all here; give what is missing.

    Compares the number of operations, the digest of the adopted answers and the hashes of
    all evidence, each complete or waived. What is missing is kept on the request, so that
    both sides see it; the attempt is repeated when a byte arrives. An empty list means
    locked: the server signs a receipt and the visit goes on to its conclusion.
    """
    visit = take(visit_id)
    if visit.locked_at is not None:
        return []
    request = LockRequest.objects.filter(visit=visit).first()
    if request is None:
        return [{"what": "request", "expected": "visit.lock", "came": "nothing"}]
    waits = missing(visit, request)
    if waits != request.waits_for:
        request.waits_for = waits
        request.save(update_fields=["waits_for"])
    if not waits:
        _lock(visit, request, actor)
    tell(visit.pk, lock_news(visit, waits))
    return waits


def try_lock(payload: dict[str, Any]) -> None:
    """Handle `evidence.completed`: a lock that waited for bytes may go through now."""
    visit_id = UUID(payload["visit"])
    if LockRequest.objects.filter(visit_id=visit_id, visit__locked_at=None).exists():
        lock_visit(visit_id)


def missing(visit: Visit, request: LockRequest) -> list[dict[str, Any]]:
    """Say what the tablet states and the server has not, or the other way round."""
    waits: list[dict[str, Any]] = []
    if visit.state != State.OPEN:
        waits.append({"what": "state", "expected": State.OPEN.value, "came": visit.state})
    if visit.operations != request.operations:
        waits.append(
            {"what": "operations", "expected": request.operations, "came": visit.operations}
        )
    adopted = adopted_answers(visit)
    if adopted.differing:
        waits.append({"what": "differences", "items": list(adopted.differing)})
    elif adopted.digest != request.answers_digest:
        waits.append(
            {"what": "answers", "expected": request.answers_digest, "came": adopted.digest}
        )
    return waits + _evidence(visit, request)


def _evidence(visit: Visit, request: LockRequest) -> list[dict[str, Any]]:
    rows = visit.evidence.exclude(state=Evidence.State.WITHDRAWN)
    states = dict(rows.values_list("sha256", "state"))
    stated = set(request.evidence_hashes)
    waits: list[dict[str, Any]] = [
        {"what": "evidence", "sha256": one, "state": states.get(one, "unknown")}
        for one in sorted(stated)
        if states.get(one) not in {Evidence.State.COMPLETE, Evidence.State.WAIVED}
    ]
    waits += [
        {"what": "evidence", "sha256": one, "state": "not-stated"}
        for one in sorted(states.keys() - stated)
    ]
    return waits


def _lock(visit: Visit, request: LockRequest, actor: str) -> None:
    visit.locked_at = max(clock.now(), visit.opened_at or clock.now())
    visit.lock_digest = digest(content_of(visit))
    receipt = {
        "visit": str(visit.pk),
        "locked_at": visit.locked_at.isoformat(),
        "officer": str(request.officer_id),
        "op": str(request.op),
        "operations": request.operations,
        "answers_digest": request.answers_digest,
        "evidence": sorted(request.evidence_hashes),
        "digest": visit.lock_digest,
        **({"outcome": request.outcome} if request.outcome else {}),
    }
    signature = sign("receipt", canonical(receipt))
    visit.lock_receipt = {
        "receipt": receipt,
        "key": str(signature.key_id),
        "signature": signature.value,
    }
    visit.state = State.LOCKED
    keep(visit, ["locked_at", "lock_digest", "lock_receipt", "state"])
    log("locked", visit, actor, digest=visit.lock_digest, operations=request.operations)
    outbox.emit("visit.locked", str(visit.pk), {"visit": str(visit.pk)})


def lock_news(visit: Visit, waits: list[dict[str, Any]]) -> News:
    """Tell the tablets that the visit is locked, or what it waits for."""
    body: dict[str, Any] = {"state": visit.state, "version": visit.version, "waits_for": waits}
    if visit.lock_receipt:
        body["receipt"] = visit.lock_receipt
    return News("lock", str(visit.pk), body)
