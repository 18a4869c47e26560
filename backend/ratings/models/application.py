"""Applications of homes, and whether they may be taken (申请, 受理条件)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.ratings.models.round import Round

RUNNING = ("submitted", "accepted", "assessing", "scored", "voted", "noticed")


class Application(models.Model):
    """One home's application for one level in one round (申请).

    self_*: the home's own assessment, graded by the same version and kept apart from ours.
    opinion_level: what the committee gave, "" for no level, None while it has not closed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("填报中")
        SUBMITTED = "submitted", _("已提交")
        ACCEPTED = "accepted", _("已受理")
        REFUSED = "refused", _("不予受理")
        ASSESSING = "assessing", _("现场评定中")
        SCORED = "scored", _("已评分")
        VOTED = "voted", _("委员会已表决")
        NOTICED = "noticed", _("公示中")
        CONFIRMED = "confirmed", _("已确认")
        FAILED = "failed", _("未评定等级")
        WITHDRAWN = "withdrawn", _("已撤回申请")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="applications")
    site = models.ForeignKey("registers.Site", models.PROTECT, related_name="applications")
    applicant = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    applied_for = models.CharField(max_length=20)
    self_answers = models.JSONField(default=dict)
    self_facts = models.JSONField(default=dict)
    self_result = models.JSONField(null=True, blank=True)
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)

    decided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    withdraw_reason = models.CharField(max_length=200, blank=True)

    ballot = models.PositiveSmallIntegerField(default=1)
    opinion_level = models.CharField(max_length=20, null=True, blank=True)
    vote_closed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)  # confirmed or failed
    ended_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="application_state_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "site"],
                condition=~Q(state="withdrawn"),
                name="application_once_a_round_and_site",
            ),
            models.UniqueConstraint(
                fields=["site"],
                condition=Q(state__in=RUNNING),
                name="one_running_application_a_site",
            ),
            models.CheckConstraint(
                name="application_submitted_has_self_assessment",
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, self_result__isnull=False),
            ),
            models.CheckConstraint(
                name="application_decided_has_person",
                condition=Q(state__in=["draft", "submitted", "withdrawn"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_refused_has_reason",
                condition=~Q(state="refused") | ~Q(decision_reason=""),
            ),
            models.CheckConstraint(
                name="application_noticed_has_level",
                condition=~Q(state__in=["noticed", "confirmed"])
                | (Q(opinion_level__isnull=False) & ~Q(opinion_level="")),
            ),
            models.CheckConstraint(
                name="application_ended_has_person",
                condition=~Q(state__in=["confirmed", "failed"])
                | Q(ended_by__isnull=False, ended_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} → {self.applied_for} {self.state}"


class Eligibility(models.Model):
    """What one condition of acceptance came to (受理条件核查).

    holds None: the registers do not say, a person must. ground: the row that decides it, above
    all the finding of an inspection: the only bridge from an inspection to a rating.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="eligibility")
    rule = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()
    holds = models.BooleanField(null=True)
    need = models.CharField(max_length=200)
    words = models.CharField(max_length=400)
    ground_type = models.CharField(max_length=40, blank=True)
    ground_id = models.CharField(max_length=80, blank=True)
    clause = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "eligibility"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "rule"], name="rule_once_an_application"
            ),
            models.CheckConstraint(
                name="rule_that_fails_has_words", condition=~Q(holds=False) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.rule} {self.holds}"
