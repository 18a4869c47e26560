"""The clock's turn."""

from celery import shared_task

from backend.rectifications import services


@shared_task(name="rectifications.sweep")
def sweep() -> dict[str, int]:
    """Remind, warn, mark overdue."""
    return services.sweep_orders()
