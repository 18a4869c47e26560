"""Tasks as the office reads them (抽查任务): filters and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.draws.models import Draw
from backend.office.filters import ALL, Filter
from backend.planning import selectors
from backend.planning.models import Task

State = Task.State
MARKS = {  # state → icon and tone; the word stands beside it
    State.PENDING: ("clock", "accent"),
    State.RUNNING: ("clipboard-check", "accent"),
    State.DONE: ("circle-check", "ok"),
}
NEXT = {  # state of the draw → what comes next
    "": _("等待公告抽取"),
    Draw.State.ANNOUNCED: _("等待录入随机数"),
    Draw.State.DRAWN: _("安排检查"),
    Draw.State.VOIDED: _("抽取已作废，可另行公告"),
    Draw.State.ABORTED: _("抽取已中止，可另行公告"),
}
WAITS = [ALL, ("draw", _("待公告抽取")), ("visits", _("已抽取，待安排检查"))]
HEAVY = (
    *("tokens_sealed", "quota__homes", "quota__policy", "quota__output"),
    *("draw__pool", "draw__secret_sealed"),
)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as a row."""

    task: Task
    visits: int

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.task.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.task.state)][1]

    @property
    def next(self) -> Any:
        """Say what comes next; empty once its visits stand."""
        if self.task.state != State.PENDING:
            return ""
        return NEXT.get(self.task.draw.state if self.task.draw else "", "")


def task_lines(rows: Iterable[Task]) -> Iterator[TaskLine]:
    """Make the lines of some tasks; no row asks again.  Rows come from `rows_for_task_lines`."""
    return (TaskLine(one, getattr(one, "visit_count", 0)) for one in rows)


def rows_for_task_lines(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Add to a list of tasks what its lines need, and leave out what is heavy."""
    return rows.annotate(visit_count=Count("visits")).defer(*HEAVY)


class TaskFilter(Filter):
    """Title, state, what it waits for, region."""

    title = forms.CharField(label=_("名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[ALL, *State.choices])
    waits = forms.ChoiceField(label=_("等待"), required=False, choices=WAITS)
    region = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = selectors.tasks_visible_to(person)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("plan__region"))
        self.regions = list(regions.order_by("code"))
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Task]:
        """Give the tasks that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if title := wanted.get("title"):
            rows = rows.filter(title__icontains=title)
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if region := wanted.get("region"):
            rows = rows.filter(plan__region__path__contains=f"{region}/")
        if wanted.get("waits") == "draw":
            rows = selectors.waiting_for_draw(rows)
        if wanted.get("waits") == "visits":
            rows = selectors.waiting_for_visits(rows)
        return rows
