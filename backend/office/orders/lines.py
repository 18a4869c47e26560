"""Orders to correct as the office reads them (整改): filters, lines with clocks, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.calendar.services import add_working_days, working_days_left_of
from backend.core import clock
from backend.look.clocks import SOON, Chip
from backend.office.filters import ALL, Filter
from backend.office.visits.lines import ORDER_TURNS
from backend.papers.models import Service
from backend.rectifications import selectors as rectifications
from backend.rectifications.models import Order

State = Order.State
CLOCKS = [
    ALL,
    ("soon", _("三个工作日内到期")),
    ("late", _("已逾期")),
    ("date", _("送达日期待确认")),
    ("asked", _("申请延期")),
    ("open", _("未销号")),
]
MARKS = {  # state → icon and tone; the word stands beside it
    State.DRAFT: ("pen-line", "calm"),
    State.ISSUED: ("send", "calm"),
    State.SERVED: ("square-pen", "accent"),
    State.ANSWERED: ("message-square", "due"),
    State.RECHECKED: ("clipboard-check", "calm"),
    State.OVERDUE: ("circle-alert", "late"),
    State.CLOSED: ("circle-check", "ok"),
}
RUNS = {State.SERVED, State.OVERDUE}
BASIS = _("责令限期改正的期限")


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order as a row: what, whom, state, clock, who holds it."""

    order: Order
    chip: Chip | None
    problems: int

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.order.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.order.state)][1]

    @property
    def turn(self) -> tuple[Any, Any]:
        """Say who holds it and what is expected of him."""
        return ORDER_TURNS.get(State(self.order.state), ("", ""))

    @property
    def doubtful(self) -> bool:
        """Say whether the date of service waits for the head."""
        return date_waits(self.order)


def date_waits(order: Order) -> bool:
    """Say whether the date of service waits for the head."""
    service = getattr(order.paper, "service", None)
    return service is not None and service.state == Service.State.DATE_TO_CONFIRM


def order_lines(orders: Sequence[Order]) -> list[OrderLine]:
    """Make the lines of some orders; no row asks again.  Rows come from `rows_for_lines`."""
    today = clock.today()
    running = [one for one in orders if one.state in RUNS and one.due_on]
    left = working_days_left_of((one.due_on for one in running if one.due_on), today)
    return [
        OrderLine(one, _chip(one, left, today), getattr(one, "problem_count", 0)) for one in orders
    ]


def rows_for_lines(rows: QuerySet[Order]) -> QuerySet[Order]:
    """Add to a list of orders what its lines need."""
    return rows.select_related("site__region").annotate(problem_count=Count("findings"))


def _chip(order: Order, left: dict[date, int], today: date) -> Chip | None:
    if order.state not in RUNS or order.due_on is None:
        return None
    return Chip(str(_("整改")), order.due_on, left[order.due_on], today, str(BASIS))


class OrderFilter(Filter):
    """Name of the home, state, clock, region, year of the visit."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[ALL, *State.choices])
    clock = forms.ChoiceField(label=_("期限"), required=False, choices=CLOCKS)
    region = forms.ChoiceField(label=_("区划"), required=False)
    year = forms.ChoiceField(label=_("年度"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = rectifications.visible_to(person)
        plain = self.seen.order_by()
        regions = Region.objects.filter(pk__in=plain.values("site__region")).order_by("code")
        self.regions = list(regions)
        years = sorted(set(plain.values_list("visited_on__year", flat=True).distinct()))
        self.offer("region", [(one.code, one.name) for one in self.regions])
        self.offer("year", [(str(year), str(year)) for year in reversed(years)])

    def rows(self) -> QuerySet[Order]:
        """Give the orders that fit, of those the person may see."""
        wanted = self.wanted()
        rows = rectifications.filtered(self.seen, wanted)
        if name := wanted.get("name"):
            rows = rows.filter(site__name__icontains=name)
        if year := wanted.get("year"):
            rows = rows.filter(visited_on__year=year)
        return rows.filter(_clocked(wanted["clock"])) if "clock" in wanted else rows


def _clocked(name: str) -> Q:
    """Give the condition of one choice of CLOCKS."""
    today = clock.today()
    if name == "soon":
        last = add_working_days(today - timedelta(days=1), SOON + 1)
        return Q(state=State.SERVED, due_on__gte=today, due_on__lte=last)
    return {
        "late": Q(state=State.OVERDUE) | Q(state=State.SERVED, due_on__lt=today),
        "date": Q(paper__service__state=Service.State.DATE_TO_CONFIRM),
        "asked": Q(extension_requests__outcome=""),
        "open": ~Q(state=State.CLOSED),
    }[name]


def counts_by_state(rows: QuerySet[Order]) -> list[tuple[str, Any, str, int]]:
    """Count orders by state: (state, its word, its mark, how many), where there are any."""
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return [
        (state.value, state.label, MARKS[state][0], counts[state.value])
        for state in State
        if counts.get(state.value)
    ]
