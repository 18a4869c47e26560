"""The day's turn of the ledger (日结)."""

from __future__ import annotations

from django.db import transaction

from backend.core import clock
from backend.duties import ledger
from backend.duties.models import LedgerDay
from backend.duties.sources import SOURCES
from backend.oplog.services import record


def settle_day() -> int:
    """Settle everything unless this civil day was settled; give how many rows changed."""
    today = clock.today()
    if LedgerDay.objects.filter(day=today).exists():
        return 0
    return sum(settle_everything(actor="system").values())


def settle_everything(*, actor: str) -> dict[str, int]:
    """Open and tick every duty that the work tells of, each kind in its own transaction."""
    changed = {code: _settle(code) for code in SOURCES}
    close_day(sum(changed.values()), actor)
    return changed


@transaction.atomic
def close_day(changed: int, actor: str) -> None:
    """Note that today's ledger is whole (日结)."""
    LedgerDay.objects.update_or_create(
        day=clock.today(), defaults={"settled_at": clock.now(), "changed": changed}
    )
    body = {"changed": changed}
    record(kind="duties.settled", subject=clock.today().isoformat(), actor=actor, body=body)


def _settle(code: str) -> int:
    with transaction.atomic():
        return ledger.settle(code)
