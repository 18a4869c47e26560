"""Entries of credit files (信用档案): only added, each citing what it rests on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class Entry(models.Model):
    """One entry about a home, a holder, an organisation or a person (信用信息条目).

    valid_from, until: the days it counts (valid time, until included); known_from: when we
    learned it (known time).  An error is corrected by a further entry that names this one.
    """

    append_only: ClassVar[bool] = True

    class State(models.TextChoices):
        FINAL = "final", _("已生效")
        UNDER_APPEAL = "under_appeal", _("复议或诉讼中")
        WITHDRAWN = "withdrawn", _("已撤回")
        ANNULLED = "annulled", _("已被撤销")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_type = models.CharField(max_length=20)  # site, legal-person, officer …
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=120, blank=True)  # 文号, ledger number
    detail = models.JSONField(default=dict)
    ground_type = models.CharField(max_length=40)
    ground_id = models.CharField(max_length=80)
    ground_digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    until = models.DateField(null=True, blank=True)
    known_from = models.DateTimeField()
    public = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.FINAL)
    made_by = models.CharField(max_length=60)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(max_length=300, blank=True)  # of a correction

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ground_type", "ground_id", "kind", "subject_type", "subject_id"],
                name="entry_once_a_ground",
                condition=Q(corrects__isnull=True),
            ),
            models.CheckConstraint(
                name="entry_cites_its_ground",
                condition=~Q(ground_type="") & ~Q(ground_id="") & ~Q(ground_digest=""),
            ),
            models.CheckConstraint(
                name="entry_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="entry_correction_has_reason",
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="entry_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.kind} {self.state}"
