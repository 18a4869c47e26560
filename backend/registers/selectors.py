"""Reading the registers, starting from who asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from backend.accounts.models import Person, Region
from backend.accounts.selectors import Caller, scope
from backend.core import clock
from backend.registers.models import (
    AssessorYear,
    FacilityKind,
    HomeManager,
    Interest,
    LegalPerson,
    Officer,
    Site,
    SiteImport,
    SiteParty,
    SiteRevision,
)
from backend.registers.models.sites import on


def sites_visible_to(person: Caller) -> QuerySet[Site]:
    """Give the sites of the person's region, and those the person manages."""
    rows = Site.objects.select_related("legal_person", "region", "kind")
    return rows.filter(scope(person) | _managed_by(person))


def sites_of_office(person: Caller, *roles: str) -> QuerySet[Site]:
    """Give the sites in whose region the person holds one of the roles (any office role)."""
    rows = Site.objects.select_related("legal_person", "region", "kind")
    return rows.filter(scope(person, *roles))


def officers_of(person: Person) -> list[Officer]:
    """Find who a person is in the register, at most once a pool; enforcement first."""
    return list(Officer.objects.filter(person=person).order_by("-pool"))


def manages(person: Caller, site: Site) -> bool:
    """Say whether the person acts for the home today."""
    return Site.objects.filter(_managed_by(person), pk=site.pk).exists()


def sites_managed_by(person: Caller) -> QuerySet[Site]:
    """Give the sites of the homes a person acts for today."""
    return Site.objects.filter(_managed_by(person))


def _managed_by(person: Caller) -> Q:
    if not isinstance(person, Person):
        return Q(pk__in=[])
    mine = HomeManager.objects.filter(on(clock.today()), person=person)
    return Q(pk__in=mine.exclude(site=None).values("site")) | Q(
        legal_person__in=mine.exclude(legal_person=None).values("legal_person")
    )


def legal_persons_of_office(person: Caller, *roles: str) -> QuerySet[LegalPerson]:
    """Give the holders of a site in whose region the person holds one of the roles."""
    mine = sites_of_office(person, *roles)
    return LegalPerson.objects.filter(pk__in=mine.values("legal_person"))


def site_by_label(label: str) -> Site | None:
    """Find the site a draw label names: code or `-`, number, name."""
    code, _, rest = label.partition(" ")
    number, _, name = rest.partition(" ")
    rows = Site.objects.select_related("legal_person", "region", "kind")
    held = Q(legal_person=None) if code == "-" else Q(legal_person__uscc=code)
    return rows.filter(held, number=number, name=name).first()


def parties_on(site: Site, day: date) -> dict[str, SiteParty]:
    """Give who held which part at a site on a day, by role."""
    return {party.role: party for party in SiteParty.objects.filter(on(day), site=site)}


def party_names_on(sites: Iterable[UUID], day: date) -> dict[UUID, dict[str, str]]:
    """Give who held which part at some sites on a day: site → role → name."""
    found: dict[UUID, dict[str, str]] = {}
    rows = SiteParty.objects.filter(on(day), site__in=list(sites))
    for site, role, name in rows.values_list("site", "role", "name"):
        found.setdefault(site, {})[role] = name
    return found


def managers_of(site: Site) -> QuerySet[HomeManager]:
    """Give who acts for a home today, for its holder's sites or for this place alone."""
    mine = Q(site=site)
    if site.legal_person_id:
        mine |= Q(legal_person=site.legal_person_id)
    rows = HomeManager.objects.filter(on(clock.today())).filter(mine)
    return rows.select_related("person").order_by("valid_from", "pk")


def site_as_of(site: Site, day: date) -> dict[str, Any] | None:
    """Give what the register said about a site at the end of a day; None before its first row."""
    rows = SiteRevision.objects.filter(site=site, valid_from__lte=day).order_by("-version")
    return rows.values_list("values", flat=True).first()


def kinds_today() -> QuerySet[FacilityKind]:
    """Give the facility kinds of today (设施类型)."""
    return FacilityKind.objects.filter(on(clock.today())).order_by("code")


def kind_names() -> list[str]:
    """Give the names of the facility kinds of today."""
    return list(kinds_today().values_list("name", flat=True))


def imports_of(person: Person) -> QuerySet[SiteImport]:
    """Give the person's own imports."""
    return SiteImport.objects.filter(uploaded_by=person)


def officers_visible_to(person: Caller) -> QuerySet[Officer]:
    """Give the officers of the person's region."""
    return Officer.objects.filter(scope(person)).select_related("region", "person")


def officers_valid_on(day: date, department: str, region: Region) -> QuerySet[Officer]:
    """Give a department's officers in a region and below whose certificate holds on a day."""
    rows = _certified(day, Officer.Pool.ENFORCEMENT).filter(department=department)
    return rows.filter(region__path__startswith=region.path).order_by("certificate_number")


def assessors_valid_on(day: date, region: Region) -> QuerySet[Officer]:
    """Give the assessors of a region, below it and above it, who passed this or last year.

    A province keeps its pool above the county that rates; no rule keeps assessors at home, as
    one does for officers.
    """
    passed = AssessorYear.objects.filter(year__in=(day.year, day.year - 1), passed=True)
    upwards = region.path.strip("/").split("/")
    near = Q(region__path__startswith=region.path) | Q(region__in=upwards)
    rows = _certified(day, Officer.Pool.ASSESSMENT).filter(near, pk__in=passed.values("officer"))
    return rows.order_by("certificate_number")


def _certified(day: date, pool: str) -> QuerySet[Officer]:
    return Officer.objects.filter(on(day), certificate_until__gte=day, pool=pool)


def interests_on(day: date, officers: QuerySet[Officer]) -> dict[UUID, dict[UUID, str]]:
    """Give what bars officers on a day: officer → site → `hard` or `soft`; hard wins."""
    found: dict[UUID, dict[UUID, str]] = {}
    rows = Interest.objects.filter(on(day), officer__in=officers)
    for officer, site, kind in rows.filter(site__isnull=False).values_list(
        "officer", "site", "kind"
    ):
        _bar(found, officer, site, kind)
    held = rows.filter(legal_person__isnull=False)
    for officer, site, kind in held.values_list("officer", "legal_person__sites", "kind"):
        if site:
            _bar(found, officer, site, kind)
    return found


def _bar(found: dict[UUID, dict[UUID, str]], officer: UUID, site: UUID, kind: str) -> None:
    sites = found.setdefault(officer, {})
    if sites.get(site) != Interest.Kind.HARD:
        sites[site] = kind
