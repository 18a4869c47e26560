"""Floors, caps and policies as they hold for a region on a day."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from backend.accounts.models import Region
from backend.calendar.services import is_working_day
from backend.inspections.models import Cap
from backend.planning.models import Floor, Plan, Policy
from backend.planning.refusals import PolicyUnknown, PolicyUnusable
from scoring.errors import ScoringError
from scoring.policy import read_policy

OWN_KEYS = ("sizes",)  # of a stored document, not of POLICY.yaml
Json = dict[str, Any]


def upwards(region: Region) -> list[str]:
    """Give the codes of the region and of everything above it."""
    return region.path.strip("/").split("/")


def floor_for(region: Region, department: str, kind: str, on: date) -> Floor | None:
    """Give the floor of the nearest region upwards, then of the country; None when none is."""
    here = Q(region__in=upwards(region)) | Q(region=None)
    rows = Floor.objects.filter(here, department=department, kind=kind, valid_from__lte=on)
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=on)).select_related("region")
    found = sorted(rows, key=lambda row: row.region.path if row.region else "")
    return found[-1] if found else None


def cap_for(region: Region, department: str, year: int) -> Cap | None:
    """Give the published yearly cap of the nearest region upwards, None while there is none."""
    rows = Cap.objects.filter(department=department, year=year, region__in=upwards(region))
    return rows.order_by("-region__path").first()


def policies_for(region: Region, on: date) -> QuerySet[Policy]:
    """Give the policies a plan of a region may follow on a day, the country's and its own."""
    here = Q(region__in=upwards(region)) | Q(region=None)
    return Policy.objects.filter(here, valid_from__lte=on).order_by("code")


def policy_for(region: Region, code: str, on: date) -> Policy:
    """Give a policy by its code; raises PolicyUnknown unless it holds there and then."""
    row = Policy.objects.filter(code=code, valid_from__lte=on).select_related("region").first()
    if row is None or (row.region and not region.path.startswith(row.region.path)):
        raise PolicyUnknown(
            f"no policy {code}",
            expected=f"a policy in force on {on} for {region.pk}",
            came=code,
            do="choose one of the list, or have it added with its source",
        )
    return row


def effective(plan: Plan, on: date) -> Json:
    """Give POLICY.yaml of a plan on a day: its ratio as the floor, its cap, dates resolved.

    The floor holds for every county of the plan's region (随州: 县级不低于 40 %).
    """
    kept = {key: value for key, value in plan.policy.document.items() if key not in OWN_KEYS}
    document: Json = {"id": plan.policy.code, **kept, "on": on.isoformat()}
    document["floor"] = {"ratio": str(plan.floor_ratio.normalize())}
    document["always"] = [_resolved(dict(row), on) for row in kept.get("always", [])]
    if plan.cap is not None:
        document["cap"] = plan.cap
    return document


def demand_usable(document: Json) -> None:
    """Refuse a policy the engine cannot read, or whose strata would show a class.

    Risk classes are never public; a draw by class is a second, sealed one.
    Source: law-and-office.md 6 and 9.
    """
    plain = {key: value for key, value in document.items() if key not in OWN_KEYS}
    always = plain.get("always", [])
    try:
        rules = read_policy(
            plain
            | {"id": "x", "on": "2026-01-01"}
            | {"always": [_resolved(dict(row), date(2026, 1, 1)) for row in always]}
        )
    except (ScoringError, TypeError, ValueError) as fault:
        raise PolicyUnusable(str(fault), do="mend the document") from fault
    named = {*rules.strata, *(name for one in rules.always for name in one.values)}
    if "class" in named:
        raise PolicyUnusable(
            "strata by class would be public",
            expected="region, kind, size",
            came="class",
            do="leave the class to the sealed extra draw",
        )


def _resolved(condition: Json, on: date) -> Json:
    """Turn "filed within so many working days" into the date it means today."""
    days = condition.pop("filed_within_working_days", None)
    if days is not None:
        condition["filed_since"] = working_days_before(on, int(days)).isoformat()
    return condition


def working_days_before(day: date, days: int) -> date:
    """Give the n-th working day before a day."""
    while days:
        day -= timedelta(days=1)
        days -= is_working_day(day)
    return day
