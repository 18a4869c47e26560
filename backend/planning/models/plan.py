"""The yearly plan (年度抽查计划) and its approval."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.core.ids import uuid7
from backend.inspections.models import Nature
from backend.planning.models.rules import Policy
from backend.standards.models import ChecklistVersion


class Plan(models.Model):
    """What one department will check in one region in one year (年度抽查计划).

    Floors and cap are copied with their source when the plan is made, so that the published
    plan says what it was measured against.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待批准")
        APPROVED = "approved", _("已批准")
        PUBLISHED = "published", _("已公布")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    nature = models.ForeignKey(Nature, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    partners = models.JSONField(default=list)  # departments that join, each with its officers
    region = models.ForeignKey(Region, models.PROTECT, related_name="plans")
    checklist = models.ForeignKey(ChecklistVersion, models.PROTECT, related_name="+")
    items = models.JSONField(default=list)  # item ids of the checklist; empty: all
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="plans")
    floor_ratio = models.DecimalField(max_digits=5, decimal_places=4)  # share 0..1
    floor_source = models.CharField(max_length=300)
    floor_visits = models.PositiveSmallIntegerField(null=True, blank=True)  # a home and year
    floor_visits_source = models.CharField(max_length=300, blank=True)
    cap = models.PositiveSmallIntegerField(null=True, blank=True)  # None: none published yet
    cap_source = models.TextField(blank=True)
    basis = models.CharField(max_length=300, blank=True)  # 检查依据, for the papers
    window_from = models.DateField()
    window_until = models.DateField()
    approving_authority = models.CharField(max_length=120, blank=True)  # 专项
    filing_receipt = models.CharField(max_length=120, blank=True)  # 专项

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="plan_window_runs_forward",
                condition=Q(window_until__gte=F("window_from")),
            ),
            models.CheckConstraint(
                name="plan_ratio_is_a_share",
                condition=Q(floor_ratio__gte=0, floor_ratio__lte=1),
            ),
            models.CheckConstraint(
                name="plan_approved_by_another_person",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="plan_approved_after_submitted",
                condition=Q(state__in=["draft", "submitted"])
                | Q(submitted_by__isnull=False, approved_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["region", "year"], name="plan_region_year")]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"

    @property
    def departments(self) -> list[str]:
        """Give every department that sends officers, the leading one first."""
        return [self.department, *self.partners]
