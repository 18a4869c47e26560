"""Draws (抽查): the list and its files, one draw, and the draw as a room sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.core.refusals import Forbidden
from backend.draws import selectors
from backend.draws.models import Draw, Unavailability
from backend.look.days import moment
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, csv_file, xlsx_file
from backend.office.draws import (
    RUNS,
    SECOND,
    VOIDS,
    DrawFilter,
    DrawLine,
    draw_lines,
    rows_for_lines,
    told,
)
from backend.office.reach import Reach, found

AT_ONCE = 200  # rows of a file read together
NOT_THERE = "没有这次抽取，或者不在你的管辖范围"
State = Draw.State


class DrawsPage(Page):
    """/office/draws?title=&state=&region=&cursor=."""

    here = "draws"
    template_name = "office/draws.html"

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


class DrawPage(Page):
    """/office/draws/{id}: stage, commitment, sources, what was drawn, who was passed over."""

    here = "draws"
    template_name = "office/draw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        reach = Reach(person)
        draw: Draw = found(
            rows_for_lines(selectors.visible_to(person)).select_related(
                "announced_by", "ended_by", "replaces"
            ),
            kwargs["draw_id"],
            NOT_THERE,
        )
        gone = list(draw.unavailabilities.select_related("declared_by", "confirmed_by"))
        shown = told(draw, reach)
        forms = _forms(draw, gone, reach)
        return super().get_context_data(
            draw=draw,
            line=next(draw_lines([draw])),
            told=shown,
            gone=gone if shown.open or "confirm" in forms else [],
            forms=forms,
            typed_values=[
                self.request.POST.get(f"value-{number}", "")
                for number in range(len(draw.pool.get("sources", [])))
            ],
            commitment=draw.pool.get("codes", {}).get("commitment", ""),
            **kwargs,
        )


def _forms(draw: Draw, gone: list[Unavailability], reach: Reach) -> list[str]:
    """Name the verbs that the draw's state and the reader's roles leave open."""
    runs, own = reach.may(draw.region, *RUNS), draw.origin == Draw.Origin.OWN
    drawn, waiting = draw.state == State.DRAWN, [one for one in gone if not one.used_in]
    live = draw.state in (State.ANNOUNCED, State.DRAWN, State.FINISHED)
    seconds = reach.may(draw.region, *SECOND)
    there = {
        "randomness": runs and own and draw.state == State.ANNOUNCED,
        "declare": runs and own and drawn,
        "confirm": drawn and seconds and any(not one.confirmed_by_id for one in waiting),
        "next": runs and drawn and any(one.confirmed_by_id for one in waiting),
        "finish": runs and drawn,
        "void": live and reach.may(draw.region, *VOIDS),
    }
    return [name for name, shown in there.items() if shown]


class DrawStage(DrawPage):
    """/office/draws/{id}/stage: large, for a screen in the room (现场抽取展示).

    Raises Forbidden for who may not see the labels of this region's draws.
    """

    template_name = "office/draw_stage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it, for who may show it."""
        told_all = super().get_context_data(**kwargs)
        if not told_all["told"].open:
            raise Forbidden("你的角色不能展示这次抽取")
        return told_all


@require_GET
def draws_csv(request: HttpRequest) -> HttpResponseBase:
    """/office/draws.csv: all rows that fit the filters."""
    return csv_file("draws", head(), _cells(DrawFilter(request.GET, person=person_of(request))))


@require_GET
def draws_xlsx(request: HttpRequest) -> HttpResponseBase:
    """/office/draws.xlsx: the same as a workbook."""
    return xlsx_file("draws", head(), _cells(DrawFilter(request.GET, person=person_of(request))))


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


def _cells(wanted: DrawFilter) -> Iterator[list[Cell]]:
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
