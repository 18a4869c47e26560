"""Settings, addresses, servers, and the wiring of events to handlers."""

from backend.config.celery import app as celery

__all__ = ["celery"]
