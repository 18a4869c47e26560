"""What the list of applications can be narrowed by; all of it stays in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import grants_of, scope
from backend.core import clock
from backend.look.page import as_id
from backend.office.filters import ALL, Filter
from backend.office.ratings.applications.waits import WAITS, condition, duty
from backend.ratings import selectors
from backend.ratings.models import Application

State = Application.State
DECIDED = [ALL, ("accepted", _("受理名单")), ("refused", _("不予受理名单"))]


class ApplicationFilter(Filter):
    """Name of the home, state, decision, what is still to do, region; round stands hidden."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    decided = forms.ChoiceField(label=_("名单"), required=False, choices=DECIDED)
    todo = forms.ChoiceField(label=_("待办"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    round = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
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
