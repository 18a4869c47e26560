"""Reading plans, tasks and their figures, starting from who asks."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from backend.accounts.roles import OFFICE
from backend.accounts.selectors import Caller, grants_of, scope
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.draws.models import Draw
from backend.inspections.models import Cap, Nature, Visit
from backend.planning.models import Assignment, Plan, Quota, Task, TaskVisit
from backend.planning.rules import upwards

BY = {"region": "task__plan__region", "department": "task__plan__department"}


def plans_visible_to(person: Caller, *roles: str) -> QuerySet[Plan]:
    """Give the plans of the regions where the person works, or holds one of the roles."""
    rows = Plan.objects.filter(scope(person, *roles))
    return rows.select_related("region", "nature", "checklist", "policy")


def tasks_visible_to(person: Caller, *roles: str) -> QuerySet[Task]:
    """Give the tasks of those plans."""
    rows = Task.objects.filter(scope(person, *roles, field="plan__region"))
    return rows.select_related("plan__region", "plan__nature", "draw", "quota")


def caps_visible_to(person: Caller) -> QuerySet[Cap]:
    """Give the yearly caps of the regions where the person works, and above: they hold there."""
    above = {code for grant in grants_of(person, *OFFICE) for code in upwards(grant.region)}
    return Cap.objects.filter(scope(person) | Q(region__in=above)).select_related("region")


def waiting_for_draw(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Give the tasks whose draw can be announced: none yet, or one that is over without visits."""
    live = TaskVisit.objects.filter(task=OuterRef("pk")).exclude(visit__state=Visit.State.CANCELLED)
    over = Q(draw__state__in=(Draw.State.VOIDED, Draw.State.ABORTED)) & ~Exists(live)
    open_ = tasks.exclude(state=Task.State.DONE).filter(window_until__gte=clock.today())
    return open_.filter(Q(draw=None) | over)


def waiting_for_visits(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Give the drawn tasks in which a selected home has no visit yet."""
    there = TaskVisit.objects.filter(task=OuterRef("task"), site=OuterRef("site"))
    standing = Assignment.objects.filter(draw=OuterRef("draw"), released_in=None)
    missing = standing.filter(~Exists(there))
    none = ~Exists(TaskVisit.objects.filter(task=OuterRef("pk")))
    drawn = tasks.exclude(state=Task.State.DONE).filter(draw__state=Draw.State.DRAWN)
    return drawn.filter(none | Exists(missing))


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
