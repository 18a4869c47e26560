"""Asking for a signed file, and making it in the background (一院一档, 履职台账)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.core import clock, outbox
from backend.core.refusals import Refusal
from backend.duties import papers
from backend.duties.models import DutyFile
from backend.duties.refusals import PeriodNotPossible
from backend.oplog.services import record
from backend.papers.selectors import agency_for
from backend.papers.services import request_paper, take_number
from backend.papers.shapes import Subject
from backend.registers.models import Site

YEARS = 5  # that one file may span
DEPARTMENT = "民政"
Kind, State = DutyFile.Kind, DutyFile.State


@transaction.atomic
def ask_for_file(
    *, region: Region, site: Site | None, from_on: date, until_on: date, by: Person
) -> DutyFile:
    """Ask for the file of a home, or without one of the office; asked again it is the same.

    Raises PeriodNotPossible, UnknownAgency.
    """
    _demand_period(from_on, until_on)
    agency_for(region.code, DEPARTMENT)
    kind = Kind.SITE if site else Kind.OFFICE
    row, made = DutyFile.objects.get_or_create(
        kind=kind,
        region=region,
        site=site,
        from_on=from_on,
        until_on=until_on,
        state=State.WAITING,
        defaults={"asked_by": by, "asked_at": clock.now()},
    )
    if made:
        body = {"kind": kind, "region": region.code, "from": str(from_on), "until": str(until_on)}
        record(kind="duty-file.asked", subject=str(row.pk), actor=str(by.pk), body=body)
        outbox.emit("duty-file.asked", str(row.pk), {"file": str(row.pk)})
    return row


def _demand_period(from_on: date, until_on: date) -> None:
    today = clock.today()
    if from_on > until_on:
        raise PeriodNotPossible(expected="开始日期不晚于截止日期", came=f"{from_on} – {until_on}")
    if until_on > today:
        raise PeriodNotPossible(expected=f"截止日期不晚于{today}", came=str(until_on))
    if (until_on - from_on).days > YEARS * 366:
        raise PeriodNotPossible(expected=f"不超过{YEARS}年", came=f"{from_on} – {until_on}")


@transaction.atomic
def make_file(payload: dict[str, Any]) -> None:
    """Handle duty-file.asked: gather the lines and ask for the paper; twice is once.

    What no further try can better ends in state failed with its reason.
    """
    rows = DutyFile.objects.select_for_update(of=("self",)).select_related("region", "site__region")
    row = rows.get(pk=payload["file"])
    if row.state != State.WAITING:
        return
    try:
        with transaction.atomic():
            _make(row)
    except Refusal as refusal:
        row.state, row.problem, row.lines = State.FAILED, refusal.code, None
        row.save()
        body = {"code": refusal.code}
        record(kind="duty-file.failed", subject=str(row.pk), actor="system", body=body)


def _make(row: DutyFile) -> None:
    agency = agency_for(row.region_id, DEPARTMENT)
    gathered = papers.gather(row)
    number = take_number(agency.mark, row.kind, clock.today().year)
    row.paper = request_paper(
        kind=row.kind,
        subject=Subject("duty-file", UUID(str(row.pk)), row.region_id, None),
        number=number,
        context=papers.written(row, gathered, agency, number),
        signatures=[],
        actor=str(row.asked_by_id),
    )
    row.state, row.lines = State.MAKING, gathered.lines
    row.save()
