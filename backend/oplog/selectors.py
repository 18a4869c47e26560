"""Reading the operation log (操作日志)."""

from __future__ import annotations

from django.db.models import QuerySet

from backend.oplog.models import Event


def steps_of(subject: str, prefix: str) -> QuerySet[Event]:
    """Give what was done to one thing, in order: events whose kind begins with the prefix."""
    rows = Event.objects.filter(subject=subject, kind__startswith=prefix)
    return rows.order_by("recorded_at", "pk")
