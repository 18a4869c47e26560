"""Taking the result of a rating visit (接收评定结果)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock
from backend.core.grounds import rest
from backend.inspections.selectors import level_ground
from backend.ratings.models import Assessment, Score
from backend.ratings.services.row import State, keep, take


@transaction.atomic
def take_score(payload: dict[str, Any]) -> None:
    """Handle `visit.scored`: keep level, points and digest beside the home's own; twice is once.

    A visit that is nobody's assessment, or was voided meanwhile, changes nothing.
    """
    row = Assessment.objects.filter(visit=UUID(payload["visit"]), voided_at=None).first()
    if row is None or Score.objects.filter(assessment=row).exists():
        return
    found = take(row.application_id)
    if found.state != State.ASSESSING:
        return
    visit = level_ground(row.visit_id)
    graded = (visit.conclusion or {})["graded"]
    score = Score.objects.create(
        assessment=row,
        level=graded.get("level") or "",
        level_by_points=graded.get("level_by_points") or "",
        total=graded.get("total", ""),
        maximum=graded.get("max", ""),
        chapters=graded.get("chapters", {}),
        limited_by=graded.get("limited_by", []),
        unmet=graded.get("unmet", {}),
        complete=bool(graded.get("complete")) and not graded.get("left_out"),
        provisional=bool(graded.get("provisional")),
        fault=graded.get("fault", ""),
        result_digest=graded.get("result_digest", ""),
        lock_digest=visit.lock_digest,
        taken_at=clock.now(),
    )
    rest(("score", str(score.pk)), ("visit", str(visit.pk)), visit.lock_digest)
    found.state = State.SCORED
    keep(found, "scored", "system", level=score.level, digest=score.result_digest)
