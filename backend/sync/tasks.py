"""Background work of sync: what no request waits for."""

from celery import shared_task

from backend.sync.services.waiting import settle_waiting
from backend.sync.uploads.expiry import expire_uploads, finish_uploads


@shared_task(name="sync.settle_waiting")
def settle_held_operations() -> int:
    """Take up held operations whose causes came."""
    return settle_waiting()


@shared_task(name="sync.tidy_uploads")
def tidy_uploads() -> int:
    """Finish uploads whose last step failed, and free the bytes of expired ones."""
    return finish_uploads() + expire_uploads()
