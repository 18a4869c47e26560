"""Background work of inspections."""

from celery import shared_task

from backend.inspections.whatif.run import drop_old_rows, run_next


@shared_task(name="inspections.what_if")
def what_if() -> bool:
    """Carry out one trial that waits; beat asks every few seconds."""
    if run_next():
        return True
    drop_old_rows()
    return False
