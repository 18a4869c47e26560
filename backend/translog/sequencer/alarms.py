"""The log stands still, or goes on again: noted, logged, seen in /healthz (日志停止告警)."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.utils import timezone

from backend.oplog.services import record
from backend.translog.models import Halt
from backend.translog.proof.faults import Fault

log = structlog.get_logger(__name__)


@transaction.atomic
def halt(fault: Fault) -> None:
    """Note why nothing is published; one event a reason."""
    log.error("the public log stands still", code=fault.code, fault=str(fault))
    _row, new = Halt.objects.get_or_create(
        code=fault.code, until=None, defaults={"detail": str(fault), "since": timezone.now()}
    )
    if new:
        body = {"code": fault.code, "expected": fault.expected, "came": fault.came}
        record(kind="log.halted", subject="log", actor="system", body=body)


@transaction.atomic
def resume() -> None:
    """Note that database and published log agree again."""
    if Halt.objects.filter(until=None).update(until=timezone.now()):
        record(kind="log.resumed", subject="log", actor="system")
