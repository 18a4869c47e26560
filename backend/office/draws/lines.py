"""Draws as the office reads them (抽查): filters and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.draws import selectors
from backend.draws.models import Draw
from backend.office.filters import ALL, Filter

State = Draw.State
MARKS = {  # state → icon and tone; the word stands beside it
    State.ANNOUNCED: ("clock", "accent"),
    State.DRAWN: ("dices", "accent"),
    State.FINISHED: ("circle-check", "ok"),
    State.VOIDED: ("circle-x", "late"),
    State.ABORTED: ("circle-x", "late"),
}
NEXT = {  # state → what comes next
    State.ANNOUNCED: _("等待随机数，开出后两个工作日内录入"),
    State.DRAWN: _("等待全部检查结束，然后公开"),
}


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One draw as a row."""

    draw: Draw
    pool: int
    quota: int
    opened: int

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.draw.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.draw.state)][1]

    @property
    def next(self) -> Any:
        """Say what comes next; empty when it is over."""
        return NEXT.get(State(self.draw.state), "")


def draw_lines(rows: Iterable[Draw]) -> Iterator[DrawLine]:
    """Make the lines of some draws; no row asks again.  Rows come from `rows_for_lines`."""
    return map(_line, rows)


def rows_for_lines(rows: QuerySet[Draw]) -> QuerySet[Draw]:
    """Add to a list of draws what its lines need."""
    return rows.annotate(opened=Count("iterations")).defer("secret_sealed")


def _line(draw: Draw) -> DrawLine:
    strata = draw.pool.get("strata", [])
    return DrawLine(
        draw,
        sum(len(one["labels"]) for one in strata),
        sum(one["quota"] for one in strata),
        getattr(draw, "opened", 0),
    )


class DrawFilter(Filter):
    """Title, state, region."""

    title = forms.CharField(label=_("名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[ALL, *State.choices])
    region = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = selectors.visible_to(person)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("region"))
        self.regions = list(regions.order_by("code"))
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Draw]:
        """Give the draws that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if title := wanted.get("title"):
            rows = rows.filter(title__icontains=title)
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if region := wanted.get("region"):
            rows = rows.filter(region__path__contains=f"{region}/")
        return rows
