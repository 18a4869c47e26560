"""Who may do what, where."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from backend.accounts.models import Device, Grant, PassphraseReset, Person, Region
from backend.accounts.roles import OFFICE

Caller = Person | AnonymousUser
NOTHING = Q(pk__in=[])


def grants_of(person: Caller, *roles: str) -> QuerySet[Grant]:
    """Give the grants a person holds now, of these roles or of any."""
    if not isinstance(person, Person):
        return Grant.objects.none()
    held = Grant.objects.filter(person=person, ended_at=None).select_related("region")
    return held.filter(role__in=roles) if roles else held


def roles_of(person: Caller) -> frozenset[str]:
    """Give the roles a person holds anywhere."""
    return frozenset(grants_of(person).values_list("role", flat=True))


def scope(person: Caller, *roles: str, field: str = "region") -> Q:
    """Give the condition that a row's region lies where the person holds one of the roles.

    field: the path to the region from the row ("site__region"); "" when the row is a region.
    No roles means any office role.
    """
    prefix = f"{field}__path__startswith" if field else "path__startswith"
    condition = NOTHING
    for grant in grants_of(person, *(roles or OFFICE)):
        condition |= Q(**{prefix: grant.region.path})
    return condition


def people_of(person: Caller, *roles: str) -> QuerySet[Person]:
    """Give the people somebody may speak of: of an area where he holds one of the roles, or new.

    New is who holds no role yet.
    """
    granted = Grant.objects.filter(ended_at=None)
    here = granted.filter(scope(person, *roles))
    return Person.objects.filter(
        Q(pk__in=here.values("person")) | ~Q(pk__in=granted.values("person"))
    )


def devices_of(person: Caller, *roles: str) -> QuerySet[Device]:
    """Give the tablets of the areas in which somebody holds one of the roles."""
    return Device.objects.filter(scope(person, *roles)).select_related("region", "enrolled_by")


def waiting_resets(devices: QuerySet[Device]) -> QuerySet[PassphraseReset]:
    """Give the requests for a forgotten passphrase that wait now, of some tablets, oldest first."""
    rows = PassphraseReset.objects.filter(device__in=devices.values("pk"), state="waiting")
    rows = rows.filter(expires_at__gt=timezone.now(), device__state=Device.State.ACTIVE)
    return rows.select_related("device__region").order_by("asked_at")


def regions_of(person: Caller, *roles: str) -> QuerySet[Region]:
    """Give the regions down to counties in which somebody holds one of the roles, by code."""
    rows = Region.objects.filter(scope(person, *roles, field=""))
    return rows.exclude(level=Region.Level.TOWN).order_by("code")


def holds(person: Caller, role: str, region: Region) -> bool:
    """Say whether the person holds the role in the region or above it."""
    return any(region.path.startswith(g.region.path) for g in grants_of(person, role))


def holds_any(person: Caller, roles: Iterable[str], region: Region) -> bool:
    """Say whether the person holds one of the roles in the region or above it."""
    return any(region.path.startswith(g.region.path) for g in grants_of(person, *roles))


def me(person: Person) -> dict[str, Any]:
    """Say who is logged in and what they may be."""
    return {
        "id": str(person.pk),
        "username": person.username,
        "name": person.name,
        "department": person.department,
        "grants": [{"role": g.role, "region": g.region_id} for g in grants_of(person)],
    }
