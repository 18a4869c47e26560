"""Quotas, tasks, the pool behind a draw, and who goes where (抽查任务)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.core.ids import uuid7
from backend.draws.models import Draw
from backend.inspections.models import Visit
from backend.planning.models.plan import Plan
from backend.registers.models import Officer, Site


class Quota(models.Model):
    """What a plan still owes, stratum by stratum (抽取数); a computed row never changes.

    homes: the rows it was computed from, labels and classes included: never public.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="quotas")
    policy = models.JSONField()  # the document as computed with, the plan's ratio included
    homes = models.JSONField()
    output = models.JSONField()
    digest = models.CharField(max_length=64)  # of policy, homes and output
    computed_on = models.DateField()
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"quota of {self.plan_id} on {self.computed_on}"


class Task(models.Model):
    """One batch of a plan: a window, a draw, its visits (抽查任务).

    tokens: which officer stands behind which token of the draw, sealed.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("待执行")
        RUNNING = "running", _("执行中")
        DONE = "done", _("已完成")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    quota = models.OneToOneField(Quota, models.PROTECT, related_name="task")
    title = models.CharField(max_length=200)
    window_from = models.DateField()
    window_until = models.DateField()
    unannounced = models.BooleanField(default=False)  # in no public view beforehand
    draw = models.OneToOneField(Draw, models.PROTECT, null=True, blank=True, related_name="task")
    tokens_key = models.UUIDField(null=True, blank=True)
    tokens_sealed = models.BinaryField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="task_window_runs_forward",
                condition=Q(window_until__gte=F("window_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"


class PoolEntry(models.Model):
    """Which site stood behind which label when a pool was frozen (名单对应)."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    label = models.CharField(max_length=300)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "label"], name="pool_entry_once_a_label"),
            models.UniqueConstraint(fields=["draw", "site"], name="pool_entry_once_a_site"),
        ]

    def __str__(self) -> str:
        return self.label


class Assignment(models.Model):
    """An officer drawn for a site (检查人员匹配).

    released_in: the iteration that took the place away; None while it stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField()
    iteration = models.PositiveIntegerField()
    released_in = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["task", "site", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "site", "officer"],
                condition=Q(released_in__isnull=True),
                name="officer_stands_once_a_site",
            ),
            models.UniqueConstraint(
                fields=["draw", "site", "seat"],
                condition=Q(released_in__isnull=True),
                name="seat_stands_once_a_site",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} seat {self.seat}"


class TaskVisit(models.Model):
    """The visit a task asked for at a site, and how far its result is (检查任务进度)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="visits")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # nothing left to correct

    def __str__(self) -> str:
        return f"{self.task_id} {self.site_id}"
