"""Writing down which content keys were destroyed; after each commit and by the clock."""

from celery import shared_task

from backend.keys import destroyed


@shared_task(name="keys.list_destroyed")
def list_destroyed() -> int:
    """List what is not listed yet; give how many."""
    return destroyed.write_down()
