"""The list of draws (抽查), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.draws.models import Draw
from backend.look.days import moment
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell
from backend.office.draws.lines import DrawFilter, DrawLine, draw_lines, rows_for_lines
from backend.office.files import as_files

AT_ONCE = 200  # rows of a file read together
State = Draw.State


class DrawsPage(Page):
    """/office/draws?title=&state=&region=&cursor=."""

    here = "draws"
    template_name = "office/draws/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        wanted = DrawFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        page = part(self.request, rows_for_lines(rows), ordering=("-pk",), size=30)
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            lines=list(draw_lines(page.rows)),
            part=page,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("名称"),
        _("区划"),
        _("状态"),
        _("公告时间"),
        _("随机数日期"),
        _("名单（家）"),
        _("抽取（家）"),
        _("抽取时间"),
        _("递补（次）"),
        _("结束时间"),
        _("原因"),
        _("预公布摘要"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = DrawFilter(request.GET, person=person_of(request))
    rows = rows_for_lines(wanted.rows()).order_by("-pk").iterator(chunk_size=AT_ONCE)
    for line in draw_lines(rows):
        yield _row(line)


def _row(line: DrawLine) -> list[Cell]:
    draw = line.draw
    return [
        draw.title,
        draw.region.name,
        str(draw.get_state_display()),
        moment(draw.announced_at),
        draw.randomness_on.isoformat() if draw.randomness_on else "",
        line.pool,
        line.quota,
        moment(draw.drawn_at),
        max(line.opened - 1, 0),
        moment(draw.ended_at),
        draw.end_reason,
        draw.public_before_digest,
        str(draw.pk),
    ]


draws_csv, draws_xlsx = as_files("draws", head, _cells)
