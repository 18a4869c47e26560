"""Orders to correct and what follows them (责令改正通知书, 整改)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.core.ids import uuid7
from backend.inspections.models import Finding, Visit
from backend.papers.models import Paper
from backend.registers.models import Officer, Site


class Order(models.Model):
    """One order to correct, of one department after one visit (责令限期改正).

    The term runs from service, on the date that was written and signed (送达).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("待签发")
        ISSUED = "issued", _("待送达")
        SERVED = "served", _("整改中")
        ANSWERED = "answered", _("待复查")
        RECHECKED = "rechecked", _("复查通过，待销号")
        OVERDUE = "overdue", _("逾期未改正")
        CLOSED = "closed", _("已销号")

    class Alert(models.TextChoices):
        NONE = "", _("无")
        REMINDER = "reminder", _("即将到期")
        WARNING = "warning", _("今日到期")
        OVERDUE = "overdue", _("已逾期")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="orders")
    site = models.ForeignKey(Site, models.PROTECT, related_name="orders")
    department = models.CharField(max_length=40)
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    record_number = models.CharField(max_length=80, blank=True)  # 文号 of the 笔录
    visited_on = models.DateField()
    term_amount = models.PositiveSmallIntegerField()
    term_unit = models.CharField(max_length=12, default="working_day")  # calendar.Clock.Unit

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    alert = models.CharField(max_length=8, choices=Alert.choices, blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    passed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="order_state_due"),
            models.Index(fields=["site", "-id"], name="order_site_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "department"], name="order_once_a_visit_and_department"
            ),
            models.CheckConstraint(
                name="order_issued_has_paper", condition=Q(state="draft") | Q(paper__isnull=False)
            ),
            models.CheckConstraint(
                name="order_closed_by_another_than_the_rechecker",
                condition=~Q(state="closed")
                | (Q(closed_by__isnull=False) & ~Q(closed_by=F("passed_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.state}"


class OrderFinding(models.Model):
    """A finding that an order tells to correct, in the words of the ledger (责令改正事项)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="findings")
    finding = models.OneToOneField(Finding, models.PROTECT, related_name="ordered")
    number = models.CharField(max_length=40)  # of the problem ledger
    wording = models.TextField()
    clause = models.CharField(max_length=200)
    basis = models.TextField(blank=True)
    severity = models.CharField(max_length=16)
    demand = models.TextField(blank=True)
    term_amount = models.PositiveSmallIntegerField()
    term_unit = models.CharField(max_length=12, default="working_day")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number


class Referral(models.Model):
    """A finding another department is competent for: told, not ordered (抄告)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="referrals")
    finding = models.OneToOneField(Finding, models.PROTECT, related_name="referral")
    department = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    wording = models.TextField()
    clause = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number} → {self.department}"


class Extension(models.Model):
    """More time, granted before the term was over (延期)."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="extensions")
    amount = models.PositiveSmallIntegerField()  # of the order's unit
    reason = models.TextField()
    due_on = models.DateField()  # the new last day
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="extension_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="extension_adds_time", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} +{self.amount}"


class ExtensionRequest(models.Model):
    """The home asks for more time (延期申请), and what became of it."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("同意延期")
        REFUSED = "refused", _("不同意延期")
        MOOT = "moot", _("已提交整改，申请终止")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="extension_requests")
    amount = models.PositiveSmallIntegerField()  # of the order's unit
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(outcome=""), name="one_open_request_an_order"
            ),
            models.CheckConstraint(name="extension_asked_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="extension_asked_adds_time", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="extension_refused_says_why", condition=~Q(outcome="refused") | ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} +{self.amount} {self.outcome or 'open'}"


class Answer(models.Model):
    """What the home says it has done (整改反馈)."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="answers")
    text = models.TextField()
    in_time = models.BooleanField()
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.answered_at:%Y-%m-%d}"


class AnswerFile(models.Model):
    """A photo or document of an answer, sealed in the store (佐证材料)."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    length = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    object_key = models.CharField(max_length=200)
    content_key = models.UUIDField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "sha256"], name="file_once_an_answer")
        ]

    def __str__(self) -> str:
        return self.name


class Recheck(models.Model):
    """An officer's look at what was done, at the desk or on the spot (复查)."""

    append_only = True

    class Result(models.TextChoices):
        PASSED = "passed", _("已改正")
        FAILED = "failed", _("未改正")

    class Way(models.TextChoices):
        DESK = "desk", _("书面复查")
        ON_SITE = "on_site", _("现场复查")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="rechecks")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    result = models.CharField(max_length=6, choices=Result.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    note = models.TextField(blank=True)
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="recheck_failed_says_why", condition=~Q(result="failed") | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.result}"
