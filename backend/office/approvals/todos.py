"""What waits for a decision (审批待办)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Role
from backend.core import clock
from backend.office.approvals.waiting import waiting_plans, waiting_visits
from backend.office.reach import Reach
from backend.office.todos import Todo

APPROVALS = "office-approvals"


def waiting(reach: Reach) -> Iterator[Todo]:
    """Count the visits that wait for him, and the plans."""
    person, roles = reach.person, reach.roles
    if roles & {Role.HEAD, Role.REVIEWER}:
        late = Q(papers_due_on__lt=clock.today(), papers_done_at=None)
        found = waiting_visits(person).aggregate(n=Count("pk"), late=Count("pk", filter=late))
        word = _("检查待审批")
        yield Todo(found["n"], word, "badge-check", APPROVALS, "", found["late"], always=True)
    if Role.HEAD in roles:
        plans = waiting_plans(person).count()
        yield Todo(plans, _("计划待批准"), "calendar-check", APPROVALS, "#plans")
