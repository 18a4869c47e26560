"""The list of tasks (抽查任务), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.look.days import moment
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell
from backend.office.files import as_files
from backend.office.plans.task_lines import (
    TaskFilter,
    TaskLine,
    rows_for_task_lines,
    task_lines,
)

AT_ONCE = 200  # rows of a file read together


class TasksPage(Page):
    """/office/tasks?title=&state=&waits=&region=&cursor=."""

    here = "plans"
    template_name = "office/plans/tasks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        wanted = TaskFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        page = part(self.request, rows_for_task_lines(rows), ordering=("-pk",), size=30)
        return super().get_context_data(
            tab="tasks",
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            lines=list(task_lines(page.rows)),
            part=page,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("名称"),
        _("计划"),
        _("区划"),
        _("状态"),
        _("下一步"),
        _("开始日期"),
        _("截止日期"),
        _("检查（次）"),
        _("下达时间"),
        _("完成时间"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = TaskFilter(request.GET, person=person_of(request))
    rows = rows_for_task_lines(wanted.rows()).order_by("-pk").iterator(chunk_size=AT_ONCE)
    for line in task_lines(rows):
        yield _row(line)


def _row(line: TaskLine) -> list[Cell]:
    task = line.task
    return [
        task.title,
        task.plan.title,
        task.plan.region.name,
        str(task.get_state_display()),
        str(line.next),
        task.window_from.isoformat(),
        task.window_until.isoformat(),
        line.visits,
        moment(task.made_at),
        moment(task.done_at),
        str(task.pk),
    ]


tasks_csv, tasks_xlsx = as_files("tasks", head, _cells)
