"""The list of officers and assessors (检查人员、评定人员名录): its filters, its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.core import clock
from backend.office.filters import ALL, Filter
from backend.registers.models import AssessorYear, Officer
from backend.registers.selectors import officers_visible_to

SOON = timedelta(days=60)  # a new certificate is applied for
STATES = [ALL, ("valid", _("有效")), ("soon", _("60日内到期")), ("expired", _("已过期"))]


class OfficerFilter(Filter):
    """Name or certificate number, pool, region, certificate."""

    name = forms.CharField(label=_("姓名或者证件号码"), max_length=60, required=False)
    pool = forms.ChoiceField(label=_("名录"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    state = forms.ChoiceField(label=_("证件"), required=False, choices=STATES)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = officers_visible_to(person)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("region"))
        self.regions = list(regions.order_by("code"))
        self.offer("pool", Officer.Pool.choices)
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Officer]:
        """Give the officers that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if name := wanted.get("name"):
            rows = rows.filter(Q(name__icontains=name) | Q(certificate_number__icontains=name))
        if pool := wanted.get("pool"):
            rows = rows.filter(pool=pool)
        if region := wanted.get("region"):
            rows = rows.filter(region=region)
        return _certified(rows, wanted.get("state", ""))


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """One officer as a row; year: an assessor's newest."""

    officer: Officer
    today: date
    year: AssessorYear | None

    @property
    def expired(self) -> bool:
        """Whether the certificate no longer holds."""
        return self.officer.certificate_until < self.today

    @property
    def soon(self) -> bool:
        """Whether it ends before long."""
        return not self.expired and self.officer.certificate_until <= self.today + SOON

    @property
    def assesses(self) -> bool:
        """Whether years of training belong to this one."""
        return self.officer.pool == Officer.Pool.ASSESSMENT

    @property
    def left(self) -> bool:
        """Whether the time in the register is over."""
        last = self.officer.valid_until
        return last is not None and last < self.today


def officer_lines(officers: Sequence[Officer]) -> list[OfficerLine]:
    """Make the lines of some officers; no row asks again."""
    rows = AssessorYear.objects.filter(officer__in=[one.pk for one in officers])
    newest = {one.officer_id: one for one in rows.order_by("year")}
    today = clock.today()
    return [OfficerLine(one, today, newest.get(one.pk)) for one in officers]


def _certified(rows: QuerySet[Officer], state: str) -> QuerySet[Officer]:
    today = clock.today()
    if state == "expired":
        return rows.filter(certificate_until__lt=today)
    if state:
        rows = rows.filter(certificate_until__gte=today)
    return rows.filter(certificate_until__lte=today + SOON) if state == "soon" else rows
