"""What the committee thinks, what the public says, what is looked at again (表决, 公示, 复核)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.ratings.models.application import Application


class Vote(models.Model):
    """One member's vote in one ballot (表决票); members only ever see their office's ones."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="votes")
    ballot = models.PositiveSmallIntegerField()
    member = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, blank=True)  # "": no level
    reason = models.TextField(blank=True)
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "ballot", "member"], name="vote_once_a_ballot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} ballot {self.ballot} {self.level or '—'}"


class Notice(models.Model):
    """The level that is meant to be given, before the public (公示)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="notices")
    level = models.CharField(max_length=20)
    from_on = models.DateField()
    until_on = models.DateField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    posted_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_notice_an_application",
            ),
            models.CheckConstraint(
                name="notice_runs_forward", condition=Q(until_on__gt=models.F("from_on"))
            ),
            models.CheckConstraint(
                name="notice_withdrawn_has_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.from_on}–{self.until_on}"


class Objection(models.Model):
    """What somebody said against a level during its notice (公示异议); who, is not kept here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    words = models.TextField()
    taken_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="objection_answered_has_words",
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {'answered' if self.answered_at else 'open'}"


class Review(models.Model):
    """The home asks to look again, then, dismissed, appeals to others (复核申请, 申诉)."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("复核")
        APPEAL = "appeal", _("申诉")

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("支持")
        DISMISSED = "dismissed", _("维持")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")
    ballot = models.PositiveSmallIntegerField()  # of the opinion it is about
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.TextField()
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "ballot", "kind"], name="review_once_an_opinion"
            ),
            models.CheckConstraint(
                name="review_answered_has_words",
                condition=Q(outcome="") | (~Q(answer="") & Q(answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind} {self.outcome or 'open'}"
