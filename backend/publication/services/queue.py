"""What is due for the public, and how far its problems are corrected (待公示, 整改情况)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from backend.calendar.services import start_clock
from backend.core import clock
from backend.inspections.models import Problem
from backend.oplog.services import record
from backend.publication.models import CorrectionState, Publication
from backend.publication.services.publishing import TERM
from backend.publication.services.resume import resume_shown
from backend.registers.models import Site

WITHIN = 20  # working days from formation
BASIS = "检查结果形成后 20 个工作日内公示（山东省 2023 年部门联合抽查计划：谁检查、谁录入、谁公示）"
OURS_NO_MORE = (Problem.State.HANDED_OVER, Problem.State.ANNULLED)


@transaction.atomic
def enqueue_result(payload: dict[str, Any]) -> None:
    """Handle visit.concluded: an inspection's result is due in 20 working days; twice is once.

    Only natures that may order a correction are 行政检查; the others are not published here.
    Its id follows from the visit, so that after a restore the public log still means this one.
    Source: facts file, section 3 (publication), law-and-office design, section 9.
    """
    if not payload.get("may_order"):
        return
    site = Site.objects.get(pk=payload["site"])
    visit, formed_on = UUID(payload["visit"]), date.fromisoformat(payload["formed_on"])
    term = start_clock(
        subject=("visit", visit),
        kind=TERM,
        unit="working_day",
        amount=WITHIN,
        starts_at=datetime.combine(formed_on, time(12), clock.SHANGHAI),
        basis=BASIS,
    )
    publication, made = Publication.objects.get_or_create(
        kind=Publication.Kind.RESULT,
        subject_type="visit",
        subject_id=visit,
        defaults={
            "id": uuid5(visit, "result"),
            "site": site,
            "region_id": site.region_id,
            "formed_on": formed_on,
            "due_on": term.due_at.astimezone(clock.SHANGHAI).date(),
        },
    )
    if made:
        _note_correction(publication, ("visit", str(visit)))
        record(kind="publication.due", subject=str(publication.pk), actor="system")
        resume_shown(publication)


@transaction.atomic
def update_correction_state(payload: dict[str, Any]) -> None:
    """Handle order.closed: the result's page says how far its problems are corrected."""
    publication = Publication.objects.filter(
        kind=Publication.Kind.RESULT, subject_type="visit", subject_id=payload["visit"]
    ).first()
    if publication:
        _note_correction(publication, ("order", str(payload["order"])))


def _note_correction(publication: Publication, ground: tuple[str, str]) -> None:
    """Count the ledger's problems that are ours, once a ground."""
    ours = Problem.objects.filter(visit=publication.subject_id).exclude(state__in=OURS_NO_MORE)
    state, new = CorrectionState.objects.get_or_create(
        publication=publication,
        ground_type=ground[0],
        ground_id=ground[1],
        defaults={
            "problems": ours.count(),
            "corrected": ours.filter(state=Problem.State.CORRECTED).count(),
            "as_of": clock.today(),
            "recorded_at": clock.now(),
        },
    )
    if new:
        body = {"problems": state.problems, "corrected": state.corrected, ground[0]: ground[1]}
        subject = str(publication.pk)
        record(kind="publication.correction-noted", subject=subject, actor="system", body=body)
