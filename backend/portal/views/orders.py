"""Orders to correct of a home: the list with its clocks, and one in full (整改)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Missing
from backend.look.paging import part
from backend.portal.answering import reply_to
from backend.portal.chips import chip, chips
from backend.portal.papers import of_subjects
from backend.portal.views.page import HomePage
from backend.rectifications import selectors
from backend.rectifications.models import Order
from backend.rectifications.selectors import problem_ledger
from backend.registers.selectors import sites_managed_by

State = Order.State
SIZE = 20
MINE = (State.SERVED, State.OVERDUE)
MARKS = {  # state → icon and tone; the word stands beside it
    State.ISSUED: ("send", "due"),
    State.SERVED: ("square-pen", "due"),
    State.ANSWERED: ("clock", "accent"),
    State.RECHECKED: ("circle-check", "ok"),
    State.OVERDUE: ("circle-alert", "late"),
    State.CLOSED: ("badge-check", "ok"),
}
BASIS = _("自责令限期改正通知书送达之日起计算")


class Orders(HomePage):
    """/portal/homes/{id}/orders?cursor=: orders, and every problem of the ledger."""

    here = "orders"
    template_name = "portal/orders.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        rows = selectors.visible_to(self.person).filter(site=self.home)
        rows = rows.exclude(state=State.DRAFT).prefetch_related("findings")
        found = part(self.request, rows, ordering=("-pk",), size=SIZE)
        clocks = chips((_("整改"), _running(one), BASIS) for one in found.rows)
        lines = [
            (one, MARKS[State(one.state)], clock)
            for one, clock in zip(found.rows, clocks, strict=True)
        ]
        problems = problem_ledger(self.person, site=self.home.pk)
        handed = problems.filter(finding__referral__isnull=False)
        return super().get_context_data(
            part=found, lines=lines, handed=handed.select_related("finding__referral"), **kwargs
        )


class OneOrder(HomePage):
    """/portal/orders/{id}."""

    here = "orders"
    template_name = "portal/order.html"

    @cached_property
    def order(self) -> Order:
        """Find it; raises Missing."""
        mine = sites_managed_by(self.person)
        rows = selectors.visible_to(self.person).filter(site__in=mine).exclude(state=State.DRAFT)
        found: Order | None = rows.filter(pk=self.kwargs["order_id"]).first()
        if found is None:
            raise Missing("没有这项责令改正，或者不属于你负责的机构")
        return found

    @cached_property
    def home(self) -> Any:
        """The order's home."""
        return self.one_of(self.order.site_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it."""
        order = self.order
        paper = [order.paper_id] if order.paper_id else []
        reply = kwargs.pop("reply", None) or reply_to(order, None)
        return super().get_context_data(
            order=order,
            mark=MARKS[State(order.state)],
            clock=chip(_("整改"), _running(order), BASIS),
            mine=order.state in MINE,
            reply=reply,
            answers=order.answers.prefetch_related("files"),
            rechecks=order.rechecks.select_related("officer"),
            extensions=order.extensions.order_by("pk"),
            requests=order.extension_requests.all(),
            papers=of_subjects(self.home, [order.pk], paper),
            **kwargs,
        )


def _running(order: Order) -> Any:
    return order.due_on if order.state in MINE else None
