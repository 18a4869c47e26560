"""The list of people (人员台账): its filters, its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Grant, Person, Region
from backend.accounts.roles import Role
from backend.accounts.selectors import people_of, scope
from backend.office.filters import ALL, Filter
from backend.office.people.permissions import ADMITS, SEES_PEOPLE
from backend.office.reach import Reach

STATES = [ALL, ("active", _("可登录")), ("blocked", _("已停用"))]


class PeopleFilter(Filter):
    """Name or login name, role, region, state."""

    name = forms.CharField(label=_("姓名或者登录名"), max_length=60, required=False)
    role = forms.ChoiceField(label=_("角色"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = seen_by(person)
        self.grants = grants_seen_by(person)
        regions = Region.objects.filter(pk__in=self.grants.order_by().values("region"))
        self.offer("role", Role.choices)
        self.offer("region", [(one.code, one.name) for one in regions.order_by("code")])

    def rows(self) -> QuerySet[Person]:
        """Give the people that fit, of those the person may see.

        Who holds no role belongs to no area yet: he is found by his whole login name only.
        """
        wanted, held = self.wanted(), self.grants
        named = Q(pk__in=held.order_by().values("person"))
        if name := wanted.get("name"):
            named &= Q(name__icontains=name) | Q(username__icontains=name)
            named |= Q(username=name)
        rows = self.seen.filter(named)
        if role := wanted.get("role"):
            held = held.filter(role=role)
        if region := wanted.get("region"):
            held = held.filter(region=region)
        if wanted.get("role") or wanted.get("region"):
            rows = rows.filter(pk__in=held.order_by().values("person"))
        state = wanted.get("state", "")
        return rows.filter(is_active=state == "active") if state else rows


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as a row, with the roles held in the reader's area."""

    person: Person
    grants: list[Grant] = field(default_factory=list)


def seen_by(person: Person) -> QuerySet[Person]:
    """Give the people somebody may read of; those without a role yet only to who gives roles."""
    rows = people_of(person, *SEES_PEOPLE)
    if Reach(person).roles.isdisjoint(ADMITS):
        rows = rows.filter(pk__in=grants_seen_by(person).order_by().values("person"))
    return rows


def grants_seen_by(person: Person) -> QuerySet[Grant]:
    """Give the roles held in somebody's area."""
    rows = Grant.objects.filter(scope(person, *SEES_PEOPLE), ended_at=None)
    return rows.select_related("region").order_by("region__path", "role")


def person_lines(people: Sequence[Person], grants: QuerySet[Grant]) -> list[PersonLine]:
    """Make the lines of some people; no row asks again."""
    held: dict[Any, list[Grant]] = defaultdict(list)
    for one in grants.filter(person__in=[person.pk for person in people]):
        held[one.person_id].append(one)
    return [PersonLine(one, held[one.pk]) for one in people]
