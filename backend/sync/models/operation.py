"""What came from tablets and what was answered; rows only grow (操作, 回执)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from backend.accounts.models import Device, Person
from backend.core.ids import uuid7
from backend.inspections.models import Visit


class PushBatch(models.Model):
    """One batch as a tablet sent and signed it (操作批次).

    digest: SHA-256 of the uncompressed body, which the signature covers; body is kept gzipped.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=100)
    body = models.BinaryField()
    count = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "digest"], name="batch_once_a_device")
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.count} {self.digest[:12]}"


class Operation(models.Model):
    """One operation as it was sent, whatever came of it (操作).

    content: the whole operation as ASCII JSON with sorted keys; digest: its SHA-256.
    done_at is the device's clock, recorded_at the server's, skew_ms what lay between them.
    """

    append_only = True

    id = models.UUIDField(primary_key=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=24)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    skew_ms = models.BigIntegerField(null=True, blank=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    batch = models.ForeignKey(PushBatch, models.PROTECT, null=True, related_name="operations")

    class Meta:
        indexes = [
            models.Index(fields=["device", "seq"], name="operation_device_seq"),
            models.Index(fields=["visit"], name="operation_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Receipt(models.Model):
    """What came of an operation (回执); the newest row of an operation counts.

    A held operation gets a second row when its cause arrives.
    """

    append_only = True

    id = models.BigAutoField(primary_key=True)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="receipts")
    outcome = models.CharField(max_length=10)
    code = models.CharField(max_length=40, blank=True)
    detail = models.TextField(blank=True)
    defects = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    current = models.JSONField(null=True, blank=True)
    needs = ArrayField(models.UUIDField(), default=list, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["operation", "-id"], name="receipt_newest")]

    def __str__(self) -> str:
        return f"{self.operation_id} {self.outcome}"


class HeldOperation(models.Model):
    """An operation that waits for a missing cause (待前置操作); the row goes when it came."""

    operation = models.OneToOneField(Operation, models.PROTECT, primary_key=True, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    needs = ArrayField(models.UUIDField())
    held_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.operation_id} needs {len(self.needs)}"
