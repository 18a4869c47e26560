"""From the locked record of a rating to its result (形成评定结果)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock, outbox
from backend.inspections.models import Visit
from backend.inspections.selectors.outcome import grade_rating
from backend.inspections.services.feeds import News, tell
from backend.inspections.services.formed import formed, settle_numbers
from backend.inspections.services.visit_row import demand_state, keep, log, take

State = Visit.State
RECORD = "rating-record"
TOLD = ("level", "level_by_points", "total", "limited_by", "complete", "result_digest")


@transaction.atomic
def score_visit(payload: dict[str, Any]) -> None:
    """Handle `visit.locked` of a rating: grade, keep the result whole, tell ratings.

    Twice is once. Only a nature that may give a level comes this far; there is no finding, no
    order and no result code here.
    """
    visit = take(UUID(payload["visit"]))
    if visit.state == State.CONCLUDED or not visit.nature.may_grade:
        return
    demand_state(visit, State.LOCKED)
    visit.conclusion = formed(visit, RECORD, {"graded": grade_rating(visit)})
    visit.concluded_at, visit.state = clock.now(), State.CONCLUDED
    keep(visit, ["conclusion", "concluded_at", "state"])
    settle_numbers(visit)
    graded = visit.conclusion["graded"]
    log("scored", visit, "system", digest=graded.get("result_digest", ""))
    outbox.emit("visit.scored", str(visit.pk), scored_payload(visit))
    tell(visit.pk, News("visit", str(visit.pk), {"state": visit.state, "version": visit.version}))


def scored_payload(visit: Visit) -> dict[str, Any]:
    """Say what came of it in short; the explanation stands in the visit's conclusion."""
    graded = (visit.conclusion or {})["graded"]
    return {
        "visit": str(visit.pk),
        "nature": visit.nature_id,
        "site": str(visit.site_id),
        "region": visit.site.region_id,
        "lock_digest": visit.lock_digest,
        "fault": graded.get("fault", ""),
        **{name: graded.get(name) for name in TOLD},
    }
