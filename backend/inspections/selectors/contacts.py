"""Emergency numbers, by region and for those who keep them (紧急联系电话)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from backend.accounts.models import Person, Region
from backend.accounts.selectors import scope
from backend.inspections.models import EmergencyContact


def contacts_near(region: Region) -> list[EmergencyContact]:
    """Give the public numbers and those of the region and what lies above it, nearest first."""
    codes = region.path.strip("/").split("/")
    wanted = Q(region=None) | Q(region__in=codes)
    rows = EmergencyContact.objects.filter(wanted, withdrawn_at=None).select_related("region")
    return sorted(rows, key=lambda one: -len(one.region.path) if one.region else 0)


def contacts_for(region: Region) -> list[dict[str, Any]]:
    """Give the numbers near a region as a package carries them."""
    return [
        {"title": {"zh": one.title_zh, "en": one.title_en or one.title_zh}, "phone": one.phone}
        for one in contacts_near(region)
    ]


def contacts_of(person: Person, *roles: str) -> QuerySet[EmergencyContact]:
    """Give the numbers somebody keeps, of areas where he holds one of the roles."""
    return EmergencyContact.objects.filter(scope(person, *roles), withdrawn_at=None)


def contacts_seen_by(person: Person) -> QuerySet[EmergencyContact]:
    """Give the public numbers, and those of the areas of somebody's office."""
    seen = Q(region=None) | scope(person)
    return EmergencyContact.objects.filter(seen, withdrawn_at=None)
