"""What the list of levels can be narrowed by; all of it stays in the address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.accounts.selectors import scope
from backend.core import clock
from backend.office.filters import ALL, Filter
from backend.ratings import selectors
from backend.ratings.models import Application, Level, Removal
from backend.ratings.models.level import STANDING

State = Application.State
SOON = timedelta(days=183)  # half a year: renewals are prepared
LEVEL_TODO = [
    ALL,
    ("hazard", _("有未整改的重大事故隐患")),
    ("removal", _("撤销、降级待决定")),
    ("ending", _("半年内到期")),
]


class LevelFilter(Filter):
    """Name of the home, state, level, region, what is still to do."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    title = forms.ChoiceField(label=_("等级"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    todo = forms.ChoiceField(label=_("待办"), required=False, choices=LEVEL_TODO)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.person = person
        self.seen = levels_of_office(person)
        plain = self.seen.order_by()
        self.regions = list(
            Region.objects.filter(pk__in=plain.values("site__region")).order_by("code")
        )
        titles = plain.values_list("level", "title").distinct().order_by("level")
        self.offer("state", list(Level.State.choices))
        self.offer("title", [(title, _(title)) for _level, title in titles])
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Level]:
        """Give the levels that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if name := wanted.get("name"):
            rows = rows.filter(site__name__icontains=name)
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if title := wanted.get("title"):
            rows = rows.filter(title=title)
        if region := wanted.get("region"):
            rows = rows.filter(site__region=region)
        return level_todo(rows, wanted.get("todo", ""))


def levels_of_office(person: Person) -> QuerySet[Level]:
    """Give the levels of the person's area."""
    here = scope(person, field="site__region")
    return selectors.levels_visible_to(person).filter(here)


def level_todo(rows: QuerySet[Level], todo: str) -> QuerySet[Level]:
    """Keep what waits for something."""
    if todo == "hazard":
        hazards = selectors.open_major_hazards().order_by().values("visit__site")
        return rows.filter(state__in=STANDING, site__in=hazards)
    if todo == "removal":
        return rows.filter(pk__in=Removal.objects.filter(outcome="").order_by().values("level"))
    if todo == "ending":
        today = clock.today()
        return rows.filter(state__in=STANDING, valid_until__range=(today, today + SOON))
    return rows
