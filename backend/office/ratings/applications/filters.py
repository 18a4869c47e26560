"""What the lists of applications and levels can be narrowed by; all of it stays in the address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import grants_of, scope
from backend.core import clock
from backend.look.page import as_id
from backend.office.rating_waits import WAITS, condition, duty
from backend.ratings import selectors
from backend.ratings.models import Application, Level, Removal, Round
from backend.ratings.models.level import STANDING

ALL = ("", _("全部"))
State = Application.State
DECIDED = [ALL, ("accepted", _("受理名单")), ("refused", _("不予受理名单"))]
SOON = timedelta(days=183)  # half a year: renewals are prepared
LEVEL_TODO = [
    ALL,
    ("hazard", _("有未整改的重大事故隐患")),
    ("removal", _("撤销、降级待决定")),
    ("ending", _("半年内到期")),
]


def rounds_seen(person: Person) -> QuerySet[Round]:
    """Give the rounds of the person's area, and those of authorities above it."""
    held = grants_of(person, *OFFICE, Role.COMMITTEE)
    above = {code for one in held for code in one.region.path.strip("/").split("/")}
    here = scope(person, *OFFICE, Role.COMMITTEE) | Q(region__in=above)
    return selectors.rounds().filter(here)


class _Filter(forms.Form):
    """What both lists share."""

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Give a field its choices."""
        cast(forms.ChoiceField, self.fields[name]).choices = [ALL, *choices]

    def wanted(self) -> dict[str, str]:
        """Give what was asked for; what is wrong is said beside its field and left out."""
        self.is_valid()
        return {name: told.strip() for name, told in self.cleaned_data.items() if told.strip()}

    @property
    def address(self) -> str:
        """Give the filters as they stand in an address, with a leading question mark."""
        wanted = self.wanted()
        return f"?{urlencode(wanted)}" if wanted else ""


class ApplicationFilter(_Filter):
    """Name of the home, state, decision, what is still to do, region; round stands hidden."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    decided = forms.ChoiceField(label=_("名单"), required=False, choices=DECIDED)
    todo = forms.ChoiceField(label=_("待办"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    round = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked, auto_id="filter-%s")
        self.person = person
        self.seen = seen_by_office(person)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("site__region"))
        self.regions = list(regions.order_by("code"))
        self.held = list(grants_of(person))
        roles = {one.role for one in self.held}
        self.offer("state", [one for one in State.choices if one[0] != State.DRAFT])
        self.offer("todo", [(one.name, one.word) for one in WAITS if roles & {*one.roles}])
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Application]:
        """Give the applications that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if name := wanted.get("name"):
            rows = rows.filter(site__name__icontains=name)
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if region := wanted.get("region"):
            rows = rows.filter(site__region=region)
        if round_ := wanted.get("round"):
            rows = rows.filter(round=as_id(round_))
        if decided := wanted.get("decided"):
            refused = Q(state=State.REFUSED)
            rows = rows.filter(refused if decided == "refused" else ~refused)
            rows = rows.filter(decided_at__isnull=False)
        return self._waiting(rows, wanted.get("todo", ""))

    def _waiting(self, rows: QuerySet[Application], todo: str) -> QuerySet[Application]:
        wait = next((one for one in WAITS if one.name == todo), None)
        if wait is None:
            return rows
        due = condition(todo, self.person, clock.today())
        return rows.filter(duty(wait, self.held), due)


def seen_by_office(person: Person) -> QuerySet[Application]:
    """Give what somebody sees as office or committee; what he sees as a home's is the portal's."""
    rows = selectors.applications_visible_to(person)
    return rows.filter(scope(person, *OFFICE, Role.COMMITTEE, field="site__region")).exclude(
        state=State.DRAFT
    )


class LevelFilter(_Filter):
    """Name of the home, state, level, region, what is still to do."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    title = forms.ChoiceField(label=_("等级"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    todo = forms.ChoiceField(label=_("待办"), required=False, choices=LEVEL_TODO)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked, auto_id="filter-%s")
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
