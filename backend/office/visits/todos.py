"""What waits in visits (检查待办)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import READERS, Role
from backend.core import clock
from backend.inspections import selectors as inspections
from backend.inspections.models import Visit
from backend.office.reach import Reach
from backend.office.todos import Todo
from backend.office.visits.filters import to_notify, to_propose

VISITS = "office-visits"
OVERSEES = {Role.HEAD, Role.REVIEWER, *READERS}


def waiting(reach: Reach) -> Iterator[Todo]:
    """Count what is to propose, to tell, to put on paper, to do on site."""
    person, roles = reach.person, reach.roles
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
