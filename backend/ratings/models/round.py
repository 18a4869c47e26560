"""Rounds of rating and the drawing of their assessors (评定批次, 抽取评定人员)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.ratings.models.policy import RatingPolicy


class Round(models.Model):
    """One round of applications in a region (批次).

    The checklist version in force at the notice and the policy of that day hold to the end.
    Whether the window is open is the calendar's to say: `phase`.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("已发布")
        OPEN = "open", _("申报中")
        CLOSED = "closed", _("申报截止")
        ASSESSING = "assessing", _("评定中")
        DONE = "done", _("已办结")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    checklist = models.ForeignKey("standards.ChecklistVersion", models.PROTECT, related_name="+")
    checklist_digest = models.CharField(max_length=64)
    policy = models.ForeignKey(RatingPolicy, models.PROTECT, related_name="rounds")
    demonstration = models.BooleanField(default=False)  # shown on every page and paper
    notice_on = models.DateField()
    window_from = models.DateField()
    window_until = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ANNOUNCED)
    announced_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="round_window_follows_its_notice",
                condition=Q(window_from__gte=F("notice_on"), window_until__gte=F("window_from")),
            ),
            models.CheckConstraint(
                name="round_window_is_no_state",
                condition=Q(state__in=["announced", "assessing", "done"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.state}"

    def phase(self, day: date) -> str:
        """Say where the round stands on a day: before, in or after its window, and later."""
        if self.state != self.State.ANNOUNCED:
            return self.state
        if day < self.window_from:
            return self.State.ANNOUNCED
        return self.State.OPEN if day <= self.window_until else self.State.CLOSED


class RoundDraw(models.Model):
    """One draw of assessors for homes of a round (抽取评定人员); who is which token is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="draws")
    draw = models.OneToOneField("draws.Draw", models.PROTECT, related_name="+")
    until = models.DateField()  # the last day of the visits
    labels = models.JSONField()  # label → application
    tokens_key = models.UUIDField()
    tokens_sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.round_id} {self.draw_id}"
