"""Service sites apart from the legal persons that hold them (服务场所, 登记法人)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from backend.core.ids import uuid7


class DayRange(Func):
    """The days from the first to the last, both included; an open end is null."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


class FacilityKind(models.Model):
    """One row of the dated list of facility kinds (设施类型), local names included."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    local_names = models.JSONField(default=list)  # other words an office writes in its sheet
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class LegalPerson(models.Model):
    """The registered holder of a certificate (登记法人).

    uscc: 统一社会信用代码, null while the holder has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    uscc = models.CharField(max_length=18, null=True, blank=True)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uscc"], name="legal_person_once_a_code"),
            models.CheckConstraint(
                name="legal_person_code_has_shape",
                condition=Q(uscc__isnull=True) | Q(uscc__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uscc or '-'} {self.name}"


class Site(models.Model):
    """One place where elders are served (服务场所): what is inspected.

    One certificate may cover several sites (一证多点), numbered 01, 02 … within it.  A place
    without a certificate is numbered within its district: district code and three digits.
    """

    class State(models.TextChoices):
        FILED = "filed", _("已备案")
        UNFILED = "unfiled", _("未备案")
        UNLICENSED = "unlicensed", _("无证")
        CLOSED = "closed", _("已关停")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    legal_person = models.ForeignKey(
        LegalPerson, models.PROTECT, null=True, blank=True, related_name="sites"
    )
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="sites")
    number = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    beds = models.PositiveIntegerField(default=0)
    kind = models.ForeignKey(FacilityKind, models.PROTECT, related_name="sites")
    state = models.CharField(max_length=12, choices=State.choices)
    filing_number = models.CharField(max_length=60, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)  # never public
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["legal_person", "number"],
                name="site_number_once_a_certificate",
                condition=Q(legal_person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["number"],
                name="site_number_once_without_certificate",
                condition=Q(legal_person__isnull=True),
            ),
            models.CheckConstraint(
                name="site_filed_has_certificate_number_and_day",
                condition=~Q(state="filed")
                | (
                    Q(legal_person__isnull=False) & ~Q(filing_number="") & Q(filed_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="site_not_filed_has_no_filing",
                condition=~Q(state__in=["unfiled", "unlicensed"])
                | (Q(filing_number="") & Q(filed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="site_number_is_digits", condition=Q(number__regex=r"^[0-9]{2,16}$")
            ),
        ]
        indexes = [
            models.Index(fields=["region", "name", "id"], name="site_by_place_and_name"),
            models.Index(fields=["name", "id"], name="site_by_name"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def uscc(self) -> str:
        """Give the holder's code, empty for a place that has none."""
        return (self.legal_person.uscc or "") if self.legal_person else ""

    @property
    def label(self) -> str:
        """Say which site in one line: code or `-`, number, name (抽取标签)."""
        return f"{self.uscc or '-'} {self.number} {self.name}"


class SiteParty(models.Model):
    """Who held which part at a site, and when (举办者, 运营方, 房屋产权方)."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("举办者")
        OPERATOR = "operator", _("运营方")
        BUILDING_OWNER = "building_owner", _("房屋产权方")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="parties")
    role = models.CharField(max_length=16, choices=Role.choices)
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, blank=True)  # empty: a person, or not known
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="site_party_one_at_a_time",
                expressions=[
                    ("site", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DayRange("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="site_party_ends_after_it_starts",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.role} {self.name}"


class SiteRevision(models.Model):
    """What the register said about a site from a day on; rows are only added (名录变更记录)."""

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    values = models.JSONField()
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    source = models.CharField(max_length=120)  # "site-import <digest>"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "version"], name="site_revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} v{self.version}"


def on(day: date) -> Q:
    """Rows with valid_from and valid_until that hold on a day."""
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
