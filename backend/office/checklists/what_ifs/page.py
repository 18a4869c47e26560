"""One trial (试算): while it runs, and when it is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.inspections.models import WhatIf
from backend.inspections.selectors import rows_of, what_ifs_of
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.office.checklists.lines import version_line
from backend.office.checklists.permissions import ROWS, SEES_TRIALS
from backend.office.checklists.what_ifs.lines import TrialLine
from backend.office.checklists.what_ifs.moved import RowFilter, moved_lines
from backend.office.checklists.what_ifs.result import Result


class WhatIfPage(Page):
    """/office/what-if/{id}?moved=&region=&kind=&cursor=; another region's trial is not there."""

    here = "checklists"
    template_name = "office/checklists/what_ifs/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how far it is, or what it came to; raises Missing."""
        person = person_of(self.request)
        run = found(person, self.kwargs["what_if_id"])
        told = super().get_context_data(
            run=run,
            trial=TrialLine(run),
            row=run.after,
            line=version_line(run.after, clock.today()),
            tab="try",
            asks=ROWS["office-stop-what-if"].allows(person),
            **kwargs,
        )
        return told | (self._result(run) if run.state == WhatIf.State.DONE else {})

    def _result(self, run: WhatIf) -> dict[str, Any]:
        result = Result(run)
        wanted = RowFilter(self.request.GET, result=result)
        rows = rows_of(run, wanted.wanted())
        some = part(self.request, rows, ordering=("pk",))
        return {
            "result": result,
            "filter": wanted,
            "asked": wanted.wanted(),
            "count": rows.count(),
            "lines": moved_lines(run, some.rows),
            "part": some,
        }

    def get_template_names(self) -> list[str]:
        """Give the part that shows progress alone, where a script asks for it again."""
        if self.request.headers.get("HX-Request"):
            return ["office/checklists/what_ifs/_progress.html"]
        return [self.template_name]


def found(person: Person, what_if_id: UUID) -> WhatIf:
    """Find a trial somebody may see; raises Missing."""
    run = what_ifs_of(person, *SEES_TRIALS).filter(pk=what_if_id).first()
    if run is None:
        raise Missing("没有这次试算，或者不在你的管辖范围")
    return run
