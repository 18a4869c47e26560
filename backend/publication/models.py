"""What is due for the public, what it sees, and what was taken down (公示)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class Publication(models.Model):
    """One thing the public may see: due, published, withdrawn or taken down (公示事项).

    payload: exactly what the public sees, fixed with its digest at publication by a trigger.
    What changes afterwards (整改情况) stands in `CorrectionState` beside it.  ended_by is empty
    where only the public log still knew, after a restore.
    """

    class Kind(models.TextChoices):
        RESULT = "result", _("抽查结果公告")
        DRAW_BEFORE = "draw-before", _("随机抽取预公布")
        DRAW_AFTER = "draw-after", _("随机抽取名单公告")
        NOTICE = "notice", _("等级评定公示")
        LEVEL = "level", _("等级公告")
        ANNOUNCEMENT = "announcement", _("评估结果公告")

    class State(models.TextChoices):
        DUE = "due", _("待公示")
        PUBLISHED = "published", _("已公示")
        WITHDRAWN = "withdrawn", _("已撤回")
        TAKEN_DOWN = "taken_down", _("已下架")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject_type = models.CharField(max_length=20)  # visit, draw, rating-notice, level …
    subject_id = models.UUIDField()
    site = models.ForeignKey(
        "registers.Site", models.PROTECT, null=True, blank=True, related_name="publications"
    )
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="publications")
    formed_on = models.DateField()
    due_on = models.DateField()  # of a notice, its last day
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    version = models.PositiveIntegerField(default=1)
    payload = models.JSONField(null=True, blank=True)
    payload_digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)  # withdrawn or taken down
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)
    confirm_due_on = models.DateField(null=True, blank=True)  # of a takedown, the last day
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"], name="publication_once_a_subject"
            ),
            models.CheckConstraint(
                name="publication_shown_is_fixed",
                condition=Q(state="due")
                | Q(payload__isnull=False, published_at__isnull=False) & ~Q(payload_digest=""),
            ),
            models.CheckConstraint(
                name="publication_end_has_reason",
                condition=Q(state__in=["due", "published"])
                | Q(ended_at__isnull=False) & ~Q(end_reason=""),
            ),
            models.CheckConstraint(
                name="takedown_confirmed_by_another_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("ended_by")),
            ),
            models.CheckConstraint(
                name="takedown_has_day_to_confirm",
                condition=~Q(state="taken_down") | Q(confirm_due_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="publication_queue"),
            models.Index(fields=["site", "state"], name="publication_of_site"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.state}"


class CorrectionState(models.Model):
    """How far the problems of a published result are corrected, from a moment on (整改情况).

    Rows are only added; the last one is shown beside the result, as large as the problem.
    """

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="corrections")
    problems = models.PositiveIntegerField()
    corrected = models.PositiveIntegerField()
    as_of = models.DateField()
    ground_type = models.CharField(max_length=40)
    ground_id = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="correction_within_problems", condition=Q(corrected__lte=F("problems"))
            ),
            models.UniqueConstraint(
                fields=["publication", "ground_type", "ground_id"],
                name="correction_once_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.corrected}/{self.problems}"
