"""Checklist versions as rows (检查标准版本): loaded, proposed, published, frozen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class ChecklistVersion(models.Model):
    """One version of one standard (检查标准版本); a trigger freezes it once it is published.

    files: the folder's texts by path, so that this row alone gives the same digest for ever.
    bundle: what a tablet gets.  A correction is a new version.
    origin: a folder of checklists/, or an uploaded workbook, of which these files are all there is.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        PROPOSED = "proposed", _("已提请发布")
        PUBLISHED = "published", _("已发布")

    class Origin(models.TextChoices):
        FOLDER = "folder", _("标准文件夹")
        UPLOAD = "upload", _("上传的工作簿")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    standard = models.CharField(max_length=60)
    version = models.CharField(max_length=30)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.FOLDER)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    provisional = models.BooleanField(default=False)  # some item's content is not confirmed
    item_count = models.PositiveIntegerField()
    files = models.JSONField()
    bundle = models.JSONField()
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "version"], name="checklist_once_a_version"
            ),
            models.CheckConstraint(
                name="checklist_published_by_another_person",
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="checklist_state_has_its_people",
                condition=Q(state="draft", proposed_by__isnull=True, published_by__isnull=True)
                | Q(state="proposed", proposed_by__isnull=False, published_by__isnull=True)
                | Q(
                    state="published",
                    proposed_by__isnull=False,
                    published_by__isnull=False,
                    published_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="checklist_ends_after_it_starts",
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard}/{self.version} {self.state}"


class ChecklistImport(models.Model):
    """One uploaded workbook of a checklist (检查标准导入): checked, then a draft, all or nothing.

    files: the version's texts as read from it; faults: what is wrong, by sheet, row and column;
    either may be empty.  The same file from the same person is the same import.
    """

    class State(models.TextChoices):
        FAULTY = "faulty", _("有错误")
        READY = "ready", _("可载入")
        APPLIED = "applied", _("已载入")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices)
    digest = models.CharField(max_length=64, blank=True)  # of the version, once it is sound
    files = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    checklist = models.ForeignKey(
        ChecklistVersion, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "file_digest"], name="checklist_import_once_a_file"
            ),
            models.CheckConstraint(
                name="checklist_import_applied_has_time",
                condition=Q(state="applied", applied_at__isnull=False)
                | ~Q(state="applied") & Q(applied_at__isnull=True),
            ),
            models.CheckConstraint(
                name="checklist_import_with_faults_is_faulty",
                condition=Q(faults=[]) | Q(state="faulty"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"
