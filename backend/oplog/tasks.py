"""The sequencer of the operation log, once a second."""

from celery import shared_task

from backend.oplog import services


@shared_task(name="oplog.chain")
def chain() -> int:
    """Chain what is committed; give how many."""
    return services.chain()
