"""A new plan (编制年度计划): floors, cap and policies are read before it is written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Person, Region
from backend.accounts.selectors import regions_of
from backend.core import clock
from backend.core.refusals import Missing
from backend.inspections.models import Nature
from backend.look.page import Page, person_of
from backend.office.acts import Act
from backend.office.plans.limits import DEPARTMENT, limits_of
from backend.office.plans.permissions import PLANS
from backend.planning import services
from backend.planning.models import Plan
from backend.planning.services.plans import DEFAULT_POLICY
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest, visible_to

LISTED = re.compile(r"[\s,，、;；]+")
AHEAD = 2  # years a plan may be written for: this one and the next


class PlanForm(forms.Form):
    """What a scheduler writes; the share stands in percent, empty takes the floor."""

    region = forms.CharField(max_length=12)
    year = forms.IntegerField(min_value=2020, max_value=2100, label=gettext_lazy("年度"))
    title = forms.CharField(max_length=200, label=gettext_lazy("计划名称"))
    nature = forms.CharField(max_length=24, label=gettext_lazy("性质"))
    department = forms.CharField(max_length=40, label=gettext_lazy("牵头部门"))
    partners = forms.CharField(max_length=200, required=False, label=gettext_lazy("联合部门"))
    checklist = forms.UUIDField(label=gettext_lazy("检查表"))
    items = forms.CharField(max_length=4000, required=False, label=gettext_lazy("检查事项"))
    policy = forms.CharField(max_length=60, label=gettext_lazy("抽查政策"))
    percent = forms.DecimalField(
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
        label=gettext_lazy("抽查比例（百分比）"),
    )
    floor_source = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("抽查比例的依据")
    )
    basis = forms.CharField(max_length=300, required=False, label=gettext_lazy("检查依据"))
    window_from = forms.DateField(label=gettext_lazy("开始日期"))
    window_until = forms.DateField(label=gettext_lazy("截止日期"))
    approving_authority = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("批准机关")
    )
    filing_receipt = forms.CharField(max_length=120, required=False, label=gettext_lazy("备案回执"))

    def clean_partners(self) -> list[str]:
        """Read the departments that join; raises where a name is too long."""
        found = listed(self.cleaned_data["partners"])
        if any(len(one) > 40 for one in found):
            raise forms.ValidationError(_("部门名称不超过 40 个字"))
        return found

    def clean_items(self) -> list[str]:
        """Read the codes of the items."""
        return listed(self.cleaned_data["items"])

    def clean_percent(self) -> Decimal | None:
        """Read the share, as rules hold it."""
        typed: Decimal | None = self.cleaned_data["percent"]
        return None if typed is None else typed / 100


def listed(typed: str) -> list[str]:
    """Read words set apart by commas, spaces or lines, each once."""
    return list(dict.fromkeys(one for one in LISTED.split(typed) if one))


def natures() -> list[Nature]:
    """Give the natures a plan may have: inspections that need no clue."""
    return list(Nature.objects.filter(lists="inspection", needs_clue=False))


def checklists(person: Person, year: int) -> list[ChecklistVersion]:
    """Give the published lists for inspections that are in force at some time of a year."""
    holds = Q(in_force_to=None) | Q(in_force_to__gte=date(year, 1, 1))
    rows = visible_to(person).filter(
        holds, state=ChecklistVersion.State.PUBLISHED, in_force_from__lte=date(year, 12, 31)
    )
    rows = rows.exclude(bundle__has_key="demonstration").order_by("standard", "-in_force_from")
    return [one for one in rows if "inspection" in by_digest(one.digest).natures]


class NewPlanPage(Page):
    """/office/plans/new?region=&year=."""

    here = "plans"
    template_name = "office/plans/new.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the regions, the checklists, what holds in the chosen region and year."""
        person, today = person_of(self.request), clock.today()
        regions = list(regions_of(person, *PLANS))
        asked = self.request.POST or self.request.GET
        region = next((one for one in regions if one.code == asked.get("region")), None)
        region = region or (regions[0] if len(regions) == 1 else None)
        years = [today.year + ahead for ahead in range(AHEAD)]
        year = next((one for one in years if str(one) == asked.get("year")), today.year)
        return super().get_context_data(
            **{
                "offered": regions,
                "region": region,
                "years": years,
                "year": year,
                "limits": limits_of(region, year) if region else None,
                "natures": natures() if region else [],
                "checklists": checklists(person, year) if region else [],
                "default_policy": DEFAULT_POLICY,
                "department": DEPARTMENT,
                **kwargs,
            }
        )


class CreatePlan(Act, NewPlanPage):
    """POST /office/plans/new (编制计划); the same draft twice is once."""

    http_method_names = ["get", "post"]
    verb = "create"
    form_class = PlanForm
    made: Plan

    def act(self, data: dict[str, Any]) -> str:
        """Draft it, for a region of the person's."""
        region = self.named_region(data.pop("region"))
        if not visible_to(self.person).filter(pk=data["checklist"]).exists():
            raise Missing("没有这一版检查标准，或者尚未发布", place="checklist")
        if data["nature"] not in {one.pk for one in natures()}:
            raise Missing("年度计划不用于这种性质的检查", place="nature")
        terms = services.PlanTerms(floor_ratio=data.pop("percent"), **data)
        self.made = self.before(region, terms) or services.create_plan(
            region=region, terms=terms, by=self.person
        )
        return _("计划已编制，核对后提交机关负责人批准。")

    def before(self, region: Region, terms: services.PlanTerms) -> Plan | None:
        """Give the draft that says the same already, of the same person."""
        names = ("title", "year", "nature", "department", "partners", "checklist", "items")
        more = ("window_from", "window_until", "basis", "approving_authority", "filing_receipt")
        same = {name: getattr(terms, name) for name in (*names, *more)}
        rows = Plan.objects.filter(region=region, made_by=self.person, state=Plan.State.DRAFT)
        rows = rows.filter(policy__code=terms.policy, **same)
        if terms.floor_ratio is not None:
            rows = rows.filter(floor_ratio=terms.floor_ratio)
        return rows.first()

    def after(self) -> str:
        """Go on to the plan."""
        return reverse("office-plan", args=[self.made.pk])
