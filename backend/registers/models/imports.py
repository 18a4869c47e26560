"""Sheets of sites on their way into the register (名录导入)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class SiteImport(models.Model):
    """One uploaded sheet: previewed, then applied whole or not at all.

    rows: what each row would do; faults: what is wrong, by row and column; either may be empty.
    The same file from the same person is the same import.
    """

    class State(models.TextChoices):
        FAULTY = "faulty", _("有错误")
        READY = "ready", _("可导入")
        APPLIED = "applied", _("已导入")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="site_imports"
    )
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices)
    parsed = models.JSONField(default=dict)  # the rows as read, and the letters of the columns
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "file_digest"], name="site_import_once_a_file"
            ),
            models.CheckConstraint(
                name="site_import_applied_has_time",
                condition=Q(state="applied", applied_at__isnull=False)
                | ~Q(state="applied") & Q(applied_at__isnull=True),
            ),
            models.CheckConstraint(
                name="site_import_applied_has_no_faults",
                condition=Q(faults=[]) | Q(state="faulty"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"
