"""The sequencer of the public log, and the operation log's last hash of each day."""

from celery import shared_task
from django.db import transaction

from backend.translog import operations
from backend.translog.sequencer.run import run


@shared_task(name="translog.sequence")
def sequence() -> int:
    """Give places to what waits and publish; give how many entries."""
    return run()


@shared_task(name="translog.log_day")
def log_day() -> bool:
    """Enter yesterday's last hash of the operation log, once."""
    with transaction.atomic():
        return operations.log_day() is not None
