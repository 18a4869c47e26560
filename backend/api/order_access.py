"""Which order a call may reach, and what is known of the tablet it comes from."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from backend.accounts.roles import Role
from backend.accounts.selectors import holds_any
from backend.api.base import person_of
from backend.api.visit_access import tablet_of
from backend.core import clock
from backend.core.refusals import Forbidden, Missing
from backend.inspections.models import Package
from backend.papers.shapes import DeviceWord
from backend.rectifications import selectors
from backend.rectifications.models import Order
from backend.registers.selectors import manages
from backend.sync.models import DeviceJournal


def found(request: Request, order_id: UUID) -> Order:
    """Give an order the caller may see; raises Missing."""
    order = selectors.visible_to(person_of(request)).filter(pk=order_id).first()
    if order is None:
        raise Missing(f"no order {order_id}")
    return order


def mine(request: Request, order_id: UUID, *roles: Role) -> Order:
    """Give an order of a region where the caller holds one of the roles; raises Forbidden."""
    order = found(request, order_id)
    if not holds_any(person_of(request), roles, order.site.region):
        raise Forbidden("your role does not reach this order's region")
    return order


def of_my_home(request: Request, order_id: UUID) -> Order:
    """Give an order of a home the caller acts for; raises Missing, Forbidden."""
    order = found(request, order_id)
    if not manages(person_of(request), order.site):
        raise Forbidden("you do not act for this home")
    return order


def device_word(request: Request, order: Order) -> DeviceWord | None:
    """Say what is known of the tablet's clock; None for a desk."""
    if "Xingjian-Device" not in request.headers:
        return None
    device = tablet_of(request)
    package = Package.objects.filter(visit=order.visit_id, device_id=device.pk).first()
    journal = DeviceJournal.objects.filter(device=device).first()
    skew_ms = journal.skew_ms if journal else None
    return DeviceWord(
        id=str(device.pk),
        skew_s=None if skew_ms is None else skew_ms / 1000,
        downloaded_at=package.downloaded_at if package else None,
        received_at=clock.now(),
    )


def said(order: Order) -> dict[str, Any]:
    """Answer a verb: what the order is now."""
    return {
        "id": str(order.pk),
        "state": order.state,
        "version": order.version,
        "number": order.paper.number if order.paper else "",
        "paper": str(order.paper_id) if order.paper_id else None,
        "due_on": order.due_on.isoformat() if order.due_on else None,
    }
