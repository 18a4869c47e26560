"""Which verbs an order's state and the reader's roles leave open, and its steps (整改可办事项)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.core import clock
from backend.inspections.models import Evidence
from backend.inspections.selectors.photos import photos_of
from backend.office.orders.lines import date_waits
from backend.office.orders.permissions import CHECKS, CLOSES, DECIDES
from backend.office.reach import Reach
from backend.oplog.selectors import steps_of
from backend.rectifications.models import ExtensionRequest, Order, OrderFinding

State = Order.State
WORDS = {  # event → as people read it
    "order.opened": _("形成责令改正"),
    "order.issued": _("签发"),
    "order.served": _("送达"),
    "order.service-confirmed": _("确认送达日期"),
    "order.extended": _("批准延期"),
    "order.extension-asked": _("机构申请延期"),
    "order.extension-refused": _("不同意延期"),
    "order.answered": _("机构反馈整改"),
    "order.rechecked": _("复查"),
    "order.reminder": _("提醒：即将到期"),
    "order.warning": _("提醒：今日到期"),
    "order.overdue": _("逾期"),
    "order.closed": _("销号"),
}
BY_CLOCK = _("系统")


@dataclass(frozen=True, slots=True)
class Offers:
    """The forms a page shows."""

    issues: bool
    confirms: bool
    extends: bool
    rechecks: bool
    closes: bool
    asked: ExtensionRequest | None
    own_recheck: bool

    @property
    def forms(self) -> list[str]:
        """Name the forms, so that a refusal of another stands above the page."""
        there = {
            "issue": self.issues,
            "date": self.confirms,
            "extend": self.extends,
            "recheck": self.rechecks,
            "close": self.closes,
        }
        return [name for name, shown in there.items() if shown]

    @property
    def any(self) -> bool:
        """Say whether there is anything to do."""
        return bool(self.forms)


def offers_of(order: Order, reach: Reach) -> Offers:
    """Give what the reader may do with an order now."""
    region = order.site.region
    decides = reach.may(region, *DECIDES)
    running = order.state == State.SERVED and order.due_on and order.due_on >= clock.today()
    own = order.passed_by_id == reach.person.pk
    closes = order.state == State.RECHECKED and reach.may(region, *CLOSES)
    rechecks = order.state in (State.ANSWERED, State.OVERDUE) and reach.may(region, *CHECKS)
    return Offers(
        issues=order.state == State.DRAFT and decides,
        confirms=decides and date_waits(order),
        extends=decides and bool(running),
        rechecks=rechecks,
        closes=closes and not own,
        asked=order.extension_requests.filter(outcome="").first(),
        own_recheck=closes and own,
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that was taken: what, who, when, and a word on it."""

    what: Any
    who: Any
    at: datetime
    note: str


def steps(order: Order) -> list[Taken]:
    """Give what happened to an order, in order; two queries."""
    events = list(steps_of(str(order.pk), "order."))
    ids = {one.actor for one in events if _is_id(one.actor)}
    people = Person.objects.in_bulk([UUID(one) for one in ids])
    names = {str(pk): person.name for pk, person in people.items()}
    return [
        Taken(
            WORDS.get(one.kind, one.kind),
            names.get(one.actor, BY_CLOCK),
            one.at,
            str(one.body.get("number", "") or ""),
        )
        for one in events
    ]


def _is_id(actor: str) -> bool:
    try:
        UUID(actor)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Ordered:
    """One problem of an order with the photos that showed it."""

    row: OrderFinding
    photos: list[Evidence]


def problems(order: Order) -> list[Ordered]:
    """Give what is to be corrected; two queries."""
    rows = list(order.findings.select_related("finding"))
    photos = photos_of(one.finding for one in rows)
    return [Ordered(one, photos.get(one.finding_id, [])) for one in rows]
