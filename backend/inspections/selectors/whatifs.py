"""Trials of checklist versions, starting from who asks (试算): whole regions of the asker only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from backend.accounts.models import Person, Region
from backend.accounts.selectors import Caller, scope
from backend.core.clock import SHANGHAI
from backend.inspections.models import Visit, WhatIf, WhatIfRow
from backend.inspections.selectors.visits import CLOSED
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest

NARROW = ("moved", "region", "kind", "before", "after")


def what_ifs_of(person: Caller, *roles: str) -> QuerySet[WhatIf]:
    """Give the trials whose whole region lies where the person holds one of the roles."""
    rows = WhatIf.objects.filter(scope(person, *roles)) if isinstance(person, Person) else None
    if rows is None:
        return WhatIf.objects.none()
    return rows.select_related("before", "after", "region", "asked_by")


def visits_of(run: WhatIf) -> QuerySet[Visit]:
    """Give the visits of a trial: locked, of the version before, in its region and period."""
    rows = Visit.objects.filter(
        checklist_digest=run.before_digest,
        state__in=CLOSED,
        site__region__path__startswith=run.region.path,
    )
    if run.kinds:
        rows = rows.filter(site__kind__in=run.kinds)
    if run.since:
        rows = rows.filter(locked_at__gte=_midnight(run.since))
    if run.until:
        rows = rows.filter(locked_at__lt=_midnight(run.until + timedelta(days=1)))
    return rows


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


@dataclass(frozen=True, slots=True)
class Basis:
    """A version whose visits could be graded again, and how many there are in one's regions."""

    row: ChecklistVersion
    visits: int


def bases_for(person: Caller, after: ChecklistVersion, *roles: str) -> list[Basis]:
    """Give the published versions of the same shape with visits, its own standard first."""
    seen = Visit.objects.filter(scope(person, *roles, field="site__region"), state__in=CLOSED)
    counted = seen.order_by().values_list("checklist_digest").annotate(count=Count("pk"))
    counts = dict(counted)
    rows = ChecklistVersion.objects.defer("files", "bundle").exclude(pk=after.pk)
    shaped = rows.filter(_shape(after), state=ChecklistVersion.State.PUBLISHED)
    found = [
        Basis(row, counts.get(row.digest, 0))
        for row in shaped
        if counts.get(row.digest) or row.standard == after.standard
    ]
    return sorted(
        found,
        key=lambda one: (one.row.standard != after.standard, -one.visits, one.row.version),
    )


def _shape(after: ChecklistVersion) -> Q:
    without = Q(bundle__levels=[])
    return ~without if by_digest(after.digest).levels else without


def regions_within(run: WhatIf) -> QuerySet[Region]:
    """Give the regions in which a trial's visits lie."""
    return Region.objects.filter(code__in=run.summary.get("by", {}).get("region", {}))


def rows_of(run: WhatIf, wanted: dict[str, str]) -> QuerySet[WhatIfRow]:
    """Give the rows of a trial, narrowed by way, region, kind, before, after; `-` is none."""
    rows = WhatIfRow.objects.filter(trial=run).select_related("visit__site__region")
    for name in NARROW:
        if told := wanted.get(name):
            rows = rows.filter(**{name: "" if told == "-" else told})
    return rows
