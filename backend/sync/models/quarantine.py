"""What could not be taken in, kept until somebody looked at it (待处理区)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class Quarantined(models.Model):
    """One operation, batch or ciphertext set aside (待处理内容); nothing here expires.

    reason: the code the tablet got. content: as it came; what is large lies in the object
    store under object_key. tries: how often an operator asked for it again. about: what the
    clear header of a ciphertext says (kind; of a photo its id, visit, part and parts).
    """

    class Kind(models.TextChoices):
        OPERATION = "operation", _("操作")
        BATCH = "batch", _("批次")
        ESCROW = "escrow", _("失管平板密文")

    class State(models.TextChoices):
        WAITING = "waiting", _("待处理")
        APPLIED = "applied", _("已并入")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=40)
    device_id = models.UUIDField()
    person_id = models.UUIDField(null=True, blank=True)
    operation_id = models.UUIDField(null=True, blank=True)
    visit_id = models.UUIDField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=100, blank=True)
    length = models.PositiveBigIntegerField()
    content = models.BinaryField(blank=True, default=b"")
    object_key = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(null=True, blank=True)  # of the last try
    about = models.JSONField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["device_id", "kind", "reason", "digest"], name="quarantined_once"
            )
        ]
        indexes = [models.Index(fields=["state", "-id"], name="quarantined_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.reason} {self.state}"
