"""A forgotten passphrase (口令重置): the office hands the tablet its own data key again.

The tablet makes a key for the request and shows six digits of it; somebody reads them to the
office, which types them.  What was encrypted stays; nobody but the tablet can open the answer.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.accounts.device import demand_active
from backend.accounts.models import Device, PassphraseReset, Person
from backend.accounts.refusals import CheckDiffers, DataKeyMissing, ResetClosed
from backend.keys.data_keys import hand_on
from backend.keys.envelopes import check_digits
from backend.keys.services import public_key_of
from backend.oplog.services import record

State = PassphraseReset.State
LASTS = timedelta(minutes=30)
LINGERS = timedelta(minutes=2)  # after the first fetch: its answer may be lost on the line


@transaction.atomic
def ask_reset(*, device: Device, public_jwk: dict[str, Any]) -> PassphraseReset:
    """Ask for the tablet's data key; a new request replaces one that waits.

    Raises DeviceRevoked, DataKeyMissing, NotAKey.
    """
    device = Device.objects.select_for_update().get(pk=device.pk)
    demand_active(device)
    if device.wrapped_data_key is None:
        raise DataKeyMissing(
            "the office holds no copy of this tablet's data key",
            expected="wrapped_data_key, given with the enrolment",
            came="nothing",
            do="export the journal, then enrol the tablet anew",
        )
    public_key_of(public_jwk)
    jwk = {name: public_jwk[name] for name in ("crv", "kty", "x", "y")}
    device.resets.filter(state=State.WAITING).update(state=State.REPLACED)
    now = timezone.now()
    row = PassphraseReset.objects.create(
        device=device,
        public_jwk=jwk,
        check_code=check_digits(jwk),
        asked_at=now,
        expires_at=now + LASTS,
    )
    record(
        kind="passphrase-reset.asked", subject=str(row.pk), actor="system", device=str(device.pk)
    )
    return row


@transaction.atomic
def grant_reset(*, reset_id: UUID, check: str, by: Person) -> PassphraseReset:
    """Hand the data key on, to the tablet whose digits were read out (同意重置).

    Raises ResetClosed, CheckDiffers, DeviceRevoked, EnvelopeBroken.
    """
    row = _waiting(reset_id)
    demand_active(row.device)
    if check.strip() != row.check_code:
        raise CheckDiffers(
            "these are not the digits of the tablet that asks",
            expected="the six digits that the tablet shows now",
            came=check[:12],
            do="have them read out again; when they stay different, refuse the request",
            place="check",
        )
    row.wrapped_data_key = hand_on(
        row.device.wrapped_data_key, row.device_id, row.public_jwk, key=str(row.pk)
    )
    return _decide(row, State.GRANTED, by)


@transaction.atomic
def refuse_reset(*, reset_id: UUID, by: Person) -> PassphraseReset:
    """Do not hand it on (拒绝重置); raises ResetClosed."""
    return _decide(_waiting(reset_id), State.REFUSED, by)


@transaction.atomic
def fetch_reset(*, device: Device, reset_id: UUID) -> dict[str, Any]:
    """Tell the tablet what became of its request, with the data key once granted.

    The key is given once, and again within two minutes; then it is gone.  What is over says
    refused, with why: refused, replaced, used or expired.

    Raises DeviceRevoked, ResetClosed for a request that is none of this tablet's.
    """
    demand_active(device)
    rows = PassphraseReset.objects.select_for_update().filter(device=device)
    row = rows.filter(pk=reset_id).first()
    if row is None:
        raise ResetClosed(f"no request {reset_id} of this tablet", do="ask again")
    now = timezone.now()
    if why := _over(row, now):
        row.wrapped_data_key = None
        row.save(update_fields=["wrapped_data_key"])
        return {"state": State.REFUSED.value, "why": why}
    if row.state == State.WAITING:
        return {"state": row.state}
    if row.fetched_at is None:
        row.fetched_at = now
        row.save(update_fields=["fetched_at"])
        record(
            kind="passphrase-reset.fetched",
            subject=str(row.pk),
            actor="system",
            device=str(device.pk),
        )
    return {"state": row.state, "wrapped_data_key": row.wrapped_data_key}


def _over(row: PassphraseReset, now: datetime) -> str:
    """Say why a request gives nothing any more; empty while it may."""
    if row.state in (State.REFUSED, State.REPLACED):
        return row.state
    if row.fetched_at and now > row.fetched_at + LINGERS:
        return "used"
    return "expired" if now > row.expires_at else ""


def _waiting(reset_id: UUID) -> PassphraseReset:
    rows = PassphraseReset.objects.select_for_update(of=("self",)).select_related("device")
    row = rows.get(pk=reset_id)
    if row.state != State.WAITING or row.expires_at < timezone.now():
        raise ResetClosed(
            f"the request is {row.state} and ends at {row.expires_at.isoformat()}",
            expected="a request that waits",
            came=row.state if row.state != State.WAITING else "expired",
            do="let the tablet ask again",
        )
    return row


def _decide(row: PassphraseReset, state: str, by: Person) -> PassphraseReset:
    row.state, row.decided_by, row.decided_at = state, by, timezone.now()
    row.save(update_fields=["state", "decided_by", "decided_at", "wrapped_data_key"])
    record(
        kind=f"passphrase-reset.{state}",
        subject=str(row.pk),
        actor=str(by.pk),
        device=str(row.device_id),
    )
    return row
