"""Reading rounds, applications and levels, starting from who asks (批次, 申请, 等级)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.accounts.selectors import Caller, scope
from backend.core import clock
from backend.ratings.models import Application, Level, Round
from backend.ratings.models.level import STANDING
from backend.ratings.selectors.hazards import open_major_hazards
from backend.registers.selectors import sites_managed_by

State = Application.State
BEFORE_THE_COMMITTEE = (State.DRAFT, State.SUBMITTED, State.ACCEPTED, State.REFUSED)


def rounds() -> QuerySet[Round]:
    """Give every round: they are announced to everybody."""
    return Round.objects.select_related("region", "checklist", "policy").order_by("-pk")


def rounds_of_office(person: Caller, *roles: str) -> QuerySet[Round]:
    """Give the rounds of regions in which the person holds one of the roles."""
    return rounds().filter(scope(person, *roles))


def applications_visible_to(person: Caller) -> QuerySet[Application]:
    """Give the applications a person may see; what is not here is 404.

    The office: those of its region once handed in. A home: its own. The committee: those that
    were accepted, in its area.
    """
    if not isinstance(person, Person):
        return Application.objects.none()
    area = "site__region"
    home = Q(site__in=sites_managed_by(person))
    office = scope(person, field=area) & ~Q(state=State.DRAFT)
    committee = scope(person, Role.COMMITTEE, field=area) & ~Q(state__in=BEFORE_THE_COMMITTEE)
    return _joined(Application.objects.filter(home | office | committee))


def applications_of_office(person: Caller, *roles: str) -> QuerySet[Application]:
    """Give the applications of regions in which the person holds one of the roles."""
    rows = Application.objects.filter(scope(person, *roles, field="site__region"))
    return _joined(rows.exclude(state=State.DRAFT))


def _joined(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.select_related("round__region", "round__policy", "site__region").defer(
        "self_answers", "self_facts"
    )


def levels_visible_to(person: Caller) -> QuerySet[Level]:
    """Give the levels of the person's region, and of the homes the person acts for."""
    if not isinstance(person, Person):
        return Level.objects.none()
    home = Q(site__in=sites_managed_by(person))
    rows = Level.objects.filter(scope(person, field="site__region") | home)
    return rows.select_related("site__region", "assessment__score")


def public_levels(on: date | None = None) -> QuerySet[Level]:
    """Give what anybody may read: levels that stand, suspended ones as such, and ended ones."""
    rows = Level.objects.select_related("site__region", "assessment__score")
    return rows.filter(valid_from__lte=on or clock.today()).order_by("-valid_from", "-pk")


def levels_with_hazards(person: Caller) -> QuerySet[Level]:
    """Give the standing levels of homes in which an inspection's major hazard is open (预警)."""
    rows = levels_visible_to(person).filter(state__in=STANDING)
    return rows.filter(site__in=open_major_hazards().values("visit__site"))
