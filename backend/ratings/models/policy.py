"""What a rating keeps to, as dated data of a region (评定规则)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from backend.core.ids import uuid7


class RatingPolicy(models.Model):
    """One version of an authority's rating rules (评定规则); rows are only added.

    The row of the nearest region upwards counts; region None is the whole country.
    document: as policies/schema.json says, every value with its source and confidence.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "rating policies"
        constraints = [
            models.CheckConstraint(name="rating_policy_has_source", condition=~Q(source="")),
            models.UniqueConstraint(
                fields=["region", "valid_from"],
                nulls_distinct=False,
                name="rating_policy_once_a_region_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id or '全国'} {self.document['id']} {self.valid_from}"
