"""What waits in plans (计划待办); a plan that waits for the head stands among the approvals."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Role
from backend.office.plans.permissions import PUBLISHES
from backend.office.reach import Reach
from backend.office.todos import Todo
from backend.planning import selectors
from backend.planning.models import Plan, Task

PLANS, TASKS = "office-plans", "office-tasks"


def waiting(reach: Reach) -> Iterator[Todo]:
    """Count plans to submit and to publish, tasks to draw for and to make visits of."""
    schedules = Role.SCHEDULER in reach.roles
    if reach.roles & set(PUBLISHES):
        mine = selectors.plans_visible_to(reach.person, *PUBLISHES)
        counted = mine.order_by().aggregate(
            drafts=Count("pk", filter=Q(state=Plan.State.DRAFT)),
            approved=Count("pk", filter=Q(state=Plan.State.APPROVED)),
        )
        if schedules:
            yield Todo(counted["drafts"], _("计划待提交"), "pen-line", PLANS, "?state=draft")
        word = _("计划待公布")
        yield Todo(counted["approved"], word, "calendar-days", PLANS, "?state=approved")
    if schedules:
        tasks = selectors.tasks_visible_to(reach.person, Role.SCHEDULER)
        found = tasks.order_by().aggregate(
            draw=_among(selectors.waiting_for_draw(tasks)),
            visits=_among(selectors.waiting_for_visits(tasks)),
        )
        yield Todo(found["draw"], _("任务待公告抽取"), "dices", TASKS, "?waits=draw")
        word = _("已抽取，待安排检查")
        yield Todo(found["visits"], word, "clipboard-check", TASKS, "?waits=visits")


def _among(tasks: QuerySet[Task]) -> Count:
    """Count those of some tasks, in the query that counts the others too."""
    return Count("pk", filter=Q(pk__in=tasks.order_by().values("pk")))
