"""What the conclusion of an inspection and the result of a rating share (形成结果)."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.core import clock
from backend.inspections.models import Visit
from backend.inspections.selectors.outcome import record_text
from backend.inspections.selectors.signing import photos_of, signatures_of
from backend.papers.models import Paper
from backend.papers.services import keep_numbers, release_blocks, request_paper
from backend.papers.shapes import Subject


def formed(visit: Visit, record: str, result: dict[str, Any]) -> dict[str, Any]:
    """Give a result with what it rests on: checklist, days, and the record as a paper.

    record: the kind of paper, 笔录 or 现场评定记录, asked for with the very words that were read.
    """
    paper = _record_paper(visit, record)
    return {
        **result,
        "checklist": {
            "standard": visit.checklist.standard,
            "version": visit.checklist.version,
            "digest": visit.checklist_digest,
        },
        "visited_on": _visited_on(visit).isoformat(),
        "formed_on": clock.today().isoformat(),
        "record_number": paper.number if paper else "",
        "record_paper": str(paper.pk) if paper else "",
    }


def settle_numbers(visit: Visit) -> None:
    """Free the tablets' numbers for their next visit, but for those the home has read."""
    keep_numbers(list(visit.texts.exclude(number="").values_list("number", flat=True)))
    release_blocks(purpose=str(visit.pk))


def _visited_on(visit: Visit) -> date:
    """Give the civil day of the visit in Shanghai."""
    moment = visit.opened_at or visit.locked_at or clock.now()
    return moment.astimezone(clock.SHANGHAI).date()


def _record_paper(visit: Visit, record: str) -> Paper | None:
    text = record_text(visit, record)
    if text is None:  # none was rendered
        return None
    return request_paper(
        kind=record,
        subject=Subject("visit", visit.pk, visit.site.region_id, visit.site_id),
        number=text.number,
        context=text.context,
        signatures=signatures_of(visit, text.text_digest),
        photos=photos_of(visit),
        signed_text=text.text,
        actor="system",
    )
