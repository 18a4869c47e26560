"""Files on their way (佐证材料上传): what has arrived stays, piece by piece."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Device
from backend.core.ids import uuid7
from backend.inspections.models import Evidence


class Upload(models.Model):
    """One tus upload of the bytes of one manifest (上传).

    holder: changes with every PATCH; only the one that holds it may move the offset.
    Expiry frees the partial bytes only: the manifest stays, the upload starts again.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("接收中")
        COMPLETE = "complete", _("已完成")
        REFUSED = "refused", _("未通过核对")
        ENDED = "ended", _("已终止")
        EXPIRED = "expired", _("已过期")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uploads")
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    holder = models.UUIDField(default=uuid7)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    problem = models.JSONField(null=True, blank=True)  # why it was refused
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="upload_within_its_length", condition=Q(offset__lte=F("length"))
            )
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="upload_expiring")]

    def __str__(self) -> str:
        return f"{self.id} {self.offset}/{self.length}"


class UploadPiece(models.Model):
    """Bytes that arrived in one go and lie in the object store (上传片段)."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    offset = models.PositiveBigIntegerField()
    length = models.PositiveBigIntegerField()
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="piece_once_an_offset")
        ]

    def __str__(self) -> str:
        return self.key
