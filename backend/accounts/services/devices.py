"""Tablets come in by a one-time code, with their data key in the office's care, and go at once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.accounts.models import Device, EnrolmentCode, Person
from backend.accounts.refusals import AlreadyRevoked, CodeSpent, DeviceKnown
from backend.accounts.services.people import region
from backend.accounts.services.sessions import end_sessions_on
from backend.keys.data_keys import demand_opens
from backend.keys.services import enrol_device_key, is_device_key
from backend.oplog.services import record

CODE_LASTS = timedelta(minutes=30)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


@transaction.atomic
def make_enrolment_code(*, label: str, region_code: str, by: Person) -> str:
    """Make a one-time code for one tablet, good for half an hour; only its digest is kept."""
    code = secrets.token_urlsafe(24)
    EnrolmentCode.objects.create(
        digest=_digest(code),
        label=label,
        region=region(region_code),
        made_by=by,
        expires_at=timezone.now() + CODE_LASTS,
    )
    record(kind="enrolment-code.made", subject=_digest(code), actor=str(by.pk))
    return code


@transaction.atomic
def enrol_device(
    *,
    code: str,
    public_jwk: dict[str, Any],
    device_id: UUID,
    wrapped_data_key: dict[str, Any] | None = None,
) -> Device:
    """Let a tablet in with its public key.

    wrapped_data_key: the tablet's data key for the office's key; that it opens is tried now,
    since a forgotten passphrase is the worst moment to learn that it does not.

    The same tablet with the same code and key again gets the same answer (its first one was
    lost on the way).  Raises CodeSpent, DeviceKnown, NotAKey, EnvelopeBroken.
    """
    row = EnrolmentCode.objects.select_for_update().filter(pk=_digest(code)).first()
    if row is None or (row.device_id is None and row.expires_at < timezone.now()):
        raise _spent()
    if row.device_id is not None:
        same = row.device_id == device_id and is_device_key(device_id, public_jwk)
        if same and row.device is not None:
            return row.device
        raise _spent()
    if Device.objects.filter(pk=device_id).exists():
        raise DeviceKnown(
            "this id is a tablet's already",
            expected="an id that the tablet made for itself",
            came=str(device_id),
            do="make a new id and key on the tablet",
        )
    if wrapped_data_key is not None:
        demand_opens(wrapped_data_key, device_id)
    row.device = Device.objects.create(
        id=device_id,
        label=row.label,
        region=row.region,
        enrolled_by=row.made_by,
        wrapped_data_key=wrapped_data_key,
    )
    enrol_device_key(device_id, public_jwk)
    row.save(update_fields=["device"])
    record(kind="device.enrolled", subject=str(device_id), actor=str(row.made_by_id))
    return row.device


@transaction.atomic
def revoke_device(*, device: Device, actor: str) -> Device:
    """Stop trusting a tablet at once, with every login on it; raises AlreadyRevoked."""
    device = Device.objects.select_for_update().get(pk=device.pk)
    if device.state == Device.State.REVOKED:
        raise AlreadyRevoked(f"revoked at {device.revoked_at}", came=device.state, do="leave it")
    device.state, device.revoked_at = Device.State.REVOKED, timezone.now()
    device.save(update_fields=["state", "revoked_at"])
    end_sessions_on(device=device, actor=actor)
    record(kind="device.revoked", subject=str(device.pk), actor=actor)
    return device


def _spent() -> CodeSpent:
    return CodeSpent("this code does not open", do="make a new code on the office page")
