"""The legal nature of a visit (性质), and the caps and office presets that go with it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class Nature(models.Model):
    """What a visit is in law (性质); fixed when it is planned, it decides everything else.

    Rows are data with a source (migrations/natures.csv), never code.
    Source: law-and-office design, section 1; 养老机构行政检查办法 art. 8.
    """

    class Crew(models.TextChoices):
        ENFORCEMENT = "enforcement", _("执法检查人员")
        ASSESSMENT = "assessment", _("评定人员")
        ANYBODY = "anybody", _("不限")

    code = models.CharField(primary_key=True, max_length=24)
    title_zh = models.CharField(max_length=40)
    title_en = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()
    lists = models.CharField(max_length=16)  # the word a checklist's `natures` must hold
    may_find = models.BooleanField()  # problems for the ledger
    may_order = models.BooleanField()  # 责令改正 rests on it
    may_grade = models.BooleanField()  # a level
    counts_against_cap = models.BooleanField()
    needs_approval = models.BooleanField()  # 凡检查必审批
    needs_draw = models.BooleanField()
    needs_clue = models.BooleanField()
    needs_scan = models.BooleanField()  # 扫码入企
    may_announce = models.BooleanField()  # False: no prior word to the home
    needs_notice_days = models.PositiveSmallIntegerField()  # working days, 0 = none
    crew = models.CharField(max_length=12, choices=Crew.choices, default=Crew.ENFORCEMENT)
    min_officers = models.PositiveSmallIntegerField()  # per department; of assessors in all
    source = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="nature_never_orders_and_grades",
                condition=Q(may_order=False) | Q(may_grade=False),
            ),
            models.CheckConstraint(
                name="nature_that_orders_takes_two_officers",
                condition=Q(may_order=False) | Q(min_officers__gte=2),
            ),
            models.CheckConstraint(
                name="nature_that_orders_needs_approval",
                condition=Q(may_order=False) | Q(needs_approval=True),
            ),
            models.CheckConstraint(
                name="nature_that_orders_takes_officers",
                condition=Q(may_order=False) | Q(crew="enforcement"),
            ),
            models.CheckConstraint(
                name="nature_that_grades_takes_assessors",
                condition=Q(may_grade=False) | Q(crew="assessment"),
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh


class Cap(models.Model):
    """How often one department may enter one home in a year (年度频次上限).

    The row of the nearest region upwards counts; no row = no cap published yet.
    Source: 司法部办公厅 2025-04-18 解答 (caps are published by the authority).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    visits = models.PositiveSmallIntegerField()
    uncounted = ArrayField(models.CharField(max_length=24), default=list, blank=True)  # natures
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "department", "year"],
                name="cap_once_per_region_and_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.department} {self.year}: {self.visits}"


class OfficePreset(models.Model):
    """How the roles of one office are bundled (小机关预设).

    small: three people in the office, so only the true opposites stay apart: who proposes
    a visit never approves it.
    """

    region = models.OneToOneField(
        "accounts.Region", models.PROTECT, primary_key=True, related_name="+"
    )
    small = models.BooleanField(default=False)
    source = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.region_id} {'small' if self.small else 'full'}"
