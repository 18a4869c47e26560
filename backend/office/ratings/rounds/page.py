"""One round of rating (评定批次) with its applications and draws."""

from __future__ import annotations

from typing import Any

from backend.accounts.roles import Role
from backend.core import clock
from backend.core.refusals import Missing
from backend.draws.models import Draw
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.office.ratings.applications.filters import ApplicationFilter
from backend.office.ratings.applications.lines import application_lines, rows_for_lines
from backend.office.ratings.permissions import PLANS
from backend.office.ratings.rounds.lines import (
    draw_lines,
    round_lines,
    rounds_seen,
    state_counts,
    waiting_for_draw,
)
from backend.office.ratings.rounds.rules import rule_lines
from backend.office.reach import Reach
from backend.ratings.models import Round
from backend.standards.reading.words import said
from backend.standards.selectors import by_digest, result_names


class RoundPage(Page):
    """/office/rounds/{id}?name=&state=&decided=&todo=&region=&cursor=."""

    here = "rounds"
    template_name = "office/ratings/rounds/page.html"

    def round(self) -> Round:
        """Find it; raises Missing."""
        rows = rounds_seen(person_of(self.request)).select_related("announced_by")
        found = rows.filter(pk=self.kwargs["round_id"]).first()
        if found is None:
            raise Missing("没有这个批次，或者不在你的管辖范围")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it with its applications."""
        person, row = person_of(self.request), self.round()
        wanted = ApplicationFilter({**self.request.GET.dict(), "round": str(row.pk)}, person=person)
        rows = wanted.rows()
        found = part(self.request, rows_for_lines(rows), ordering=("-pk",))
        kwargs.pop("round_id", None)
        reach = Reach(person)
        demonstration = by_digest(row.checklist_digest).demonstration
        return super().get_context_data(
            **{
                "tab": "rounds",
                "row": row,
                "line": round_lines([row], person)[0],
                "demonstration": said(demonstration),
                "rules": rule_lines(row.policy, result_names(row.checklist_digest)),
                "states": state_counts(wanted.seen.filter(round=row)),
                "filter": wanted,
                "asked": {name: told for name, told in wanted.wanted().items() if name != "round"},
                "count": rows.count(),
                "lines": application_lines(found.rows),
                "part": found,
                "regions": wanted.regions,
                "draws": draw_lines(row),
                "waiting": waiting_for_draw(row),
                "plans": reach.may(row.region, *PLANS),
                "enters": reach.may(row.region, Role.SCHEDULER),
                "today": clock.today(),
                "announced": Draw.State.ANNOUNCED,
                **kwargs,
            }
        )
