"""What waits in orders to correct (整改待办)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Role
from backend.accounts.selectors import scope
from backend.core import clock
from backend.office.reach import Reach
from backend.office.todos import Todo
from backend.papers.models import Service
from backend.rectifications import selectors as rectifications
from backend.rectifications.models import Order

ORDERS = "office-orders"
OrderState = Order.State


def waiting(reach: Reach) -> Iterator[Todo]:
    """Count orders by what they wait for; one query."""
    person, roles = reach.person, reach.roles
    rows: list[tuple[Q, Any, str, str]] = []
    if Role.HEAD in roles:
        head = scope(person, Role.HEAD, field="site__region")
        doubtful = Q(paper__service__state=Service.State.DATE_TO_CONFIRM)
        asked = Q(extension_requests__outcome="")
        rows += [
            (head & Q(state=OrderState.DRAFT), _("责令改正待签发"), "signature", "?state=draft"),
            (head & asked, _("延期申请待答复"), "calendar-days", "?clock=asked"),
            (head & doubtful, _("送达日期待确认"), "calendar-check", "?clock=date"),
        ]
    if roles & {Role.HEAD, Role.REVIEWER}:
        closes = scope(person, Role.HEAD, Role.REVIEWER, field="site__region")
        closes &= Q(state=OrderState.RECHECKED) & ~Q(passed_by=person)
        rows.append((closes, _("整改待销号"), "circle-check", "?state=rechecked"))
    if Role.INSPECTOR in roles:
        mine = scope(person, Role.INSPECTOR, field="site__region") & Q(state=OrderState.ANSWERED)
        rows.append((mine, _("整改待复查"), "clipboard-check", "?state=answered"))
    late = Q(state=OrderState.OVERDUE) | Q(state=OrderState.SERVED, due_on__lt=clock.today())
    running = ~Q(state=OrderState.CLOSED)
    counts = {
        str(number): Count("pk", filter=row[0], distinct=True) for number, row in enumerate(rows)
    } | {
        "late": Count("pk", filter=late, distinct=True),
        "open": Count("pk", filter=running, distinct=True),
    }
    seen = rectifications.visible_to(person).order_by()
    found = seen.aggregate(**{f"n{name}": count for name, count in counts.items()})
    for number, (_condition, word, icon, query) in enumerate(rows):
        yield Todo(found[f"n{number}"], word, icon, ORDERS, query)
    yield Todo(
        found["nopen"], _("整改未销号"), "square-pen", ORDERS, "?clock=open", found["nlate"], True
    )
