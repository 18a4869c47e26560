"""How far each tablet is, and which life of this server it speaks to (同步进度, 服务器纪元)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from backend.accounts.models import Device
from backend.core.ids import uuid7


class Epoch(models.Model):
    """This server's life since its last restore (服务器纪元); one row.

    After a restore from backup a new id is written, and every tablet sends its journal above
    its durable mark again.  token: changed to make every tablet start its pull over.
    """

    one = models.PositiveSmallIntegerField(primary_key=True, default=1)
    id = models.UUIDField(default=uuid7)
    token = models.UUIDField(default=uuid7)
    since = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(name="epoch_has_one_row", condition=Q(one=1))]

    def __str__(self) -> str:
        return str(self.id)


class DeviceJournal(models.Model):
    """One tablet: up to which sequence the server can no longer lose its work (持久水位).

    token: changed to make this tablet start its pull over.
    """

    device = models.OneToOneField(Device, models.PROTECT, primary_key=True, related_name="+")
    durable_through_seq = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(default=uuid7)
    skew_ms = models.BigIntegerField(null=True, blank=True)
    contact_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.device_id} ≤ {self.durable_through_seq}"
