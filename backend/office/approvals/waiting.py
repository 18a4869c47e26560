"""What waits for a decision of one person (审批): visits, plans, orders, dates, closings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.accounts.selectors import scope
from backend.calendar.services import working_days_left_of
from backend.core import clock
from backend.inspections import selectors as inspections
from backend.inspections import services as visits
from backend.inspections.approvals import standing, turn_of
from backend.inspections.models import Approval, Visit
from backend.look.clocks import Chip
from backend.office.reach import Reach
from backend.papers.models import Service
from backend.planning import selectors as planning
from backend.planning.models import Plan, Task
from backend.publication import selectors as publication
from backend.publication.models import Publication
from backend.rectifications import selectors as rectifications
from backend.rectifications.models import ExtensionRequest, Order

Step = Approval.Step
DECIDES = {Step.ENDORSE: Role.REVIEWER, Step.APPROVE: Role.HEAD}  # step → who takes it
VERBS = {Step.ENDORSE: visits.endorse_visit, Step.APPROVE: visits.approve_visit}
OWED = _("紧急检查，次一工作日前补办审批手续")


@dataclass(frozen=True, slots=True)
class Card:
    """One visit that waits, with what a decision needs."""

    visit: Visit
    step: Approval.Step
    told: dict[str, Any]
    items: int
    earliest_on: date
    chip: Chip | None
    before: list[Approval]

    @property
    def approves(self) -> bool:
        """Say whether this is the head's step."""
        return self.step == Step.APPROVE


@dataclass(frozen=True, slots=True)
class Batch:
    """Visits of one task that wait for the same step, decided together; one visit stands alone."""

    task: Task | None
    cards: list[Card]

    @property
    def step(self) -> Approval.Step:
        """Give the step they wait for."""
        return self.cards[0].step


def waiting_visits(person: Person) -> QuerySet[Visit]:
    """Give the visits that wait for a step of somebody, the most urgent papers first."""
    rows = Visit.objects.none()
    for step, role in DECIDES.items():
        rows = rows | Visit.objects.filter(pk__in=_awaiting(person, step, role).values("pk"))
    return rows


def _awaiting(person: Person, step: Approval.Step, role: Role) -> QuerySet[Visit]:
    return inspections.awaiting(inspections.of_office(person, role), step).order_by()


def for_cards(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """Add to visits what their cards need."""
    joined = rows.select_related(
        "nature", "checklist", "site__region", "site__legal_person", "lead"
    )
    return inspections.lined(joined).prefetch_related("approvals__person", "helpers")


def batches(rows: Sequence[Visit]) -> list[Batch]:
    """Group visits by task and step; no row asks again.  Rows come from `for_cards`."""
    today = clock.today()
    owed = {one.papers_due_on for one in rows if one.papers_due_on and not one.papers_done_at}
    left = working_days_left_of(owed, today)
    natures = {one.nature_id: one.nature for one in rows}
    soonest = {code: planning.earliest_on(one, today) for code, one in natures.items()}
    tasks = Task.objects.in_bulk({one.task_id for one in rows if one.task_id})
    groups: dict[Any, list[Card]] = {}
    for visit in rows:
        card = _card(visit, left, soonest[visit.nature_id], today)
        groups.setdefault((visit.task_id or visit.pk, card.step), []).append(card)
    return [
        Batch(tasks.get(cards[0].visit.task_id) if cards[0].visit.task_id else None, cards)
        for cards in groups.values()
    ]


def _card(visit: Visit, left: dict[date, int], soonest: date, today: date) -> Card:
    taken = list(visit.approvals.all())
    due = visit.papers_due_on if not visit.papers_done_at else None
    return Card(
        visit,
        turn_of(taken) or Step.APPROVE,
        inspections.case_line(visit),
        len(visit.brief.get("items") or ()) or visit.checklist.item_count,
        max(visit.window_from, soonest),
        Chip(str(_("补办审批")), due, left[due], today, str(OWED)) if due else None,
        [one for one in taken if one.note or one in standing(taken)],
    )


def decide(visit: Visit, *, reach: Reach, seen_version: int) -> bool:
    """Take the step a visit waits for; False when the same person has taken it just now.

    Raises Forbidden where the step is not his, and what the verb raises.
    """
    rows = list(visit.approvals.all())
    taken, turn = standing(rows), turn_of(rows)
    mine = bool(taken) and taken[-1].person_id == reach.person.pk
    if mine and visit.version == seen_version + 1:
        return False
    step = turn if turn in DECIDES else Step.APPROVE
    reach.demand(visit.site.region, DECIDES[step])
    VERBS[step](visit.pk, person=reach.person, seen_version=seen_version)
    return True


@dataclass(frozen=True, slots=True)
class Others:
    """What else waits for somebody, each list cut at its first rows, with how many there are."""

    plans: list[Plan]
    orders: list[Order]
    dates: list[Order]
    closings: list[Order]
    extensions: list[ExtensionRequest]
    takedowns: list[Publication]


def others(person: Person, most: int = 20) -> Others:
    """Give what else waits for somebody; one query a list."""
    return Others(
        list(waiting_plans(person)[:most]),
        list(orders_to_issue(person)[:most]),
        list(dates_to_confirm(person)[:most]),
        list(orders_to_close(person)[:most]),
        list(extensions_to_decide(person)[:most]),
        list(takedowns_to_confirm(person)[:most]),
    )


def waiting_plans(person: Person) -> QuerySet[Plan]:
    """Give the plans that wait for the head."""
    rows = planning.plans_visible_to(person, Role.HEAD).filter(state=Plan.State.SUBMITTED)
    return rows.select_related("submitted_by").order_by("submitted_at")


def orders_to_issue(person: Person) -> QuerySet[Order]:
    """Give the drafted orders that wait for the head."""
    return _orders(person, Role.HEAD).filter(state=Order.State.DRAFT).order_by("opened_at")


def dates_to_confirm(person: Person) -> QuerySet[Order]:
    """Give the orders whose date of service the head settles."""
    doubtful = Service.State.DATE_TO_CONFIRM
    return _orders(person, Role.HEAD).filter(paper__service__state=doubtful).order_by("pk")


def orders_to_close(person: Person) -> QuerySet[Order]:
    """Give the orders whose re-check passed, of another officer."""
    rows = _orders(person, Role.REVIEWER, Role.HEAD).filter(state=Order.State.RECHECKED)
    return rows.exclude(passed_by=person).order_by("pk")


def extensions_to_decide(person: Person) -> QuerySet[ExtensionRequest]:
    """Give the requests for more time that wait for the head."""
    rows = ExtensionRequest.objects.filter(
        outcome="", order__in=_orders(person, Role.HEAD).order_by().values("pk")
    )
    return rows.select_related("order__site", "order__paper").order_by("order__due_on", "pk")


def takedowns_to_confirm(person: Person) -> QuerySet[Publication]:
    """Give the takedowns that wait for a second person."""
    mine = publication.visible_to(person, Role.PUBLISHER, Role.HEAD)
    rows = mine.filter(state=Publication.State.TAKEN_DOWN, confirmed_at=None)
    return rows.exclude(ended_by=person)


def _orders(person: Person, *roles: str) -> QuerySet[Order]:
    mine = scope(person, *roles, field="site__region")
    return rectifications.visible_to(person).filter(mine)


def found_visits(person: Person, ids: Iterable[UUID]) -> dict[UUID, Visit]:
    """Give the visits of somebody's regions and roles by id, locked by nobody."""
    rows = inspections.of_office(person, *DECIDES.values()).prefetch_related("approvals")
    return {one.pk: one for one in rows.filter(pk__in=list(ids))}
