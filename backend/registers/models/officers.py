"""Who goes to a home, in two pools never mixed, and what bars them (检查人员, 评定人员, 回避)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.registers.models.sites import LegalPerson, Site


class Officer(models.Model):
    """One certified person of one pool (执法检查人员名录库, 评定人员库).

    pool: enforcement inspects, assessment rates; a person may stand in both by two rows.
    department: the office's own word for it, 民政, 市场监管, 消防救援 …; of an assessor, who sends.
    certificate_until: the last day of the enforcement certificate (执法证), or of an assessor's
    training certificate (评定人员培训证).
    """

    class Pool(models.TextChoices):
        ENFORCEMENT = "enforcement", _("执法检查人员")
        ASSESSMENT = "assessment", _("评定人员")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pool = models.CharField(max_length=12, choices=Pool.choices, default=Pool.ENFORCEMENT)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="officers"
    )
    name = models.CharField(max_length=60)
    department = models.CharField(max_length=40)
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="officers")
    certificate_number = models.CharField(max_length=40, unique=True)
    certificate_until = models.DateField()
    skills = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "pool"], name="person_once_a_pool"),
            models.CheckConstraint(
                name="officer_ends_after_starting",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="officer_has_certificate", condition=~Q(certificate_number="")
            ),
        ]
        indexes = [models.Index(fields=["department", "region"], name="officer_by_department")]

    def __str__(self) -> str:
        return f"{self.name} {self.certificate_number}"


class AssessorYear(models.Model):
    """An assessor's training and examination of one year (评定人员年度培训和考试).

    Source: facts file, section 12 (each at least once a year, 哈尔滨).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    trained_on = models.DateField()
    examined_on = models.DateField(null=True, blank=True)
    passed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "year"], name="assessor_once_a_year"),
            models.CheckConstraint(
                name="assessor_trained_in_that_year", condition=Q(trained_on__year=F("year"))
            ),
            models.CheckConstraint(
                name="assessor_passed_was_examined_after_training",
                condition=Q(passed=False)
                | Q(examined_on__isnull=False, examined_on__gte=F("trained_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.year} {'passed' if self.passed else 'not passed'}"


class Interest(models.Model):
    """A reason why an officer should not visit a site or any site of a holder (回避事由).

    Hard bars; soft is weighed and never makes a county infeasible.
    """

    class Kind(models.TextChoices):
        HARD = "hard", _("应当回避")
        SOFT = "soft", _("尽量避开")

    class Reason(models.TextChoices):
        DECLARED = "declared", _("本人申报利害关系")
        KIN = "kin", _("近亲属关系")
        FORMER_EMPLOYMENT = "former-employment", _("曾在该机构任职")
        COMPLAINT = "complaint", _("投诉未办结")
        HOME_REQUEST = "home-request", _("机构申请回避")
        VISITED_LAST_TIME = "visited-last-time", _("上次由其检查")
        RESIDENCE = "residence", _("居住地相邻")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="interests")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="interests")
    legal_person = models.ForeignKey(
        LegalPerson, models.PROTECT, null=True, blank=True, related_name="interests"
    )
    kind = models.CharField(max_length=4, choices=Kind.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="interest_has_one_object",
                condition=Q(site__isnull=True, legal_person__isnull=False)
                | Q(site__isnull=False, legal_person__isnull=True),
            ),
            models.CheckConstraint(
                name="interest_ends_after_starting",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="interest_reason_fits_kind",
                condition=Q(kind="soft", reason__in=["visited-last-time", "residence"])
                | Q(kind="hard") & ~Q(reason__in=["visited-last-time", "residence"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.kind} {self.site_id or self.legal_person_id}"
