"""Background: what nobody has to remember."""

from celery import shared_task

from backend.draws import services


@shared_task(name="draws.abort_overdue")
def abort_overdue() -> int:
    """Abort draws whose secret was not opened in time; beat runs it every hour."""
    return len(services.abort_overdue_draws())
