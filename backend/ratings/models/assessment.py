"""Who assesses, on what visit, with what result, and what the home says (现场评定, 反馈意见)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from backend.core.ids import uuid7
from backend.ratings.models.application import Application


class AssessorDuty(models.Model):
    """A drawn assessor's place at one home (评定任务); released when another takes it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="duties")
    draw = models.ForeignKey("draws.Draw", models.PROTECT, related_name="+")
    officer = models.ForeignKey("registers.Officer", models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField()
    iteration = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200, blank=True)  # why it passed to another
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "officer"],
                condition=Q(released_at__isnull=True),
                name="assessor_once_an_application",
            ),
            models.UniqueConstraint(
                fields=["application", "seat"],
                condition=Q(released_at__isnull=True),
                name="one_assessor_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} seat {self.seat}"


class Assessment(models.Model):
    """The rating visit of an application: the only thing a level can rest on (现场评定).

    nature repeats the visit's: a composite key binds the pair and the check allows 等级评定
    only, so that no row of an inspection can ever stand here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="assessments")
    visit = models.OneToOneField("inspections.Visit", models.PROTECT, related_name="+")
    nature = models.CharField(max_length=24, default="rating")
    planned_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="assessment_is_a_rating", condition=Q(nature="rating")),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(voided_at__isnull=True),
                name="one_assessment_an_application",
            ),
            models.CheckConstraint(
                name="assessment_voided_has_reason",
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.visit_id}"


class Score(models.Model):
    """What the assessment came to (评定得分), by digest; the explanation stands on the visit.

    fault: why the answers could not be graded; then there is no level.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="score")
    level = models.CharField(max_length=20, blank=True)  # "": no level
    level_by_points = models.CharField(max_length=20, blank=True)
    total = models.CharField(max_length=20, blank=True)
    maximum = models.CharField(max_length=20, blank=True)
    chapters = models.JSONField(default=dict)
    limited_by = models.JSONField(default=list)
    unmet = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    fault = models.CharField(max_length=60, blank=True)
    result_digest = models.CharField(max_length=64, blank=True)
    lock_digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="score_is_a_result_or_a_fault",
                condition=(Q(fault="") & ~Q(result_digest=""))
                | (~Q(fault="") & Q(level="", result_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.level or '—'} {self.total}"


class Feedback(models.Model):
    """What the assessors saw, sent to the home, and what the home says to it (反馈意见)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="feedback")
    body = models.JSONField()
    sent_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    agrees = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feedback_disagreed_says_why", condition=~Q(agrees=False) | ~Q(words="")
            ),
            models.CheckConstraint(
                name="feedback_answered_has_person",
                condition=Q(agrees__isnull=True)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.agrees}"
