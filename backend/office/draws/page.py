"""One draw (抽查), and the same draw as a room sees it."""

from __future__ import annotations

from typing import Any

from backend.core.refusals import Forbidden
from backend.draws import selectors
from backend.draws.models import Draw, Unavailability
from backend.look.page import Page, person_of
from backend.office.draws.lines import draw_lines, rows_for_lines
from backend.office.draws.permissions import RUNS, SECOND, VOIDS
from backend.office.draws.told import told
from backend.office.reach import Reach, found

NOT_THERE = "没有这次抽取，或者不在你的管辖范围"
State = Draw.State


class DrawPage(Page):
    """/office/draws/{id}: stage, commitment, sources, what was drawn, who was passed over."""

    here = "draws"
    template_name = "office/draws/page.html"

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

    template_name = "office/draws/stage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it, for who may show it."""
        told_all = super().get_context_data(**kwargs)
        if not told_all["told"].open:
            raise Forbidden("你的角色不能展示这次抽取")
        return told_all
