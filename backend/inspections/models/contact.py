"""Whom to ring when there is a major hazard (紧急联系电话)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from backend.core.ids import uuid7


class EmergencyContact(models.Model):
    """One number that every package of a region carries (紧急联系人).

    Rows of no region are public numbers, the same in the whole country, and data with a source
    (migrations/public_numbers.csv); an office adds its own for its region and what lies below.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=100)
    source = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="public_number_has_its_source",
                condition=Q(region__isnull=False) | ~Q(source=""),
            ),
            models.UniqueConstraint(
                fields=["region", "phone"],
                condition=Q(withdrawn_at__isnull=True),
                name="contact_once_per_region_and_phone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_zh} {self.phone}"
