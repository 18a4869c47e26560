"""Working days and statutory clocks (工作日历, 期限)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class Day(models.Model):
    """A day that differs from its weekday: a holiday, or a weekend day that is worked."""

    class Kind(models.TextChoices):
        OFF = "off", _("放假")
        WORK = "work", _("调休上班")

    date = models.DateField(primary_key=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.date} {self.kind} {self.name}"


class Year(models.Model):
    """A year whose holiday arrangement is known; without a row, due dates carry a warning."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    provisional = models.BooleanField(default=False)
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.year)


class Clock(models.Model):
    """A term the law sets (期限): unit, start, stops, and what it is based on.

    The start does not count; a last day off moves to the next working day.
    """

    class Unit(models.TextChoices):
        WORKING_DAY = "working_day", _("工作日")
        DAY = "day", _("日")
        HOUR = "hour", _("小时")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=40)  # "correct-finding", "publish-result"
    unit = models.CharField(max_length=12, choices=Unit.choices)
    amount = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()  # the end of the last day, Shanghai; or the last minute
    basis = models.CharField(max_length=200)
    provisional = models.BooleanField(default=False)  # runs through a year not yet announced
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind"],
                condition=Q(finished_at__isnull=True),
                name="one_running_clock_a_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="clock_due", condition=Q(finished_at__isnull=True)
            ),
            models.Index(fields=["subject_id", "kind"], name="clock_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.kind} ≤ {self.due_at}"


class Stop(models.Model):
    """A time that a clock does not count (中止): expert opinion, hearing, force majeure."""

    id = models.BigAutoField(primary_key=True)
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="stops")
    reason = models.CharField(max_length=200)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=Q(until_at__isnull=True), name="one_stop_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.from_at}–{self.until_at}"
