"""One task (抽查任务): its pool, its draw, its visits."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from backend.accounts.models import Person
from backend.core import clock
from backend.draws.models import Draw
from backend.inspections.models import Visit
from backend.look.page import Page, person_of
from backend.office.plans.permissions import PLANS, POOL
from backend.office.plans.pools import pool_of, teams_of
from backend.office.plans.task_lines import TaskLine
from backend.office.reach import Reach, found
from backend.planning import selectors
from backend.planning.models import Assignment, Task, TaskVisit

NOT_THERE = "没有这项任务，或者不在你的管辖范围"
OVER = (Draw.State.VOIDED, Draw.State.ABORTED)
DRAWN = (Draw.State.DRAWN, Draw.State.FINISHED)
CHECKLIST = ("plan__checklist__files", "plan__checklist__bundle")


def task_of(person: Person, task_id: UUID) -> Task:
    """Give a task with its pool; raises Missing for another county's."""
    rows = selectors.tasks_visible_to(person).select_related("plan__checklist", "made_by")
    return found(rows.defer("tokens_sealed", "draw__secret_sealed", *CHECKLIST), task_id, NOT_THERE)


class TaskPage(Page):
    """/office/tasks/{id}; the names of the pool for who may see them."""

    here = "plans"
    template_name = "office/plans/task.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person, today = person_of(self.request), clock.today()
        reach, task = Reach(person), task_of(person, kwargs["task_id"])
        visits, drawn = visits_of(task), homes_drawn(task)
        missing = [name for site, name in drawn.items() if site not in {v.site_id for v in visits}]
        forms = _forms(task, visits, missing, reach)
        opens = reach.may(task.plan.region, *POOL)
        return super().get_context_data(
            task=task,
            plan=task.plan,
            line=TaskLine(task, len(visits)),
            pool=pool_of(task),
            opens=opens,
            teams=teams_of(task, today) if opens and "draw" in _open(task, visits) else [],
            visits=visits,
            crews=crews_of(task),
            missing=missing,
            figures=selectors.figures(Task.objects.filter(pk=task.pk)),
            soonest=selectors.earliest_on(task.plan.nature, today),
            tomorrow=today + timedelta(days=1),
            forms=forms,
            **kwargs,
        )


def visits_of(task: Task) -> list[TaskVisit]:
    """Give the visits of a task with their homes; one query."""
    rows = task.visits.select_related("visit", "site__region")
    return list(rows.order_by("site__region__path", "site__name"))


def homes_drawn(task: Task) -> dict[UUID, str]:
    """Give the homes that stand in the selection, once who goes where is written."""
    if task.draw is None:
        return {}
    rows = Assignment.objects.filter(draw=task.draw, released_in=None)
    return dict(rows.order_by("site__name").values_list("site", "site__name"))


def crews_of(task: Task) -> dict[UUID, str]:
    """Name the officers of each home that stands in the selection, by seat."""
    crews: dict[UUID, list[str]] = defaultdict(list)
    rows = Assignment.objects.filter(draw=task.draw, released_in=None).order_by("site", "seat")
    for site, name in rows.values_list("site", "officer__name") if task.draw else ():
        crews[site].append(name)
    return {site: "、".join(names) for site, names in crews.items()}


def _open(task: Task, visits: list[TaskVisit]) -> list[str]:
    """Name what the task's state leaves open, whoever reads."""
    live = any(one.visit.state != Visit.State.CANCELLED for one in visits)
    draw = task.draw is None or (task.draw.state in OVER and not live)
    open_ = task.state != Task.State.DONE
    return ["draw"] if draw and open_ else []


def _forms(task: Task, visits: list[TaskVisit], missing: list[str], reach: Reach) -> list[str]:
    """Name the verbs that the task's state and the reader's roles leave open."""
    if not reach.may(task.plan.region, *PLANS):
        return []
    drawn = task.draw is not None and task.draw.state in DRAWN and task.state != Task.State.DONE
    return _open(task, visits) + (["visits"] if drawn and (missing or not visits) else [])
