"""Builders of orders: a concluded visit's problem on its way to being corrected (合成数据)."""

import io
from typing import Any

import pikepdf
from PIL import Image

from backend.accounts.models import Person
from backend.core import clock
from backend.core.models import Event
from backend.inspections.services import conclude_visit, lock_visit
from backend.rectifications import services
from backend.rectifications.files import Sent
from backend.rectifications.models import Order
from tests.backend import make
from tests.backend.inspections import make as visits


def concluded(**finding: Any) -> dict[str, Any]:
    """Conclude a visit and give the event's payload; the finding's words by keyword."""
    visit = visits.walked()
    if finding:
        visit.findings.update(**finding)
    visits.asked_to_lock(visit)
    assert lock_visit(visit.pk) == []
    conclude_visit({"visit": str(visit.pk)})
    payload: dict[str, Any] = Event.objects.get(
        name="visit.concluded", subject=str(visit.pk)
    ).payload
    return payload


def drafted(**finding: Any) -> Order:
    """Give an order that waits for the head."""
    payload = concluded(**finding)
    services.open_orders(payload)
    return Order.objects.get(visit_id=payload["visit"])


def issued(**finding: Any) -> Order:
    """Give an order with its paper."""
    return services.issue_order(order_id=drafted(**finding).pk, actor="system")


def served(**finding: Any) -> Order:
    """Give an order whose term runs since today."""
    return services.serve_order(
        order_id=issued(**finding).pk,
        served_on=clock.today(),
        kind="direct",
        recipient="合成负责人",
        actor="system",
    )


def answered(order: Order | None = None) -> Order:
    """Give an order the home has answered."""
    order = order or served()
    return services.answer_order(
        order_id=order.pk, text="已清理通道", files=[Sent("后.jpg", jpeg())], person=manager(order)
    )


def rechecked(order: Order | None = None) -> Order:
    """Give an order whose re-check passed."""
    order = order or answered()
    return services.recheck_order(
        order_id=order.pk, result="passed", way="desk", note="", person=officer()
    )


def manager(order: Order) -> Person:
    """Give somebody who acts for the order's home."""
    return visits.manager(order.site)


def officer() -> Person:
    """Give a certified officer's person."""
    person = visits.officer().person
    assert person
    return person


def head() -> Person:
    """Give the head of the office."""
    return make.person("head")


def jpeg(size: tuple[int, int] = (40, 30), colour: str = "#446655") -> bytes:
    """Give the bytes of a photo."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def pdf() -> bytes:
    """Give the bytes of a document."""
    out = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(out)
    return out.getvalue()
