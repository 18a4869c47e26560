"""The case line of a visit (检查一行): what, whom, state, clock, who holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.calendar.services import working_days_left_of
from backend.core import clock
from backend.inspections import selectors as inspections
from backend.inspections.approvals import turn_of
from backend.inspections.models import Approval, Visit
from backend.look.clocks import Chip
from backend.publication import selectors as publication
from backend.publication.models import Publication
from backend.rectifications import selectors as rectifications
from backend.rectifications.models import Order

State = Visit.State
AHEAD = {State.PROPOSED, State.ENDORSED, State.APPROVED, State.NOTIFIED, State.OPEN}
MARKS = {  # state → icon and tone; the word stands beside it
    State.PROPOSED: ("pen-line", "calm"),
    State.ENDORSED: ("user-check", "calm"),
    State.APPROVED: ("badge-check", "calm"),
    State.NOTIFIED: ("bell", "calm"),
    State.OPEN: ("clipboard-list", "accent"),
    State.LOCKED: ("lock", "calm"),
    State.CONCLUDED: ("file-check", "ok"),
    State.CANCELLED: ("circle-x", "off"),
}
NOBODY = ("", "")
ORDER_TURNS = {  # state of an order → who holds it, and what is expected of him
    Order.State.DRAFT: (_("机关负责人"), _("签发责令改正")),
    Order.State.ISSUED: (_("检查组"), _("送达责令改正")),
    Order.State.SERVED: (_("机构"), _("整改")),
    Order.State.OVERDUE: (_("机构"), _("整改（已逾期）")),
    Order.State.ANSWERED: (_("检查组"), _("复查")),
    Order.State.RECHECKED: (_("科室负责人"), _("销号")),
}


@dataclass(frozen=True, slots=True)
class Due:
    """The term that counts now: what for, its last day, its basis."""

    what: Any
    on: date
    basis: Any = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One visit as a row."""

    visit: Visit
    told: dict[str, Any]
    chip: Chip | None
    holder: Any
    expected: Any

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.visit.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.visit.state)][1]

    @property
    def officers(self) -> str:
        """Name who goes, the lead first."""
        crew = sorted(self.told["officers"], key=lambda one: not one["is_lead"])
        return "、".join(one["name"] for one in crew)


def case_lines(visits: Sequence[Visit], person: Person) -> list[CaseLine]:
    """Make the lines of some visits; no row asks again. Rows come from `rows_for_lines`."""
    ids = [visit.pk for visit in visits]
    shown = publication.of_visits(person, ids)
    orders = rectifications.running_of_visits(person, ids)
    dues = {one.pk: _due(one, shown.get(one.pk), orders.get(one.pk, [])) for one in visits}
    today = clock.today()
    left = working_days_left_of((due.on for due in dues.values() if due), today)
    return [
        CaseLine(
            visit,
            inspections.case_line(visit),
            _chip(dues[visit.pk], left, today),
            *_turn(visit, shown.get(visit.pk), orders.get(visit.pk, [])),
        )
        for visit in visits
    ]


def rows_for_lines(rows: Any) -> Any:
    """Add to a list of visits what its lines need."""
    return inspections.lined(rows).prefetch_related("approvals")


def _chip(due: Due | None, left: dict[date, int], today: date) -> Chip | None:
    if due is None:
        return None
    return Chip(str(due.what), due.on, left[due.on], today, str(due.basis))


def _due(visit: Visit, shown: Publication | None, orders: Iterable[Order]) -> Due | None:
    """Choose the term that counts now."""
    if visit.papers_due_on and not visit.papers_done_at and visit.state != State.CANCELLED:
        return Due(_("补办审批"), visit.papers_due_on, _("紧急检查，次一工作日前补办审批手续"))
    if visit.state in AHEAD:
        return Due(_("完成检查"), visit.window_until, _("本次检查获批的实施期间"))
    if shown and shown.state == Publication.State.DUE:
        return Due(_("公示结果"), shown.due_on, _("检查结果形成之日起20个工作日内公示"))
    first = next((one for one in orders if one.due_on), None)
    return Due(_("整改"), first.due_on, _("责令限期改正的期限")) if first and first.due_on else None


def _turn(visit: Visit, shown: Publication | None, orders: list[Order]) -> tuple[Any, Any]:
    """Say whose turn it is, and for what."""
    if visit.state in AHEAD:
        return _turn_before_the_lock(visit)
    if visit.state == State.LOCKED:
        return _("系统"), _("形成结论")
    if visit.state == State.CANCELLED:
        return NOBODY
    if shown and shown.state == Publication.State.DUE:
        return _("公示员"), _("公示结果")
    return ORDER_TURNS[Order.State(orders[0].state)] if orders else NOBODY


def _turn_before_the_lock(visit: Visit) -> tuple[Any, Any]:
    if visit.state == State.PROPOSED:
        proposed = turn_of(visit.approvals.all()) != Approval.Step.PROPOSE
        return (_("科室负责人"), _("审核")) if proposed else (_("承办人"), _("提请审批"))
    if visit.state == State.ENDORSED:
        return _("机关负责人"), _("批准")
    if visit.state == State.APPROVED and visit.nature.needs_notice_days:
        return _("计划员"), _("通知机构")
    return _("检查组"), _("现场检查")
