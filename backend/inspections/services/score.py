"""From the locked record of a rating to its result (形成评定结果)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock, outbox
from backend.inspections.models import Visit
from backend.inspections.selectors.outcome import grade_rating, record_text
from backend.inspections.selectors.signing import photos_of, signatures_of
from backend.inspections.services.conclude import settle_numbers, visited_on
from backend.inspections.services.feeds import News, tell
from backend.inspections.services.visit_row import demand_state, keep, log, take
from backend.papers.models import Paper
from backend.papers.services import request_paper
from backend.papers.shapes import Subject

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
    paper = _record_paper(visit)
    visit.conclusion = {
        "graded": grade_rating(visit),
        "checklist": {
            "standard": visit.checklist.standard,
            "version": visit.checklist.version,
            "digest": visit.checklist_digest,
        },
        "visited_on": visited_on(visit).isoformat(),
        "formed_on": clock.today().isoformat(),
        "record_number": paper.number if paper else "",
        "record_paper": str(paper.pk) if paper else "",
    }
    visit.concluded_at, visit.state = clock.now(), State.CONCLUDED
    keep(visit, ["conclusion", "concluded_at", "state"])
    settle_numbers(visit)
    graded = visit.conclusion["graded"]
    log("scored", visit, "system", digest=graded.get("result_digest", ""))
    outbox.emit("visit.scored", str(visit.pk), scored_payload(visit))
    tell(visit.pk, News("visit", str(visit.pk), {"state": visit.state, "version": visit.version}))


def _record_paper(visit: Visit) -> Paper | None:
    """Ask for the 现场评定记录 with the very words that were read; None when none was rendered."""
    text = record_text(visit, RECORD)
    if text is None:
        return None
    return request_paper(
        kind=RECORD,
        subject=Subject("visit", visit.pk, visit.site.region_id, visit.site_id),
        number=text.number,
        context=text.context,
        signatures=signatures_of(visit, text.text_digest),
        photos=photos_of(visit),
        signed_text=text.text,
        actor="system",
    )


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
