"""People, roles and tablets: verbs."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from backend.accounts.models import Device, EnrolmentCode, Grant, Person, Region
from backend.accounts.refusals import (
    AlreadyRevoked,
    CodeSpent,
    DeviceKnown,
    NameTaken,
    PasswordTooWeak,
    UnknownRegion,
)
from backend.keys.services import enrol_device_key
from backend.oplog.services import record

CODE_LASTS = timedelta(minutes=30)


def region(code: str) -> Region:
    """Find a region by its code; raises UnknownRegion."""
    found = Region.objects.filter(pk=code).first()
    if found is None:
        raise UnknownRegion(
            f"no region {code}",
            expected="a code of the region table",
            came=code,
            do="check the code, or add the region first",
        )
    return found


@transaction.atomic
def create_person(
    *, username: str, password: str, name: str, department: str = "", actor: str
) -> Person:
    """Let somebody log in; raises NameTaken, PasswordTooWeak."""
    if Person.objects.filter(username=username).exists():
        raise NameTaken(f"{username} is taken", came=username, do="choose another login name")
    try:
        validate_password(password, Person(username=username, name=name))
    except ValidationError as fault:
        raise PasswordTooWeak(
            " ".join(fault.messages), place="password", do="choose a longer, less common one"
        ) from fault
    person = Person.objects.create_user(
        username=username, password=password, name=name, department=department
    )
    record(kind="person.created", subject=str(person.pk), actor=actor)
    return person


@transaction.atomic
def grant_role(*, person: Person, role: str, region_code: str, actor: str) -> Grant:
    """Give a person a role in a region; twice is once."""
    grant, made = Grant.objects.get_or_create(
        person=person, role=role, region=region(region_code), ended_at=None
    )
    if made:
        body = {"role": role, "region": region_code}
        record(kind="role.granted", subject=str(person.pk), actor=actor, body=body)
    return grant


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
def enrol_device(*, code: str, public_jwk: dict[str, Any], device_id: UUID) -> Device:
    """Let a tablet in with its public key.

    The same tablet with the same code and key again gets the same answer (its first one was
    lost on the way).  Raises CodeSpent, DeviceKnown, NotAKey.
    """
    spent = CodeSpent("this code does not open", do="make a new code on the office page")
    row = EnrolmentCode.objects.select_for_update().filter(pk=_digest(code)).first()
    if row is None:
        raise spent
    if row.device_id is not None:
        if row.device_id == device_id and row.device is not None:
            return row.device
        raise spent
    if row.expires_at < timezone.now():
        raise spent
    if Device.objects.filter(pk=device_id).exists():
        raise DeviceKnown(
            "this id is a tablet's already",
            expected="an id that the tablet made for itself",
            came=str(device_id),
            do="make a new id and key on the tablet",
        )
    row.device = Device.objects.create(
        id=device_id, label=row.label, region=row.region, enrolled_by=row.made_by
    )
    enrol_device_key(device_id, public_jwk)
    row.save(update_fields=["device"])
    record(kind="device.enrolled", subject=str(device_id), actor=str(row.made_by_id))
    return row.device


@transaction.atomic
def revoke_device(*, device: Device, actor: str) -> Device:
    """Stop trusting a tablet at once; raises AlreadyRevoked."""
    device = Device.objects.select_for_update().get(pk=device.pk)
    if device.state == Device.State.REVOKED:
        raise AlreadyRevoked(f"revoked at {device.revoked_at}", came=device.state, do="leave it")
    device.state, device.revoked_at = Device.State.REVOKED, timezone.now()
    device.save(update_fields=["state", "revoked_at"])
    record(kind="device.revoked", subject=str(device.pk), actor=actor)
    return device
