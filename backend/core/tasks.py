"""Waking up for waiting events; called by a nudge after each commit and by the clock."""

from celery import shared_task

from backend.core import outbox


@shared_task(name="core.deliver")
def deliver() -> int:
    """Deliver what waits; give how many were done."""
    return outbox.deliver_all()
