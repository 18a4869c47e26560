"""Plans as the office reads them (年度计划): filters and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.office.filters import ALL, Filter
from backend.planning import selectors
from backend.planning.models import Plan

State = Plan.State
MARKS = {  # state → icon and tone; the word stands beside it
    State.DRAFT: ("pen-line", "calm"),
    State.SUBMITTED: ("clock", "due"),
    State.APPROVED: ("badge-check", "accent"),
    State.PUBLISHED: ("megaphone", "ok"),
}
NEXT = {  # state → what comes next
    State.DRAFT: _("等待计划员提交"),
    State.SUBMITTED: _("等待机关负责人批准"),
    State.APPROVED: _("等待公布"),
    State.PUBLISHED: _("计算应抽数，下达任务"),
}
HEAVY = ("checklist__files", "checklist__bundle", "policy__document")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan as a row."""

    plan: Plan
    tasks: int

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.plan.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.plan.state)][1]

    @property
    def next(self) -> Any:
        """Say what comes next; empty where tasks are under way."""
        going = self.plan.state == State.PUBLISHED and self.tasks
        return "" if going else NEXT[State(self.plan.state)]

    @property
    def share(self) -> str:
        """Give the share of homes to be visited at least."""
        return percent(self.plan.floor_ratio)


def percent(share: Decimal | float) -> str:
    """Write a share as people read it: 0.4 is 40%."""
    return f"{float(share) * 100:g}%"


def plan_lines(rows: Iterable[Plan]) -> Iterator[PlanLine]:
    """Make the lines of some plans; no row asks again.  Rows come from `rows_for_lines`."""
    return (PlanLine(one, getattr(one, "task_count", 0)) for one in rows)


def rows_for_lines(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """Add to a list of plans what its lines need, and leave out what is heavy."""
    return rows.annotate(task_count=Count("tasks")).defer(*HEAVY)


class PlanFilter(Filter):
    """Title, year, state, region."""

    title = forms.CharField(label=_("名称"), max_length=60, required=False)
    year = forms.ChoiceField(label=_("年度"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[ALL, *State.choices])
    region = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = selectors.plans_visible_to(person)
        plain = self.seen.order_by()
        regions = Region.objects.filter(pk__in=plain.values("region"))
        self.regions = list(regions.order_by("code"))
        years = sorted(set(plain.values_list("year", flat=True).distinct()), reverse=True)
        self.offer("year", [(str(year), str(year)) for year in years])
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Plan]:
        """Give the plans that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if title := wanted.get("title"):
            rows = rows.filter(title__icontains=title)
        if year := wanted.get("year"):
            rows = rows.filter(year=year)
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if region := wanted.get("region"):
            rows = rows.filter(region__path__contains=f"{region}/")
        return rows
