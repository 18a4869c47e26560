"""Levels of homes from their confirmation to their end (等级)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.ratings.models.assessment import Assessment

STANDING = ("valid", "suspended")


class Level(models.Model):
    """A level of a site, resting on one assessment (等级).

    level_word: 级 or 星, as the standard's authority says. demonstration: given for teaching.
    """

    class State(models.TextChoices):
        VALID = "valid", _("有效")
        SUSPENDED = "suspended", _("等级暂停，调查中")
        LAPSED = "lapsed", _("到期失效")
        DOWNGRADED = "downgraded", _("已降级")
        REVOKED = "revoked", _("已撤销等级")
        REPLACED = "replaced", _("已由新等级替代")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey("registers.Site", models.PROTECT, related_name="levels")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="levels")
    level = models.CharField(max_length=20)
    level_word = models.CharField(max_length=4)
    title = models.CharField(max_length=40)  # 三级
    valid_from = models.DateField()
    valid_until = models.DateField()  # included
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    demonstration = models.BooleanField(default=False)
    plaque = models.BooleanField(default=False)
    number = models.CharField(max_length=60, blank=True)  # of the certificate
    entry_id = models.UUIDField(null=True, blank=True)  # in the credit file
    before = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="after"
    )  # the level it was lowered from
    confirmed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "valid_until"], name="level_ending")]
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(state__in=STANDING), name="one_standing_level_a_site"
            ),
            models.UniqueConstraint(fields=["assessment", "level"], name="level_once"),
            models.CheckConstraint(name="level_is_named", condition=~Q(level="") & ~Q(title="")),
            models.CheckConstraint(
                name="level_ends_after_it_starts", condition=Q(valid_until__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.title} {self.state}"


class LevelChange(models.Model):
    """What became of a level and why (等级变动); the public reads the words."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.ForeignKey(Level, models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=Level.State.choices)
    reason = models.TextField()
    made_by = models.CharField(max_length=80)  # person, or system for the clock
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="level_change_has_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.level_id} {self.state}"


class Removal(models.Model):
    """Taking a level away or lowering it: told beforehand, heard, then decided (撤销, 降级)."""

    class Kind(models.TextChoices):
        REVOKE = "revoke", _("撤销等级")
        DOWNGRADE = "downgrade", _("降低等级")

    class Outcome(models.TextChoices):
        IMPOSED = "imposed", _("决定执行")
        DROPPED = "dropped", _("不予执行")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.ForeignKey(Level, models.PROTECT, related_name="removals")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    to_level = models.CharField(max_length=20, blank=True)
    grounds = models.TextField()
    clause = models.CharField(max_length=200)
    told_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    due_on = models.DateField()  # the last day for the home's word
    statement = models.TextField(blank=True)
    stated_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    stated_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["level"], condition=Q(outcome=""), name="one_open_removal_a_level"
            ),
            models.CheckConstraint(
                name="removal_names_grounds", condition=~Q(grounds="") & ~Q(clause="")
            ),
            models.CheckConstraint(
                name="removal_lowers_to_a_level",
                condition=Q(kind="revoke", to_level="") | (Q(kind="downgrade") & ~Q(to_level="")),
            ),
            models.CheckConstraint(
                name="removal_decided_has_person",
                condition=Q(outcome="") | (Q(decided_by__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level_id} {self.kind} {self.outcome or 'open'}"
