"""The list of levels (等级台账), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.ratings.levels.filters import LevelFilter, level_todo
from backend.office.ratings.levels.lines import LevelLine, level_lines, rows_for_lines

ORDER = ("-valid_from", "-pk")
WARNED = 20  # levels with a hazard, shown above the list


class LevelsPage(Page):
    """/office/levels?name=&state=&title=&region=&todo=&cursor=."""

    here = "rounds"
    template_name = "office/ratings/levels/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, the latest first; levels with an open hazard stand above it."""
        wanted = LevelFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        found = part(self.request, rows_for_lines(rows), ordering=ORDER)
        warned = rows_for_lines(level_todo(wanted.seen, "hazard")).order_by(*ORDER)[:WARNED]
        return super().get_context_data(
            tab="levels",
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            warned=level_lines(list(warned)),
            lines=level_lines(found.rows),
            part=found,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("机构名称"),
        _("区划"),
        _("等级"),
        _("状态"),
        _("有效期自"),
        _("有效期至"),
        _("剩余（日）"),
        _("演示"),
        _("牌匾"),
        _("证书文号"),
        _("未整改重大隐患（项）"),
        _("结果摘要"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = LevelFilter(request.GET, person=person_of(request))
    rows = rows_for_lines(wanted.rows()).order_by(*ORDER)
    for some in in_parts(rows):
        for line in level_lines(some):
            yield _row(line)


def _row(line: LevelLine) -> list[Cell]:
    row = line.row
    return [
        row.site.name,
        row.site.region.name,
        line.title,
        str(row.get_state_display()),
        row.valid_from.isoformat(),
        row.valid_until.isoformat(),
        line.left,
        _("是") if row.demonstration else "",
        _("是") if row.plaque else "",
        row.number,
        line.hazards,
        row.assessment.score.result_digest,
        str(row.pk),
    ]


levels_csv, levels_xlsx = as_files("levels", head, _cells)
