"""Tables every app may lean on: events, stored answers, counters, grounds, the demo clock."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class ClockOffset(models.Model):
    """How far the demonstration clock is ahead of real time; at most one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ahead = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(name="clock_has_one_row", condition=Q(id=1))]


class Event(models.Model):
    """Something that happened and has consequences elsewhere (待处理事件)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    payload = models.JSONField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"


class Delivery(models.Model):
    """One event on its way to one handler: pending → leased → done, or failed after five tries."""

    class State(models.TextChoices):
        PENDING = "pending", _("待处理")
        LEASED = "leased", _("处理中")
        DONE = "done", _("已完成")
        FAILED = "failed", _("失败")

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries")
    handler = models.CharField(max_length=120)
    subject = models.CharField(max_length=80)  # copied: deliveries of one subject keep their order
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    leased_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "handler"], name="delivery_once_a_handler"),
        ]
        indexes = [
            models.Index(
                fields=["handler", "subject", "id"],
                name="delivery_waiting",
                condition=~Q(state="done"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.handler}: {self.state}"


class StoredAnswer(models.Model):
    """The answer given to a write, replayed when the same write comes again."""

    id = models.BigAutoField(primary_key=True)
    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "key"], name="answer_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.caller} {self.key} {self.status}"


class Counter(models.Model):
    """The last number given out under a name; its row lock keeps the numbers without gaps."""

    name = models.CharField(primary_key=True, max_length=120)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class Ground(models.Model):
    """What a decision rests on: when the ground is annulled, its effects are found here."""

    id = models.BigAutoField(primary_key=True)
    effect_type = models.CharField(max_length=40)
    effect_id = models.CharField(max_length=80)
    ground_type = models.CharField(max_length=40)
    ground_id = models.CharField(max_length=80)
    ground_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["effect_type", "effect_id", "ground_type", "ground_id"],
                name="ground_once_an_effect",
            )
        ]
        indexes = [models.Index(fields=["ground_type", "ground_id"], name="ground_effects")]

    def __str__(self) -> str:
        return f"{self.effect_type} {self.effect_id} ← {self.ground_type} {self.ground_id}"
