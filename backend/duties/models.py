"""Kinds of duties, duties, and the signed files made of them (履职事项, 履职台账, 一院一档)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class Excuse(models.TextChoices):
    """Why a term need not be kept (免责事由).

    Source: law-and-office design, section 5 (what stops a clock).
    """

    FORCE_MAJEURE = "force-majeure", _("不可抗力")
    SUSPENDED = "suspended", _("经批准中止")
    HEARING = "hearing", _("听证")
    APPRAISAL = "appraisal", _("鉴定")
    REGION_STOP = "region-stop", _("全区域统一停止计算期限")
    OTHER = "other", _("其他事由")


class DutyKind(models.Model):
    """One kind of duty as it holds from a day on (履职事项); a row never changes.

    amount None: no rule says how many days, so a row of it is open or done and never late,
    unless its source tells a last day. applies_in: codes of regions, empty for everywhere.
    opened_by, ticked_by: names of events; what no event tells the daily run finds.
    """

    append_only: ClassVar[bool] = True

    class Owner(models.TextChoices):
        OFFICE = "office", _("民政部门")
        REGION = "region", _("本级机关")

    class Subject(models.TextChoices):
        OFFICE = "office", _("机关")
        SITE = "site", _("机构")
        VISIT = "visit", _("检查")
        ORDER = "order", _("责令改正")
        DRAW = "draw", _("抽取")
        PUBLICATION = "publication", _("公示")
        APPLICATION = "application", _("等级评定申请")
        NOTICE = "notice", _("等级公示")
        REVIEW = "review", _("复核或者申诉")
        LEVEL = "level", _("等级")

    class Part(models.TextChoices):
        INSPECTION = "inspection", _("行政检查")
        RATING = "rating", _("等级评定")
        OFFICE = "office", _("计划和公示")

    class Confidence(models.TextChoices):
        CONFIRMED = "confirmed", _("已核")
        PROVISIONAL = "provisional", _("待核")

    code = models.CharField(max_length=40)
    valid_from = models.DateField()
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Part.choices)
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=100)
    owner = models.CharField(max_length=8, choices=Owner.choices)
    subject = models.CharField(max_length=12, choices=Subject.choices)
    start_zh = models.CharField(max_length=60)
    start_en = models.CharField(max_length=100)
    term_zh = models.CharField(max_length=60)
    term_en = models.CharField(max_length=100)
    unit = models.CharField(max_length=20, blank=True)  # of calendar.Clock, or working_day_before
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=12, choices=Confidence.choices)
    note = models.CharField(max_length=300, blank=True)  # what is not known yet
    opened_by = models.JSONField(default=list)
    ticked_by = models.JSONField(default=list)
    excuses = models.JSONField(default=list)
    applies_in = models.JSONField(default=list)
    by_hand = models.BooleanField(default=False)  # a person may note it done, with a document
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["order", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="duty_kind_once_a_day"),
            models.CheckConstraint(
                name="duty_kind_has_basis_and_source", condition=~Q(basis="") & ~Q(source="")
            ),
            models.CheckConstraint(
                name="duty_kind_term_has_unit", condition=Q(amount__isnull=True) | ~Q(unit="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


class Duty(models.Model):
    """One thing that is owed once (应办事项): when due, how done, or why not.

    subject_id: the id of the visit, order …, or the code of the office's region.
    period: the year or half-year it is owed for, empty where it is owed once.
    started_on: the day its term counts from. late stays true of what was done late.
    noted_*: done by somebody's word with a document; excused_*: the term need not be kept.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待办")
        LATE = "late", _("逾期未办")
        DONE = "done", _("已办")
        EXCUSED = "excused", _("已免责")
        CANCELLED = "cancelled", _("已取消")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.ForeignKey(DutyKind, models.PROTECT, related_name="duties")
    code = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=12)
    subject_id = models.CharField(max_length=40)
    period = models.CharField(max_length=8, blank=True)  # "2026", "2026H1"
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+")
    site = models.ForeignKey(
        "registers.Site", models.PROTECT, null=True, blank=True, related_name="duties"
    )
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    ground_type = models.CharField(max_length=20, blank=True)
    ground_id = models.CharField(max_length=120, blank=True)
    cancelled = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    late = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    excuse = models.CharField(max_length=16, choices=Excuse.choices, blank=True)
    excuse_reason = models.CharField(max_length=300, blank=True)
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    excused_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "duties"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "subject_id", "period"], name="duty_once_a_subject_and_period"
            ),
            models.CheckConstraint(
                name="duty_excused_says_who_and_why",
                condition=Q(excused_at__isnull=True)
                | (~Q(excuse="") & ~Q(excuse_reason="") & Q(excused_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="duty_noted_names_its_document",
                condition=Q(noted_by__isnull=True) | (Q(done_on__isnull=False) & ~Q(ground_id="")),
            ),
            models.CheckConstraint(
                name="duty_done_has_its_ground",
                condition=Q(done_on__isnull=True) | ~Q(ground_type=""),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "code", "state"], name="duty_of_region"),
            models.Index(fields=["site", "due_on"], name="duty_of_site"),
            models.Index(
                fields=["due_on", "id"],
                name="duty_waiting",
                condition=Q(state__in=["open", "late"]),
            ),
            models.Index(
                fields=["kind", "started_on"],
                name="duty_without_last_day",
                condition=Q(due_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id} {self.period} {self.state}"


class LedgerDay(models.Model):
    """A civil day whose whole ledger was brought up to date (日结)."""

    day = models.DateField(primary_key=True)
    settled_at = models.DateTimeField()
    changed = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day} {self.changed}"


class DutyFile(models.Model):
    """A signed file over a period, of one home or of one office (一院一档, 履职台账).

    lines: how many lines it came to, None before they were gathered.
    """

    class Kind(models.TextChoices):
        SITE = "site-file", _("一院一档")
        OFFICE = "duty-ledger", _("履职台账")

    class State(models.TextChoices):
        WAITING = "waiting", _("排队中")
        MAKING = "making", _("制作中")
        FAILED = "failed", _("制作失败")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+")
    site = models.ForeignKey(
        "registers.Site", models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    lines = models.PositiveIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=60, blank=True)  # the code of a refusal
    paper = models.OneToOneField(
        "papers.Paper", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_file_runs_forward", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="duty_file_of_a_home_names_it",
                condition=Q(kind="duty-ledger", site__isnull=True)
                | Q(kind="site-file", site__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["kind", "region", "site", "from_on", "until_on"],
                condition=Q(state="waiting"),
                nulls_distinct=False,
                name="one_duty_file_waits",
            ),
        ]
        indexes = [models.Index(fields=["region", "-id"], name="duty_file_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.region_id} {self.from_on}–{self.until_on} {self.state}"
