"""Taking back what somebody may do, and closing a login (收回角色, 停用账号)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from backend.accounts.models import Grant, Person
from backend.accounts.refusals import NotOnlyYours, NotOnYourself
from backend.accounts.roles import Role
from backend.accounts.selectors import grants_of, holds
from backend.accounts.services.sessions import end_sessions_of
from backend.oplog.services import record


@transaction.atomic
def end_grant(*, grant: Grant, by: Person) -> Grant:
    """Take a role back from this moment on (收回角色); twice is once.

    Raises NotOnYourself.
    """
    _demand_another(grant.person, by)
    found = Grant.objects.select_for_update().get(pk=grant.pk)
    if found.ended_at is None:
        found.ended_at = timezone.now()
        found.save(update_fields=["ended_at"])
        body = {"role": found.role, "region": found.region_id}
        record(kind="role.ended", subject=str(found.person_id), actor=str(by.pk), body=body)
    return found


@transaction.atomic
def block_person(*, person: Person, by: Person) -> Person:
    """Let somebody log in no more, and end every login (停用账号); twice is once.

    Raises NotOnYourself, NotOnlyYours.
    """
    return _let_in(person, by, active=False)


@transaction.atomic
def unblock_person(*, person: Person, by: Person) -> Person:
    """Let somebody log in again (恢复账号); twice is once.

    Raises NotOnYourself, NotOnlyYours.
    """
    return _let_in(person, by, active=True)


def _let_in(person: Person, by: Person, *, active: bool) -> Person:
    _demand_another(person, by)
    _demand_all_inside(person, by)
    found = Person.objects.select_for_update().get(pk=person.pk)
    if found.is_active == active:
        return found
    found.is_active = active
    found.save(update_fields=["is_active"])
    kind = "person.unblocked" if active else "person.blocked"
    record(kind=kind, subject=str(found.pk), actor=str(by.pk))
    if not active:
        end_sessions_of(person=found, actor=str(by.pk))
    return found


def _demand_another(person: Person, by: Person) -> None:
    if person.pk == by.pk:
        raise NotOnYourself(
            "nobody takes his own rights away",
            expected="another administrator of the area",
            came="yourself",
            do="ask another platform administrator",
        )


def _demand_all_inside(person: Person, by: Person) -> None:
    """Every role the person holds lies where the administrator is one, and there is one."""
    held = list(grants_of(person))
    outside = [one for one in held if not holds(by, Role.PLATFORM_ADMIN, one.region)]
    if outside or not held:
        raise NotOnlyYours(
            "the person does not belong to your area alone",
            expected="every role of the person inside your area",
            came=f"{len(outside)} outside" if held else "no role at all",
            do="ask the authority above both areas; give a role first where there is none",
        )
