"""What the clock does (定时任务)."""

from celery import shared_task

from backend.duties.services import settle_day


@shared_task(name="duties.settle")
def settle() -> int:
    """Bring the ledger up to date, the whole of it once a civil day."""
    return settle_day()
