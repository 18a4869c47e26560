"""One home of the register (服务场所): who it is, who acts for it, and what concerns it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.accounts.selectors import people_of
from backend.core import clock
from backend.inspections.selectors.contacts import contacts_near
from backend.look.page import Page, person_of
from backend.office.duties.permissions import KEEPERS
from backend.office.reach import Reach, found
from backend.office.sites.about import about
from backend.office.sites.lines import site_lines
from backend.office.sites.permissions import KEEPS_NUMBERS, KEEPS_REGISTER
from backend.registers import selectors
from backend.registers.models import Site, SiteParty

NOT_THERE = "没有这家机构，或者不在你的管辖范围"
SIBLINGS = 20
OFFERED = 100  # managers the form proposes; any other is typed in full
REVISIONS = 10


class SitePage(Page):
    """/office/sites/{id}; a home that is not of one's area is not there."""

    here = "sites"
    template_name = "office/sites/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        site = site_of(person, self.kwargs["site_id"])
        reach, today = Reach(person), clock.today()
        parties = selectors.parties_on(site, today)
        appoints = reach.may(site.region, *KEEPS_REGISTER)
        numbers = contacts_near(site.region)
        siblings = _siblings(site, person)
        return super().get_context_data(
            site=site,
            line=site_lines([site], person)[0],
            parties=[(role.label, parties[role]) for role in SiteParty.Role if role in parties],
            siblings=list(siblings[:SIBLINGS]),
            sibling_count=siblings.count(),
            managers=selectors.managers_of(site),
            appoints=appoints,
            offered=managers_offered(person)[:OFFERED] if appoints else (),
            numbers=[(one, _keeps(reach, one)) for one in numbers],
            keeps_numbers=reach.may(site.region, *KEEPS_NUMBERS),
            about=about(site, person),
            asks_file=reach.may(site.region, *KEEPERS),
            today=today,
            three_years=date(today.year - 3, today.month, min(today.day, 28)),
            revisions=site.revisions.order_by("-version")[:REVISIONS],
            **kwargs,
        )


def site_of(person: Person, site_id: UUID) -> Site:
    """Find a home of the person's area; raises Missing."""
    site: Site = found(selectors.sites_of_office(person), site_id, NOT_THERE)
    return site


def managers_offered(person: Person) -> QuerySet[Person]:
    """Give who may be appointed: of the registrar's area, and granted the role of a manager."""
    rows = people_of(person, Role.REGISTRAR)
    rows = rows.filter(grants__role=Role.HOME_MANAGER, grants__ended_at=None)
    return rows.distinct().order_by("username")


def _siblings(site: Site, person: Person) -> QuerySet[Site]:
    """Give the other sites under the same certificate that the person may see."""
    if site.legal_person_id is None:
        return Site.objects.none()
    rows = selectors.sites_of_office(person).filter(legal_person=site.legal_person_id)
    return rows.exclude(pk=site.pk).order_by("number")


def _keeps(reach: Reach, contact: Any) -> bool:
    """Say whether the person may withdraw a number; public ones are nobody's."""
    return contact.region is not None and reach.may(contact.region, *KEEPS_NUMBERS)
