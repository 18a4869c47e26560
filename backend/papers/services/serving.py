"""Serving papers (送达): terms run from the date that was written and signed on them."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from backend.core import clock
from backend.core.clock import SHANGHAI
from backend.oplog.services import record
from backend.papers.models import Paper, Service
from backend.papers.refusals import (
    AlreadyServed,
    DateNotPossible,
    NothingToConfirm,
    WitnessWanted,
)
from backend.papers.shapes import DeviceWord

SKEW_AT_MOST = timedelta(minutes=5).total_seconds()


@transaction.atomic
def serve_paper(
    *,
    paper_id: UUID,
    served_on: date,
    kind: str,
    recipient: str,
    actor: str,
    witness: str = "",
    device: DeviceWord | None = None,
) -> Service:
    """Record that a paper was served, on the civil date written on it.

    device: the tablet it was recorded on, None when at a desk.  Where its clock cannot be
    trusted the date waits for the head.  The same service twice is once.

    Raises AlreadyServed, DateNotPossible, WitnessWanted.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper_id)
    if kind == Service.Kind.RETAINED and not witness:
        raise WitnessWanted(expected="a witness for 留置送达", came="none", place="witness")
    if found := Service.objects.filter(paper=paper).first():
        return _same(found, served_on, kind)
    if served_on > clock.today():
        raise DateNotPossible(
            expected=f"a date up to {clock.today()}", came=str(served_on), place="served_on"
        )
    doubt = doubt_about(served_on, device)
    service = Service.objects.create(
        paper=paper,
        kind=kind,
        served_on=served_on,
        recipient=recipient,
        witness=witness,
        device=device.id if device else "",
        skew_s=device.skew_s if device else None,
        state=Service.State.DATE_TO_CONFIRM if doubt else Service.State.SETTLED,
        doubt=doubt,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(
        kind="paper.served",
        subject=str(paper.pk),
        actor=actor,
        device=service.device,
        body={"served_on": str(served_on), "kind": kind, "doubt": doubt},
    )
    return service


def doubt_about(served_on: date, device: DeviceWord | None) -> str:
    """Say why a date of service must be confirmed; empty when it stands.

    It stands when the tablet's clock was off by less than five minutes at its last contact
    and the date lies between the download of the package and the receipt.
    """
    if device is None:
        return ""
    if device.skew_s is None or device.downloaded_at is None:
        return "clock-never-measured"
    if abs(device.skew_s) >= SKEW_AT_MOST:
        return "clock-off"
    first = device.downloaded_at.astimezone(SHANGHAI).date()
    last = device.received_at.astimezone(SHANGHAI).date()
    return "" if first <= served_on <= last else "date-outside-package-and-receipt"


@transaction.atomic
def confirm_service(*, paper_id: UUID, served_on: date, actor: str) -> Service:
    """Let the head settle a doubtful date of service (确认送达日期).

    Raises NothingToConfirm, DateNotPossible.
    """
    service = Service.objects.select_for_update().filter(paper_id=paper_id).first()
    if service is None or service.state != Service.State.DATE_TO_CONFIRM:
        raise NothingToConfirm(
            expected="a service whose date waits", came=service.state if service else "none"
        )
    if served_on > clock.today():
        raise DateNotPossible(
            expected=f"a date up to {clock.today()}", came=str(served_on), place="served_on"
        )
    service.served_on, service.state = served_on, Service.State.SETTLED
    service.confirmed_by, service.confirmed_at = actor, clock.now()
    service.save()
    record(
        kind="service.confirmed",
        subject=str(paper_id),
        actor=actor,
        body={"served_on": str(served_on), "doubt": service.doubt},
    )
    return service


def _same(found: Service, served_on: date, kind: str) -> Service:
    if (found.served_on, found.kind) != (served_on, kind):
        raise AlreadyServed(
            expected=f"{found.kind} on {found.served_on}", came=f"{kind} on {served_on}"
        )
    return found
