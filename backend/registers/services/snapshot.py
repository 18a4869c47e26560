"""The register as a sheet of sites sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from backend.core import clock
from backend.registers.models import Site, SiteParty
from backend.registers.models.sites import on
from backend.registers.sheet.plan import Known, Snapshot
from backend.registers.sheet.rows import Draft

ROLES = {"organiser": SiteParty.Role.ORGANISER, "operator": SiteParty.Role.OPERATOR}


def snapshot(drafts: Iterable[Draft], districts: frozenset[str]) -> Snapshot:
    """Give every site under a code of the sheet, and the places without code in its districts."""
    values = [draft.values for draft in drafts]
    codes = {row["uscc"] for row in values if row["uscc"]}
    regions = {row["region"] for row in values}
    wanted = Q(legal_person__uscc__in=codes) | Q(legal_person=None, region__in=regions)
    sites = list(Site.objects.filter(wanted).select_related("legal_person").order_by("pk"))
    parties: dict[Any, dict[str, str]] = {}
    for party in SiteParty.objects.filter(on(clock.today()), site__in=sites):
        parties.setdefault(party.site_id, {})[party.role] = party.name
    return Snapshot(
        tuple(Known(site.pk, values_of(site, parties.get(site.pk, {}))) for site in sites),
        districts,
    )


def values_of(site: Site, parties: dict[str, str]) -> dict[str, Any]:
    """Say a site as a row of the sheet says it."""
    return {
        "uscc": site.uscc,
        "holder": site.legal_person.name if site.legal_person else "",
        "number": site.number,
        "name": site.name,
        "region": site.region_id,
        "address": site.address,
        "beds": site.beds,
        "kind": site.kind_id,
        "state": site.state,
        "filing_number": site.filing_number,
        "filed_on": site.filed_on.isoformat() if site.filed_on else "",
        "organiser": parties.get(ROLES["organiser"], ""),
        "operator": parties.get(ROLES["operator"], ""),
        "phone": site.phone,
    }
