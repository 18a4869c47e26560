"""Officers with their certificates, and what bars them from a site (执法检查人员, 回避)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7
from backend.registers.models.sites import LegalPerson, Site


class Officer(models.Model):
    """One certified officer of one department (执法检查人员名录库).

    department: the office's own word for it, 民政, 市场监管, 消防救援 ….
    certificate_until: the last day of the enforcement certificate (执法证).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="officer"
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
