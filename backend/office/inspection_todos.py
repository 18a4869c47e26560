"""What waits in inspections, corrections, publication and draws (检查、整改、公示、抽查待办)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.accounts.roles import READERS, Role
from backend.accounts.selectors import roles_of, scope
from backend.core import clock
from backend.draws import selectors as draws
from backend.draws.models import Draw
from backend.inspections import selectors as inspections
from backend.inspections.models import Visit
from backend.office.approvals import waiting_plans, waiting_visits
from backend.office.filters import to_notify, to_propose
from backend.office.todos import Todo
from backend.papers.models import Service
from backend.publication import selectors as publication
from backend.publication.models import Publication
from backend.rectifications import selectors as rectifications
from backend.rectifications.models import Order

APPROVALS, VISITS, ORDERS = "office-approvals", "office-visits", "office-orders"
PUBLICATIONS, DRAWS = "office-publications", "office-draws"
OVERSEES = {Role.HEAD, Role.REVIEWER, *READERS}
Roles = frozenset[str]
OrderState, Shown = Order.State, Publication.State


def waiting(person: Person) -> Iterator[Todo]:
    """Count what somebody's roles let him do, a few queries a kind of work."""
    roles = roles_of(person)
    yield from _visits(person, roles)
    yield from _orders(person, roles)
    yield from _publications(person, roles)
    if Role.SCHEDULER in roles:
        mine = draws.visible_to(person, Role.SCHEDULER).filter(state=Draw.State.ANNOUNCED)
        today = clock.today()
        counted = mine.order_by().aggregate(
            count=Count("pk"), late=Count("pk", filter=Q(randomness_on__lt=today))
        )
        word = _("抽取待录入随机数")
        yield Todo(counted["count"], word, "dices", DRAWS, "?state=announced", counted["late"])


def _visits(person: Person, roles: Roles) -> Iterator[Todo]:
    if roles & {Role.HEAD, Role.REVIEWER}:
        late = Q(papers_due_on__lt=clock.today(), papers_done_at=None)
        found = waiting_visits(person).aggregate(n=Count("pk"), late=Count("pk", filter=late))
        word = _("检查待审批")
        yield Todo(found["n"], word, "badge-check", APPROVALS, "", found["late"], always=True)
    if Role.HEAD in roles:
        plans = waiting_plans(person).count()
        yield Todo(plans, _("计划待批准"), "calendar-check", APPROVALS, "#plans")
    if roles & {Role.SCHEDULER, Role.INSPECTOR}:
        yield Todo(to_propose(person).count(), _("检查待提请"), "send", VISITS, "?todo=propose")
    if Role.SCHEDULER in roles:
        yield Todo(to_notify(person).count(), _("机构待通知"), "bell", VISITS, "?todo=notify")
    if roles & (OVERSEES | {Role.SCHEDULER, Role.INSPECTOR}):
        owed = inspections.visible_to(person).filter(inspections.owes_papers()).order_by()
        late = Q(papers_due_on__lt=clock.today())
        found = owed.aggregate(n=Count("pk"), late=Count("pk", filter=late))
        word = _("待补审批手续")
        yield Todo(found["n"], word, "triangle-alert", VISITS, "?todo=papers", found["late"])
    if Role.INSPECTOR in roles:
        states = [Visit.State.APPROVED, Visit.State.NOTIFIED, Visit.State.OPEN]
        mine = inspections.of_officer(person).filter(state__in=states).count()
        yield Todo(mine, _("我的检查"), "user-check", VISITS, "?todo=mine", always=True)


def _orders(person: Person, roles: Roles) -> Iterator[Todo]:
    """Count orders by what they wait for; one query."""
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


def _publications(person: Person, roles: Roles) -> Iterator[Todo]:
    """Count what is due, and takedowns that wait for a second person; one query."""
    if not roles & (OVERSEES | {Role.PUBLISHER}):
        return
    due, down = Q(state=Shown.DUE), Q(state=Shown.TAKEN_DOWN, confirmed_at=None)
    late = due & Q(due_on__lt=clock.today())
    seen = publication.visible_to(person).order_by()
    found = seen.aggregate(
        due=Count("pk", filter=due),
        late=Count("pk", filter=late),
        down=Count("pk", filter=down),
    )
    word = _("待公示结果")
    yield Todo(found["due"], word, "megaphone", PUBLICATIONS, "?todo=due", found["late"], True)
    yield Todo(found["down"], _("下架待确认"), "eye-off", PUBLICATIONS, "?todo=confirm")
