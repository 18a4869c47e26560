"""What a draw may show, and when (随机抽取预公布, 随机抽取名单公告).

Source: law-and-office design, section 6; unannounced visits stand in no public view beforehand.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock
from backend.draws import selectors as draws
from backend.draws.models import Draw
from backend.oplog.services import record
from backend.papers.selectors import agency_for, is_asked_for
from backend.papers.services import request_paper, take_number
from backend.papers.shapes import Subject
from backend.publication.draw_words import draw_list_words
from backend.publication.models import Publication
from backend.publication.services.public_log import enter
from backend.publication.services.publishing import fix

Kind = Publication.Kind
DRAW_LIST = "draw-list"
DEPARTMENT = "民政"


@transaction.atomic
def publish_draw(payload: dict[str, Any]) -> None:
    """Handle draw.announced: anybody may see the keyed digests, before any randomness exists."""
    draw = Draw.objects.get(pk=payload["draw"])
    if draw.shown_before and draw.origin == Draw.Origin.OWN:
        view = draws.public_before(draw)
        shown = {"view": view, "view_sha256": draw.public_before_digest}
        _show(draw, Kind.DRAW_BEFORE, shown)


@transaction.atomic
def publish_draw_after(payload: dict[str, Any]) -> None:
    """Handle draw.finished, which follows the last visit of the task: labels and salts open."""
    draw = Draw.objects.get(pk=payload["draw"])
    if draw.state == Draw.State.FINISHED:
        shown = _imported(draw) if draw.origin == Draw.Origin.IMPORTED else _opened(draw)
        _show(draw, Kind.DRAW_AFTER, shown)


@transaction.atomic
def issue_draw_list(payload: dict[str, Any]) -> None:
    """Handle draw.finished: the announcement of the drawn list as a paper; twice is once."""
    draw = Draw.objects.select_related("region").get(pk=payload["draw"])
    subject = Subject("draw", draw.pk, draw.region_id, None)
    if draw.state != Draw.State.FINISHED or is_asked_for(DRAW_LIST, draw.pk):
        return
    agency = agency_for(draw.region_id, DEPARTMENT)
    number = take_number(agency.mark, DRAW_LIST, clock.today().year)
    request_paper(
        kind=DRAW_LIST,
        subject=subject,
        number=number,
        context=draw_list_words(draw, agency, number),
        signatures=[],
        actor="system",
    )
    body = {"number": number}
    record(kind="draw.list_issued", subject=str(draw.pk), actor="system", body=body)


def _opened(draw: Draw) -> dict[str, Any]:
    """Give the public view; the sealed extra draw by risk class is no part of it."""
    bundle = draws.public_after(draw)
    return {"bundle": bundle, "selected": bundle["iterations"][-1]["selected"]}


def _imported(draw: Draw) -> dict[str, Any]:
    """Of a draw made elsewhere we know its number and its outcome, nothing more."""
    return {
        "origin_number": draw.origin_number,
        "origin_file_sha256": draw.origin_file_sha256,
        "selected": draws.selected(draw),
    }


def _show(draw: Draw, kind: str, shown: dict[str, Any]) -> None:
    """Publish once; what was shown before stays as it is."""
    today = clock.today()
    found, made = Publication.objects.get_or_create(
        kind=kind,
        subject_type="draw",
        subject_id=UUID(str(draw.pk)),
        defaults={"region_id": draw.region_id, "formed_on": today, "due_on": today},
    )
    if not made:
        return
    told = {"kind": kind, "draw": str(draw.pk), "title": draw.title, "origin": draw.origin}
    fix(found, {**told, **shown}, by=None)
    if kind == Kind.DRAW_AFTER:
        enter(found)
    body = {"kind": kind, "digest": found.payload_digest}
    record(kind="draw.published", subject=str(draw.pk), actor="system", body=body)
