"""What the clock does (定时任务)."""

from celery import shared_task

from backend.ratings import services


@shared_task(name="ratings.lapse")
def lapse() -> int:
    """End the levels whose last day is over."""
    return len(services.lapse_levels())
