"""Connects events to handlers when every app is there."""

import structlog
from django.apps import AppConfig

log = structlog.get_logger(__name__)


class HouseConfig(AppConfig):
    """The house itself: last in the list of apps."""

    name = "backend.config"
    label = "house"
    verbose_name = "系统"

    def ready(self) -> None:
        """Wire the outbox; a broker that is down is only a slower wake-up."""
        from backend.config import wiring

        wiring.connect(wake)


def wake() -> None:
    """Nudge a worker."""
    from backend.core.tasks import deliver

    try:
        deliver.apply_async(retry=False, expires=30)
    except Exception as error:
        log.warning("the broker did not take the nudge", error=str(error))
