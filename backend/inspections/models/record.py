"""What was answered on a visit, one row per item and officer (检查人员认定意见).

Every row carries `op`, the tablet operation that last changed it: an operation whose
`parent` is another id is in conflict. Rows are frozen by a trigger once the visit is locked.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from backend.core.ids import uuid7
from backend.inspections.models.visit import Visit


class FieldRow(models.Model):
    """The clocks and the author common to every row that comes from a tablet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey("registers.Officer", models.PROTECT, related_name="+")
    op = models.UUIDField()
    device_id = models.UUIDField(null=True, blank=True)
    seq = models.PositiveBigIntegerField(default=0)  # the operation's place on its device
    done_at = models.DateTimeField()  # device, claimed
    recorded_at = models.DateTimeField()  # server
    defects = models.JSONField(default=list, blank=True)  # 瑕疵 codes accepted after signing

    class Meta:
        abstract = True


class Attestation(FieldRow):
    """One officer's answer to one item (检查人员认定意见).

    value: the bare answer as scoring takes it, or {"na": "reason"}; null when cleared.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="attestations")
    item = models.CharField(max_length=120)
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True)
    cleared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "item", "officer"],
                name="attestation_once_per_officer_and_item",
            ),
            models.CheckConstraint(
                name="attestation_cleared_or_answered",
                condition=Q(cleared=True) | Q(value__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.item}"


class Reconciliation(FieldRow):
    """The lead's decision where two officers answered differently (差异协调), with its reason."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="reconciliations")
    item = models.CharField(max_length=120)
    value = models.JSONField()
    note = models.TextField(blank=True)
    reason = models.TextField()
    settles = ArrayField(models.UUIDField())  # operations of the answers it settles

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "item"], name="reconciliation_once_per_item"),
            models.CheckConstraint(name="reconciliation_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.item}"


class FactValue(FieldRow):
    """A fact asked for once per visit, as beds or residents (基本情况)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=80)
    value = models.JSONField(null=True, blank=True)
    cleared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "name"], name="fact_once_per_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.name}"


class SampleDraw(FieldRow):
    """A sample drawn on the spot from a recorded seed (现场抽样).

    seed = SHA-256(package nonce ‖ visit ‖ item ‖ sorted frame); a changed frame is a new number.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="samples")
    item = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField()
    frame = models.JSONField()
    size = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    chosen = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "item", "number"], name="sample_number_once_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.item} #{self.number}"


class Lead(models.Model):
    """A confidential word heard on a visit (保密线索), ciphertext to the intake key only.

    Never part of the 笔录, of the portal, of an export. Not frozen by the lock.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="leads")
    intake_key_id = models.CharField(max_length=80)
    ciphertext = models.BinaryField()
    op = models.UUIDField(unique=True)
    device_id = models.UUIDField(null=True, blank=True)
    done_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"lead {self.id}"
