"""People and what they may be (人员, 授权)."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from backend.accounts.models import Grant, Person, Region
from backend.accounts.refusals import NameTaken, PasswordTooWeak, UnknownRegion
from backend.oplog.services import record


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
