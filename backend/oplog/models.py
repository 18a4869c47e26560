"""Who did what, to what, when, from which device (操作日志): rows are only ever added."""

from django.db import models

from backend.core.ids import uuid7


class Event(models.Model):
    """One verb that was carried out; subjects are ids only, never names."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60)  # "visit.locked"
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)  # a person's id, or "system"
    device = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()  # the house's clock
    recorded_at = models.DateTimeField(auto_now_add=True)  # real time
    body = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "recorded_at"], name="oplog_by_subject"),
            models.Index(fields=["actor", "recorded_at"], name="oplog_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Waiting(models.Model):
    """An event that the sequencer has not chained yet; gone when it has its link."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="waiting")

    def __str__(self) -> str:
        return str(self.event_id)


class Link(models.Model):
    """The place of an event in the chain: number, and a hash over it and all before."""

    append_only = True

    number = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="link")
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:8]}"
