"""What a plan must keep to: floors and policies, dated data with their source (抽查规则)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Region
from backend.core.ids import uuid7


class Floor(models.Model):
    """How often at least, or what share of homes at least, in a year (抽查下限).

    The row of the nearest region upwards counts; region None is the whole country.
    """

    class Kind(models.TextChoices):
        VISITS = "visits", _("每家每年最少检查次数")
        RATIO = "ratio", _("每年最低抽查比例")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    department = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    amount = models.DecimalField(max_digits=6, decimal_places=4)  # visits, or a share 0..1
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="floor_has_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="floor_ratio_is_a_share",
                condition=~Q(kind="ratio") | Q(amount__gt=0, amount__lte=1),
            ),
            models.CheckConstraint(
                name="floor_ends_after_it_starts",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id or '全国'} {self.department} {self.kind} {self.amount}"


class Policy(models.Model):
    """One version of how quotas follow from strata (抽查政策); rows are only added.

    document: as POLICY.yaml of the command line.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=60, unique=True)  # the document's id
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(name="policy_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.code
