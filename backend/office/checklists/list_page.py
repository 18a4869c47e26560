"""The library of checklists (检查标准库), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.core import clock
from backend.look.days import moment
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell
from backend.office.checklists.lines import (
    ChecklistFilter,
    VersionLine,
    version_line,
    version_lines,
)
from backend.office.checklists.permissions import ROWS
from backend.office.files import as_files
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import waiting_folders

AT_ONCE = 200  # rows of a file read together
ORDER = ("standard", "-in_force_from", "-pk")


class ChecklistsPage(Page):
    """/office/checklists?name=&state=&force=&content=&cursor=."""

    here = "checklists"
    template_name = "office/checklists/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, by standard, the latest version first."""
        person = person_of(self.request)
        wanted = ChecklistFilter(self.request.GET, person=person)
        rows = wanted.rows()
        found = part(self.request, rows, ordering=ORDER)
        loads = ROWS["office-load-checklist"].allows(person)
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            count=rows.count(),
            lines=version_lines(found.rows),
            part=found,
            proposed=list(wanted.seen.filter(state=ChecklistVersion.State.PROPOSED)),
            folders=waiting_folders() if loads else [],
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("标准名称"),
        _("英文名称"),
        _("标准编号"),
        _("版本"),
        _("状态"),
        _("施行日期"),
        _("废止日期"),
        _("项目（项）"),
        _("含暂定内容"),
        _("来自"),
        _("载入人"),
        _("载入时间"),
        _("提请人"),
        _("提请时间"),
        _("发布人"),
        _("发布时间"),
        _("摘要"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = ChecklistFilter(request.GET, person=person_of(request))
    today = clock.today()
    for row in wanted.rows().order_by(*ORDER).iterator(chunk_size=AT_ONCE):
        yield _row(version_line(row, today))


def _row(line: VersionLine) -> list[Cell]:
    row = line.row
    return [
        row.title_zh,
        row.title_en,
        row.standard,
        row.version,
        str(row.get_state_display()),
        row.in_force_from.isoformat(),
        row.in_force_to.isoformat() if row.in_force_to else "",
        row.item_count,
        _("是") if row.provisional else "",
        str(row.get_origin_display()),
        row.loaded_by.name,
        moment(row.loaded_at),
        row.proposed_by.name if row.proposed_by else "",
        moment(row.proposed_at),
        row.published_by.name if row.published_by else "",
        moment(row.published_at),
        row.digest,
    ]


checklists_csv, checklists_xlsx = as_files("checklists", head, _cells)
