"""Reading the ledger, starting from who asks (履职台账)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from backend.accounts.models import Region
from backend.accounts.selectors import Caller, regions_of, scope
from backend.core import clock
from backend.duties.models import Duty, DutyFile, DutyKind

FIELDS = {"kind": "code", "site": "site_id", "visit": "subject_id", "part": "kind__part"}
ON_TIME, DONE_LATE = "done", "done-late"
STATES = ("done", "done_late", "late", "open", "excused")


def visible_to(person: Caller, *roles: str) -> QuerySet[Duty]:
    """Give the duties of the regions where the person works, or holds one of the roles."""
    return joined(Duty.objects.filter(scope(person, *roles)))


def files_visible_to(person: Caller, *roles: str) -> QuerySet[DutyFile]:
    """Give the files of those regions."""
    rows = DutyFile.objects.filter(scope(person, *roles))
    return rows.select_related("region", "site", "paper", "asked_by")


def joined(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Bring along what a line says."""
    return rows.select_related("kind", "region", "site", "excused_by", "noted_by")


def kinds_now() -> QuerySet[DutyKind]:
    """Give the kinds that hold today, each by its newest row."""
    rows = DutyKind.objects.filter(valid_from__lte=clock.today())
    newest = rows.order_by("code", "-valid_from").distinct("code").values("pk")
    return DutyKind.objects.filter(pk__in=newest).order_by("order")


def of_period(first: date, last: date) -> QuerySet[Duty]:
    """Give the duties that were owed in a period: begun by its end, and due, done or open in it.

    A yearly duty counts where its year meets the period.
    """
    rows = Duty.objects.filter(started_on__lte=last)
    past = Q(done_on__lt=first) & (Q(due_on__isnull=True) | Q(due_on__lt=first))
    return joined(rows.exclude(past).exclude(due_on__lt=first, state=Duty.State.CANCELLED))


def filtered(rows: QuerySet[Duty], wanted: Mapping[str, Any]) -> QuerySet[Duty]:
    """Narrow a list: by kind, part, state, home (id or name), visit, region, year of the term."""
    for one, field in FIELDS.items():
        if wanted.get(one):
            rows = rows.filter(**{field: wanted[one]})
    if name := wanted.get("name"):
        rows = rows.filter(site__name__icontains=name)
    if region := wanted.get("region"):
        rows = rows.filter(region__path__contains=f"{region}/")
    if year := wanted.get("year"):
        rows = rows.filter(of_year(int(year)))
    state = wanted.get("state")
    if state == DONE_LATE:
        return rows.filter(state=Duty.State.DONE, late=True)
    if state == ON_TIME:
        return rows.filter(state=Duty.State.DONE, late=False)
    return rows.filter(state=state) if state else rows


def of_year(year: int) -> Q:
    """Say which duties a year's ledger holds: those whose last day lies in it, else begun in it."""
    begun = Q(due_on__isnull=True, started_on__year=year)
    return Q(due_on__year=year) | begun


@dataclass(frozen=True, slots=True)
class KindRow:
    """One line of the matrix: how many of a kind are open, done …"""

    kind: DutyKind
    counts: Mapping[str, int]

    @property
    def whole(self) -> int:
        """All that is owed: what was cancelled is not."""
        return sum(self.counts.values())


def matrix(rows: QuerySet[Duty]) -> list[KindRow]:
    """Count the rows by kind and state in one query; every kind that holds has its line."""
    counted = (
        rows.order_by()
        .exclude(state=Duty.State.CANCELLED)
        .values("code")
        .annotate(
            done=Count("pk", filter=Q(state="done", late=False)),
            done_late=Count("pk", filter=Q(state="done", late=True)),
            late=Count("pk", filter=Q(state="late")),
            open=Count("pk", filter=Q(state="open")),
            excused=Count("pk", filter=Q(state="excused")),
        )
    )
    found = {row["code"]: {name: row[name] for name in STATES} for row in counted}  # type: ignore[literal-required]  # the names are the annotations above
    return [KindRow(kind, found.get(kind.code, {})) for kind in kinds_now()]


def offered_regions(person: Caller) -> list[Region]:
    """Give the regions a list may be narrowed to."""
    return list(regions_of(person))


def offered_years(today: date) -> list[int]:
    """Give the years the ledger has rows of, the newest first."""
    first = Duty.objects.order_by("started_on").values_list("started_on", flat=True).first()
    return list(range(today.year, (first.year if first else today.year) - 1, -1))


def duty_line(duty: Duty) -> dict[str, Any]:
    """Say a duty in one line."""
    return {
        "id": str(duty.pk),
        "kind": duty.code,
        "title": duty.kind.title_zh,
        "part": duty.kind.part,
        "subject": {"type": duty.subject_type, "id": duty.subject_id},
        "site": {"id": str(duty.site_id), "name": duty.site.name} if duty.site else None,
        "region": duty.region_id,
        "period": duty.period,
        "started_on": duty.started_on.isoformat(),
        "due_on": _day(duty.due_on),
        "done_on": _day(duty.done_on),
        "state": duty.state,
        "state_label": str(duty.get_state_display()),
        "late": duty.late,
        "ground": {"type": duty.ground_type, "id": duty.ground_id} if duty.done_on else None,
        "excuse": duty.excuse,
        "excuse_reason": duty.excuse_reason,
        "basis": duty.kind.basis,
        "source": duty.kind.source,
        "confidence": duty.kind.confidence,
        "version": duty.version,
    }


def file_line(row: DutyFile) -> dict[str, Any]:
    """Say a file: what of whom, how far it is, where its paper is."""
    paper = row.paper
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "region": row.region_id,
        "site": str(row.site_id) if row.site_id else None,
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat(),
        "state": row.state if paper is None else paper.state,
        "state_label": str(row.get_state_display() if paper is None else paper.get_state_display()),
        "lines": row.lines,
        "problem": row.problem,
        "paper": str(paper.pk) if paper else None,
        "number": paper.number if paper else "",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
