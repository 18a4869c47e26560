"""Which visit a call may reach: seen, of one's region and role, or one's own."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from backend.accounts.device import active
from backend.accounts.models import Device
from backend.accounts.refusals import DeviceDiffers
from backend.accounts.roles import Role
from backend.api.authentication import bound_device, header_device
from backend.api.base import person_of
from backend.core.refusals import Forbidden, Missing
from backend.inspections import selectors
from backend.inspections.models import Visit


def found(rows: QuerySet[Visit], visit_id: UUID) -> Visit:
    """Give the visit if it is among the rows; else it is not there for the caller."""
    visit = rows.filter(pk=visit_id).first()
    if visit is None:
        raise Missing(f"no visit {visit_id}")
    return visit


def mine(request: Request, visit_id: UUID, *roles: Role) -> Visit:
    """Give a visit of a region in which the caller holds one of the roles.

    Raises Missing when he may not see it, Forbidden when he may only look.
    """
    person = person_of(request)
    found(selectors.visible_to(person), visit_id)
    visit = selectors.of_office(person, *roles).filter(pk=visit_id).first()
    if visit is None:
        raise Forbidden("your role does not reach this visit's region")
    return visit


def said(visit: Visit) -> dict[str, Any]:
    """Answer a verb: what the visit is now."""
    return {"id": str(visit.pk), "state": visit.state, "version": visit.version}


def on_my_visit(request: Request, visit_id: UUID) -> Visit:
    """Give a visit the caller sits on.

    Raises Missing when he may not see it, Forbidden when he is not one of its officers.
    """
    person = person_of(request)
    visit = found(selectors.visible_to(person), visit_id)
    if not selectors.of_officer(person).filter(pk=visit.pk).exists():
        raise Forbidden("you are not an officer of this visit")
    return visit


def own_tablet(request: Request, device_id: UUID) -> Device:
    """Give an active tablet; a login bound to another one does not speak for it.

    Raises DeviceDiffers, DeviceUnknown, DeviceRevoked.
    """
    bound = bound_device(request)
    if bound is not None and bound != device_id:
        raise DeviceDiffers(
            "this login is bound to another tablet",
            expected=str(bound),
            came=str(device_id),
            do="log in on this tablet",
        )
    return active(str(device_id))


def tablet_of(request: Request) -> Device:
    """Give the active tablet named in the header; raises Forbidden."""
    name = header_device(request)
    try:
        device = Device.objects.filter(pk=UUID(name), state=Device.State.ACTIVE).first()
    except ValueError:
        device = None
    if device is None:
        raise Forbidden(
            "no active tablet",
            expected="Xingjian-Device: the id of an enrolled tablet",
            came=name[:40],
            do="enrol the tablet, or ask why it was revoked",
        )
    return device
