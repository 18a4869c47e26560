"""The list of visits (检查台账), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.visits.filters import VisitFilter
from backend.office.visits.lines import CaseLine, case_lines, rows_for_lines


class VisitsPage(Page):
    """/office/visits?name=&state=&nature=&year=&region=&todo=&cursor=."""

    here = "visits"
    template_name = "office/visits/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        person = person_of(self.request)
        wanted = VisitFilter(self.request.GET, person=person)
        rows = wanted.rows()
        found = part(self.request, rows_for_lines(rows), ordering=("-pk",))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.offered.regions,
            count=rows.count(),
            lines=case_lines(found.rows, person),
            part=found,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("机构名称"),
        _("统一社会信用代码"),
        _("区划"),
        _("检查性质"),
        _("状态"),
        _("计划开始"),
        _("计划截止"),
        _("当前期限"),
        _("期限截止"),
        _("剩余（工作日）"),
        _("经办"),
        _("下一步"),
        _("检查人员"),
        _("本年次数（次）"),
        _("年度上限（次）"),
        _("问题（项）"),
        _("检查结果"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    person = person_of(request)
    wanted = VisitFilter(request.GET, person=person)
    for some in in_parts(rows_for_lines(wanted.rows()).order_by("-pk")):
        for line in case_lines(some, person):
            yield _row(line)


def _row(line: CaseLine) -> list[Cell]:
    told, chip = line.told, line.chip
    return [
        told["site_name"],
        line.visit.site.uscc,
        told["region_name"],
        told["nature_label"],
        str(told["state_label"]),
        told["window_from"],
        told["window_until"],
        chip.what if chip else "",
        chip.due_on.isoformat() if chip else "",
        chip.left if chip else None,
        str(line.holder),
        str(line.expected),
        line.officers,
        told["this_year_count"],
        told["cap"],
        told["problems"],
        "；".join(told["words"]),
        told["id"],
    ]


visits_csv, visits_xlsx = as_files("visits", head, _cells)
