"""The rows a quota is computed from (检查对象): three queries, whatever the size of the county."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from backend.accounts.models import Region
from backend.core.clock import SHANGHAI
from backend.inspections.models import Visit
from backend.planning.models import Plan
from backend.planning.rules import cap_for
from backend.registers.models import Site

Json = dict[str, Any]
COUNTY = 3  # province, city, county


def homes_of(plan: Plan) -> list[Json]:
    """Give one row a site of the plan's region, in stable order, with its site's id.

    done_this_year counts the department's visits that count against the cap and are not
    cancelled, under way or done: a home is not drawn twice while a visit waits.
    """
    visited = _visited(plan)
    counties = _counties(plan.region)
    sizes = plan.policy.document.get("sizes", [])
    sites = (
        Site.objects.filter(region__path__startswith=plan.region.path)
        .exclude(state=Site.State.CLOSED)
        .select_related("legal_person", "region", "kind")
        .order_by("region__path", "legal_person__uscc", "number")
    )
    return [
        {
            "site": str(site.pk),
            "label": site.label,
            "region": counties[_county(site.region)],
            "kind": site.kind.name,
            "size": size_band(site.beds, sizes),
            "filed_on": site.filed_on.isoformat() if site.filed_on else None,
            **visited.get(site.pk, {"last_visit": None, "done_this_year": 0}),
        }
        for site in sites
    ]


def size_band(beds: int, bounds: Sequence[int]) -> str:
    """Say which band a number of beds falls into: ≤100床, 101–300床, ≥301床."""
    if not bounds:
        return ""
    least = 0
    for bound in bounds:
        if beds <= bound:
            return f"{least}–{bound}床" if least else f"≤{bound}床"
        least = bound + 1
    return f"≥{least}床"


def _visited(plan: Plan) -> dict[UUID, Json]:
    """Give for each visited site its last visit and how many counted this year."""
    cap = cap_for(plan.region, plan.department, plan.year)
    uncounted = cap.uncounted if cap else []
    this_year = Q(year=plan.year, nature__counts_against_cap=True) & ~Q(nature__in=uncounted)
    rows = (
        Visit.objects.filter(
            site__region__path__startswith=plan.region.path, department=plan.department
        )
        .exclude(state=Visit.State.CANCELLED)
        .values("site")
        .annotate(last=Max("opened_at"), done=Count("pk", filter=this_year))
        .order_by()
    )
    return {
        row["site"]: {
            "last_visit": _civil(row["last"]),
            "done_this_year": row["done"],
        }
        for row in rows
    }


def _civil(moment: datetime | None) -> str | None:
    return moment.astimezone(SHANGHAI).date().isoformat() if moment else None


def _county(region: Region) -> str:
    codes = region.path.strip("/").split("/")
    return codes[:COUNTY][-1]


def _counties(region: Region) -> dict[str, str]:
    """Give "230102 道里区" by code, for every region at or below the plan's and above it."""
    below = Q(path__startswith=region.path) | Q(pk__in=region.path.strip("/").split("/"))
    return {
        code: f"{code} {name}"
        for code, name in Region.objects.filter(below).values_list("pk", "name")
    }
