"""The board of corrections (整改台账), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.orders.lines import (
    OrderFilter,
    OrderLine,
    counts_by_state,
    order_lines,
    rows_for_lines,
)


class OrdersPage(Page):
    """/office/orders?name=&state=&clock=&region=&year=&cursor=."""

    here = "orders"
    template_name = "office/orders/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first, with how many stand where."""
        wanted = OrderFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        found = part(self.request, rows_for_lines(rows), ordering=("-pk",))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            states=counts_by_state(wanted.seen),
            lines=order_lines(found.rows),
            part=found,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("机构名称"),
        _("统一社会信用代码"),
        _("区划"),
        _("文号"),
        _("部门"),
        _("检查日期"),
        _("状态"),
        _("问题（项）"),
        _("送达日期"),
        _("整改期限"),
        _("剩余（工作日）"),
        _("经办"),
        _("下一步"),
        _("反馈时间"),
        _("销号时间"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = OrderFilter(request.GET, person=person_of(request))
    rows = rows_for_lines(wanted.rows()).select_related("site__region", "site__legal_person")
    for some in in_parts(rows.order_by("-pk")):
        for line in order_lines(some):
            yield _row(line)


def _row(line: OrderLine) -> list[Cell]:
    order = line.order
    return [
        order.site.name,
        order.site.uscc,
        order.site.region.name,
        order.paper.number if order.paper else "",
        order.department,
        order.visited_on.isoformat(),
        str(order.get_state_display()),
        line.problems,
        order.served_on.isoformat() if order.served_on else "",
        order.due_on.isoformat() if order.due_on else "",
        line.chip.left if line.chip else None,
        *map(str, line.turn),
        order.answered_at.date().isoformat() if order.answered_at else "",
        order.closed_at.date().isoformat() if order.closed_at else "",
        str(order.pk),
    ]


orders_csv, orders_xlsx = as_files("orders", head, _cells)
