"""The list of yearly plans (年度计划), and the same list as files."""

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
from backend.office.plans.lines import PlanFilter, PlanLine, plan_lines, rows_for_lines

AT_ONCE = 200  # rows of a file read together


class PlansPage(Page):
    """/office/plans?title=&year=&state=&region=&cursor=."""

    here = "plans"
    template_name = "office/plans/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        wanted = PlanFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        page = part(self.request, rows_for_lines(rows), ordering=("-pk",), size=30)
        return super().get_context_data(
            tab="plans",
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            lines=list(plan_lines(page.rows)),
            part=page,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("名称"),
        _("区划"),
        _("年度"),
        _("性质"),
        _("部门"),
        _("状态"),
        _("抽查比例"),
        _("比例依据"),
        _("频次上限（次）"),
        _("上限依据"),
        _("开始日期"),
        _("截止日期"),
        _("任务（项）"),
        _("提交时间"),
        _("批准时间"),
        _("公布时间"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = PlanFilter(request.GET, person=person_of(request))
    rows = rows_for_lines(wanted.rows()).order_by("-pk").iterator(chunk_size=AT_ONCE)
    for line in plan_lines(rows):
        yield _row(line)


def _row(line: PlanLine) -> list[Cell]:
    plan = line.plan
    return [
        plan.title,
        plan.region.name,
        plan.year,
        plan.nature.title_zh,
        "、".join(plan.departments),
        str(plan.get_state_display()),
        line.share,
        plan.floor_source,
        plan.cap,
        plan.cap_source,
        plan.window_from.isoformat(),
        plan.window_until.isoformat(),
        line.tasks,
        moment(plan.submitted_at),
        moment(plan.approved_at),
        moment(plan.published_at),
        str(plan.pk),
    ]


plans_csv, plans_xlsx = as_files("plans", head, _cells)
