"""Visits (检查), who goes, and who decided that they go."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.inspections.models.nature import Nature


class Visit(models.Model):
    """One entry into one home, of one legal nature, against one checklist version (检查).

    The checklist is pinned by row and digest when the visit is planned, so that a
    later edition never changes how this visit is concluded. After the lock a trigger
    keeps every column but the last ones (from state on) as it is.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待审批")
        ENDORSED = "endorsed", _("科室已审核")
        APPROVED = "approved", _("已批准")
        NOTIFIED = "notified", _("已通知")
        OPEN = "open", _("检查中")
        LOCKED = "locked", _("已锁定")
        CONCLUDED = "concluded", _("已形成结论")
        CANCELLED = "cancelled", _("已取消")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nature = models.ForeignKey(Nature, models.PROTECT, related_name="visits")
    site = models.ForeignKey("registers.Site", models.PROTECT, related_name="visits")
    checklist = models.ForeignKey(
        "standards.ChecklistVersion", models.PROTECT, related_name="visits"
    )
    checklist_digest = models.CharField(max_length=64)
    department = models.CharField(max_length=40)
    purpose = models.CharField(max_length=200)
    brief = models.JSONField(default=dict)  # basis, items, clue, disciplines: words for the papers
    grading_context = models.JSONField(default=dict, blank=True)  # of a rating: level applied for …
    task_id = models.UUIDField(null=True, blank=True)  # planning's task, when one asked for it
    lead = models.ForeignKey(
        "registers.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_visits",
    )
    window_from = models.DateField()
    window_until = models.DateField()

    year = models.PositiveSmallIntegerField()
    this_year_count = models.PositiveSmallIntegerField()  # this one included, 0 = not counted
    cap = models.PositiveSmallIntegerField(null=True, blank=True)
    cap_exemption = models.CharField(max_length=120, blank=True)  # number of the document

    notified_at = models.DateTimeField(null=True, blank=True)
    earliest_on = models.DateField(null=True, blank=True)
    notice_reason = models.CharField(max_length=200, blank=True)  # why under 3 working days
    scan_code = models.CharField(max_length=120, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_reason = models.CharField(max_length=200, blank=True)  # why there is no code
    emergency_reason = models.CharField(max_length=200, blank=True)
    papers_due_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    operations = models.PositiveIntegerField(default=0)  # tablet operations settled so far
    locked_at = models.DateTimeField(null=True, blank=True)
    lock_digest = models.CharField(max_length=64, blank=True)
    lock_receipt = models.JSONField(null=True, blank=True)

    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    papers_done_at = models.DateTimeField(null=True, blank=True)
    scan_filing = models.CharField(max_length=120, blank=True)  # receipt of a late filing
    scan_filed_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.JSONField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["site", "year"], name="visit_site_year"),
            models.Index(fields=["state", "-id"], name="visit_state_newest"),
            models.Index(fields=["task_id"], name="visit_task"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "nature"], name="visit_id_and_nature"),
            models.UniqueConstraint(
                fields=["task_id", "site"],
                condition=Q(task_id__isnull=False) & ~Q(state="cancelled"),
                name="visit_once_per_task_and_site",
            ),
            models.CheckConstraint(
                name="visit_locked_has_time_and_digest",
                condition=~Q(state__in=["locked", "concluded"])
                | (Q(locked_at__isnull=False) & ~Q(lock_digest="")),
            ),
            models.CheckConstraint(
                name="visit_locked_after_opened",
                condition=Q(locked_at__isnull=True) | Q(locked_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="visit_concluded_has_conclusion",
                condition=~Q(state="concluded")
                | (Q(conclusion__isnull=False) & Q(concluded_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="visit_window_runs_forward",
                condition=Q(window_until__gte=F("window_from")),
            ),
            models.CheckConstraint(
                name="visit_stays_under_its_cap",
                condition=Q(cap__isnull=True)
                | Q(this_year_count__lte=F("cap"))
                | ~Q(cap_exemption=""),
            ),
            models.CheckConstraint(
                name="visit_in_emergency_owes_its_papers",
                condition=Q(emergency_reason="") | Q(papers_due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_cancelled_has_reason",
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.nature_id} {self.state}"


class VisitOfficer(models.Model):
    """An officer of a visit with his certificate as it was then (检查人员)."""

    class Came(models.TextChoices):
        DRAWN = "drawn", _("随机抽取")
        NAMED = "named", _("指派")
        LENT = "lent", _("指名借调")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="officers")
    officer = models.ForeignKey("registers.Officer", models.PROTECT, related_name="visit_seats")
    seat = models.PositiveSmallIntegerField()
    is_lead = models.BooleanField(default=False)
    came = models.CharField(max_length=8, choices=Came.choices, default=Came.NAMED)
    department = models.CharField(max_length=40)
    certificate_number = models.CharField(max_length=60)
    certificate_until = models.DateField()
    reason = models.CharField(max_length=200, blank=True)  # why lent
    joined_at = models.DateTimeField(null=True, blank=True)  # on the spot, device's clock
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "officer"], name="officer_once_per_visit"),
            models.UniqueConstraint(fields=["visit", "seat"], name="seat_once_per_visit"),
            models.UniqueConstraint(
                fields=["visit"], condition=Q(is_lead=True), name="one_lead_per_visit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} seat {self.seat}"


class VisitChapter(models.Model):
    """Which assessor of a visit answers which chapter of its checklist (评定分工).

    Another one's answer to it is taken all the same, under its author's name.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="chapters")
    chapter = models.CharField(max_length=60)
    officer = models.ForeignKey("registers.Officer", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "chapter"], name="chapter_once_per_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.chapter}"


class VisitHelper(models.Model):
    """A named helper who may look but not inspect (协助人员); counted in the notice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="helpers")
    name = models.CharField(max_length=60)
    organisation = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Approval(models.Model):
    """One step of 承办人 → 科室 → 负责人, or a return with its reason (审批), append-only.

    round: a return ends one; the steps start again in the next.
    """

    append_only = True

    class Step(models.TextChoices):
        PROPOSE = "propose", _("承办人提出")
        ENDORSE = "endorse", _("科室审核")
        APPROVE = "approve", _("负责人批准")
        RETURN = "return", _("退回")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="approvals")
    step = models.CharField(max_length=8, choices=Step.choices)
    round = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    afterwards = models.BooleanField(default=False)  # papers of an emergency start

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "step", "round"], name="approval_step_once_a_round"
            ),
            models.CheckConstraint(
                name="approval_return_says_why", condition=~Q(step="return") | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.step}"
