"""Reading plans, tasks and their figures, starting from who asks."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from backend.accounts.selectors import Caller, scope
from backend.calendar.services import add_working_days
from backend.inspections.models import Nature
from backend.planning.models import Assignment, Plan, Quota, Task, TaskVisit

BY = {"region": "task__plan__region", "department": "task__plan__department"}


def plans_visible_to(person: Caller, *roles: str) -> QuerySet[Plan]:
    """Give the plans of the regions where the person works, or holds one of the roles."""
    rows = Plan.objects.filter(scope(person, *roles))
    return rows.select_related("region", "nature", "checklist", "policy")


def tasks_visible_to(person: Caller, *roles: str) -> QuerySet[Task]:
    """Give the tasks of those plans."""
    rows = Task.objects.filter(scope(person, *roles, field="plan__region"))
    return rows.select_related("plan__region", "plan__nature", "draw", "quota")


def earliest_on(nature: Nature, told_on: date) -> date:
    """Give the first day a home may be visited that is told on a day.

    Source: 养老机构行政检查办法, three working days for 日常, 专项: a nature's row.
    """
    days = nature.needs_notice_days
    return add_working_days(told_on, days) if days else told_on


def left_out(quota: Quota) -> int:
    """Count the homes that stay without a visit this year after this quota (66号令: none may)."""
    return sum(row["open"] - row["to_draw"] for row in quota.output["strata"])


@dataclass(frozen=True, slots=True)
class Figures:
    """抽查户数, and what became of them; shares are exact counts, shown as percent."""

    drawn: int
    published: int
    closed: int

    @property
    def done_percent(self) -> str:
        """完成率: published ÷ drawn."""
        return _percent(self.published, self.drawn)

    @property
    def closed_percent(self) -> str:
        """完结率: closed ÷ published."""
        return _percent(self.closed, self.published)

    def written(self) -> dict[str, Any]:
        """Write them for an answer."""
        return {
            "drawn": self.drawn,
            "published": self.published,
            "closed": self.closed,
            "done_percent": self.done_percent,
            "closed_percent": self.closed_percent,
        }


def figures(tasks: QuerySet[Task]) -> Figures:
    """Give the figures of some tasks (抽查户数, 完成率, 完结率).

    Coverage of duty only: no number of findings or fines enters.
    """
    drawn = Assignment.objects.filter(task__in=tasks, released_in=None).values("task", "site")
    rows = TaskVisit.objects.filter(task__in=tasks, published_at__isnull=False)
    counted = rows.aggregate(
        published=Count("pk"), closed=Count("pk", filter=Q(closed_at__isnull=False))
    )
    return Figures(drawn.distinct().count(), counted["published"], counted["closed"])


def figures_by(tasks: QuerySet[Task], what: str) -> dict[str, Figures]:
    """Give the figures apart, by `region` or `department`."""
    rows = tasks.order_by().values_list(BY[what].removeprefix("task__"), flat=True).distinct()
    field = BY[what].removeprefix("task__")
    return {str(value): figures(tasks.filter(**{field: value})) for value in rows}


def _percent(part: int, whole: int) -> str:
    if not whole:
        return ""
    share = Decimal(100 * part) / Decimal(whole)
    return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
