"""The list of issuing agencies (发文机关): every district, with its agencies or without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.accounts.roles import OFFICE
from backend.accounts.selectors import regions_of
from backend.office.filters import ALL, Filter
from backend.papers.models import Agency
from backend.papers.selectors import noting_use

STATES = [ALL, ("with", _("已录入")), ("without", _("未录入"))]


class AgencyFilter(Filter):
    """Name of a district or an agency, and whether one is on file."""

    name = forms.CharField(label=_("区划或者机关名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = regions_of(person, *OFFICE)

    def rows(self) -> QuerySet[Region]:
        """Give the districts that fit, of those the person sees."""
        wanted = self.wanted()
        here = Agency.objects.filter(region_code=OuterRef("code"))
        rows = self.seen
        if name := wanted.get("name"):
            rows = rows.filter(Q(name__icontains=name) | Exists(here.filter(name__icontains=name)))
        if state := wanted.get("state"):
            rows = rows.filter(Exists(here) if state == "with" else ~Exists(here))
        return rows


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency as a row, or a district that has none."""

    region: Region
    agency: Agency | None
    used: bool = False  # numbers were taken under its mark, which stays


def agency_lines(regions: Sequence[Region]) -> list[AgencyLine]:
    """Make the lines of some districts; no row asks again."""
    here: dict[str, list[AgencyLine]] = defaultdict(list)
    codes = {one.code: one for one in regions}
    rows = noting_use(Agency.objects.filter(region_code__in=codes))
    for one in rows.order_by("department"):
        used = bool(getattr(one, "used", False))
        here[one.region_code].append(AgencyLine(codes[one.region_code], one, used))
    return [line for one in regions for line in here.get(one.code) or [AgencyLine(one, None)]]
