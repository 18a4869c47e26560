"""Evidence and findings of a visit (佐证材料, 问题)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.calendar.models import Clock
from backend.core.ids import uuid7
from backend.inspections.models.record import FieldRow
from backend.inspections.models.visit import Visit


class Evidence(FieldRow):
    """A photo, document or measurement, hashed at capture (佐证材料).

    The manifest comes first as an operation, the bytes after. The id is made on the tablet.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("照片")
        DOCUMENT = "document", _("文件")
        MEASUREMENT = "measurement", _("测量")
        SIGNATURE = "signature", _("签名图像")

    class State(models.TextChoices):
        AWAITING = "awaiting", _("待上传")
        COMPLETE = "complete", _("已收齐")
        WAIVED = "waived", _("经批准免交")
        WITHDRAWN = "withdrawn", _("已撤回")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="evidence")
    item = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    sha256 = models.CharField(max_length=64)
    length = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=80)
    captured_at = models.DateTimeField()  # device, claimed
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy_m = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    mock_location = models.BooleanField(null=True, blank=True)
    person_visible = models.BooleanField(default=False)
    regions = models.JSONField(default=list, blank=True)  # blurred in every outside derivative
    caption = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.AWAITING)
    object_key = models.CharField(max_length=200, blank=True)
    content_key = models.UUIDField(null=True, blank=True)
    thumb_key = models.CharField(max_length=200, blank=True)
    thumb_content_key = models.UUIDField(null=True, blank=True)
    perceptual_hash = models.CharField(max_length=32, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["visit", "state"], name="evidence_visit_state")]
        constraints = [
            models.CheckConstraint(
                name="evidence_complete_has_bytes",
                condition=~Q(state="complete") | ~Q(object_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]} {self.state}"


class Waiver(FieldRow):
    """Two officers let a missing photo go, with a reason (免交佐证材料); shown in the papers."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="waivers")
    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="waiver")
    second_officer = models.ForeignKey("registers.Officer", models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="waiver_takes_two_officers",
                condition=~Q(second_officer=models.F("officer")),
            ),
            models.CheckConstraint(name="waiver_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"waiver of {self.evidence_id}"


class Finding(FieldRow):
    """A problem with its clause and what is demanded (问题)."""

    class Severity(models.TextChoices):
        GENERAL = "general", _("一般问题")
        HIDDEN_DANGER = "hidden_danger", _("一般隐患")
        MAJOR = "major", _("重大事故隐患")

    class State(models.TextChoices):
        RAISED = "raised", _("已提出")
        CORRECTED = "corrected", _("当场改正")
        WITHDRAWN = "withdrawn", _("已撤回")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    item = models.CharField(max_length=120)
    library_code = models.CharField(max_length=120, blank=True)  # 问题—条款库
    clause = models.CharField(max_length=200)
    basis = models.TextField(blank=True)
    wording = models.TextField()
    severity = models.CharField(max_length=16, choices=Severity.choices)
    demand = models.TextField(blank=True)
    due_days = models.PositiveSmallIntegerField(null=True, blank=True)  # from service
    due_unit = models.CharField(max_length=12, choices=Clock.Unit.choices, default="working_day")
    due_on = models.DateField(null=True, blank=True)
    competent_department = models.CharField(max_length=40, blank=True)  # other than ours: 抄告
    evidence_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RAISED)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="finding_names_its_clause",
                condition=~Q(clause="") & ~Q(wording=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.wording[:40]}"


class Problem(models.Model):
    """A line of the problem ledger (问题台账): a finding after the lock, until 销号.

    The finding itself stays as signed; this row moves. Rectifications call
    `services.ledger.move_problem`.
    """

    class State(models.TextChoices):
        OPEN = "open", _("未整改")
        ORDERED = "ordered", _("已责令改正")
        ANSWERED = "answered", _("已反馈")
        OVERDUE = "overdue", _("逾期")
        CORRECTED = "corrected", _("已整改")
        HANDED_OVER = "handed_over", _("已抄告")
        ANNULLED = "annulled", _("已撤销")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=40, unique=True)
    finding = models.OneToOneField(Finding, models.PROTECT, related_name="problem")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="problems")
    site = models.ForeignKey("registers.Site", models.PROTECT, related_name="problems")
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    due_on = models.DateField(null=True, blank=True)
    moved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["site", "state"], name="problem_site_state")]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"
