"""Stored visits graded again under another checklist version (试算); no result is ever touched."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.inspections.models.visit import Visit


class WhatIf(models.Model):
    """One trial: which visits, under which two versions, and how far it is (试算).

    The versions are pinned by digest: a draft that is loaded anew makes its trial fail, never
    mean something else.  lease: the worker that has it now, until leased_until; a killed worker's
    trial is taken up again after that.  summary: as `scoring.whatif` gives it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("排队中")
        RUNNING = "running", _("试算中")
        DONE = "done", _("已完成")
        FAILED = "failed", _("未能完成")
        STOPPED = "stopped", _("已停止")

    class Stage(models.TextChoices):
        READING = "reading", _("读取检查结果")
        GRADING = "grading", _("按两个版本评定")
        KEEPING = "keeping", _("保存试算结果")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    before = models.ForeignKey("standards.ChecklistVersion", models.PROTECT, related_name="+")
    after = models.ForeignKey("standards.ChecklistVersion", models.PROTECT, related_name="trials")
    before_digest = models.CharField(max_length=64)
    after_digest = models.CharField(max_length=64)
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+")
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)  # empty: all
    since = models.DateField(null=True, blank=True)  # civil day of the lock
    until = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.READING)
    total = models.PositiveIntegerField(null=True, blank=True)  # visits, once counted
    done = models.PositiveIntegerField(default=0)  # visits of this stage
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # since it last moved on
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.JSONField(default=dict, blank=True)  # code, place, expected, came, do
    summary = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="what_if_ends_after_it_starts",
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(
                name="what_if_done_has_summary",
                condition=~Q(state="done") | (~Q(summary={}) & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_if_running_has_lease",
                condition=~Q(state="running")
                | (Q(lease__isnull=False) & Q(leased_until__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.after_id} {self.region_id} {self.state}"


class WhatIfRow(models.Model):
    """One visit of a trial: before, after, which way it moves and why (试算结果).

    before, after: ids of levels, or of conclusions; empty for none.  why: as `scoring.whatif`
    writes it.  Derived, so it may be dropped; the trial's summary stays.
    """

    class Moved(models.TextChoices):
        UP = "up", _("上升")
        DOWN = "down", _("下降")
        CHANGED = "changed", _("结论改变")
        SAME = "same", _("不变")
        UNGRADED = "ungraded", _("没有结果")

    trial = models.ForeignKey(WhatIf, models.CASCADE, related_name="rows")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    region = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    total_before = models.CharField(max_length=30, blank=True)
    total_after = models.CharField(max_length=30, blank=True)
    moved = models.CharField(max_length=8, choices=Moved.choices)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["trial", "moved", "id"], name="what_if_row_by_way")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.moved}"
