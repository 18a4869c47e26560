"""What came of the drawn visits, as far as it was published (抽查结果的公示情况)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.planning.models import TaskVisit
from backend.publication.models import Publication

Told = dict[str, Any]
Key = tuple[str, str]  # code or `-`, site number: what a label begins with, whatever the name


def results_of_draw(draw_id: UUID) -> dict[Key, Told]:
    """Give the published results of a draw's visits, by the label's beginning; two queries."""
    rows = TaskVisit.objects.filter(task__draw=draw_id).select_related("site__legal_person")
    visits = {row.visit_id: row.site for row in rows}
    shown = Publication.objects.filter(
        kind=Publication.Kind.RESULT,
        state=Publication.State.PUBLISHED,
        subject_id__in=list(visits),
    )
    told = {}
    for found in shown.prefetch_related("corrections"):
        site = visits[found.subject_id]
        told[site.uscc or "-", site.number] = _line(found)
    return told


def _line(found: Publication) -> Told:
    payload = found.payload or {}
    last = max(found.corrections.all(), key=lambda row: (row.recorded_at, row.pk), default=None)
    return {
        "site": str(found.site_id),
        "words": [one["words"] for one in payload.get("conclusion", [])],
        "problems": last.problems if last else 0,
        "corrected": last.corrected if last else 0,
    }
