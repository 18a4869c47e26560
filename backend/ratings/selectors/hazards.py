"""The only bridge from an inspection to a rating: its open major hazards (重大事故隐患)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from backend.inspections.models import Finding, Nature, Problem, Visit

SETTLED = (Problem.State.CORRECTED, Problem.State.ANNULLED)


def open_major_hazards(site: UUID | None = None) -> QuerySet[Finding]:
    """Give the major hazards that inspections found, at one site or anywhere, still unsettled.

    One found on a visit still under way counts: it was sent before everything else. Handed over
    to another department it is still there.
    """
    rows = Finding.objects.filter(
        visit__nature__crew=Nature.Crew.ENFORCEMENT,
        severity=Finding.Severity.MAJOR,
        state=Finding.State.RAISED,
    )
    if site is not None:
        rows = rows.filter(visit__site=site)
    open_ones = rows.exclude(visit__state=Visit.State.CANCELLED).exclude(problem__state__in=SETTLED)
    return open_ones.select_related("visit", "problem").order_by("id")
