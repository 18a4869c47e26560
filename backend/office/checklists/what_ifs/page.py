"""Trials of a version: the list, one while it runs, one when it is done, its rows as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing, Refusal
from backend.inspections.models import WhatIf
from backend.inspections.selectors import rows_of, what_ifs_of
from backend.look.page import Page, person_of, refused
from backend.look.paging import part
from backend.look.sheets import Cell, csv_file, in_parts, xlsx_file
from backend.office.checklists import version_line
from backend.office.permissions import ROWS, SEES_TRIALS
from backend.office.views.checklist import VersionPage
from backend.office.whatifs import (
    AskForm,
    MovedLine,
    Result,
    RowFilter,
    TrialLine,
    moved_lines,
)


class WhatIfsPage(VersionPage):
    """/office/checklists/{standard}/{version}/what-if: ask for a trial, find those there are."""

    template_name = "office/what_ifs.html"
    tab = "try"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the newest first."""
        told = super().get_context_data(**kwargs)
        person = person_of(self.request)
        rows = what_ifs_of(person, *SEES_TRIALS).filter(after=told["row"])
        found = part(self.request, rows, ordering=("-pk",), size=20)
        asks = ROWS["office-ask-what-if"].allows(person)
        if asks and "form" not in told:
            told["form"] = AskForm(None, person=person, after=told["row"])
        return told | {"asks": asks, "lines": [TrialLine(one) for one in found.rows], "part": found}


class WhatIfPage(Page):
    """/office/what-if/{id}?moved=&region=&kind=&cursor=; another region's trial is not there."""

    here = "checklists"
    template_name = "office/what_if.html"

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
            return ["office/_what_if_progress.html"]
        return [self.template_name]


def found(person: Person, what_if_id: UUID) -> WhatIf:
    """Find a trial somebody may see; raises Missing."""
    run = what_ifs_of(person, *SEES_TRIALS).filter(pk=what_if_id).first()
    if run is None:
        raise Missing("没有这次试算，或者不在你的管辖范围")
    return run


@require_GET
def rows_csv(request: HttpRequest, what_if_id: UUID) -> HttpResponseBase:
    """/office/what-if/{id}/rows.csv: all rows that fit the filters."""
    try:
        run = found(person_of(request), what_if_id)
    except Refusal as no:
        return refused(request, no)
    return csv_file("what-if", head(), _cells(run, request))


@require_GET
def rows_xlsx(request: HttpRequest, what_if_id: UUID) -> HttpResponseBase:
    """/office/what-if/{id}/rows.xlsx: the same as a workbook."""
    try:
        run = found(person_of(request), what_if_id)
    except Refusal as no:
        return refused(request, no)
    return xlsx_file("what-if", head(), _cells(run, request))


def head() -> list[str]:
    """Name the columns."""
    return [
        _("机构名称"),
        _("区划"),
        _("机构类型"),
        _("原结果"),
        _("新结果"),
        _("原总分"),
        _("新总分"),
        _("变化"),
        _("原因"),
        _("检查编号"),
    ]


def _cells(run: WhatIf, request: HttpRequest) -> Iterator[list[Cell]]:
    if run.state != WhatIf.State.DONE:
        return
    wanted = RowFilter(request.GET, result=Result(run)).wanted()
    for some in in_parts(rows_of(run, wanted).order_by("pk")):
        for line in moved_lines(run, some):
            yield _row(line)


def _row(line: MovedLine) -> list[Cell]:
    row = line.row
    return [
        row.visit.site.name,
        row.visit.site.region.name,
        row.kind,
        line.before,
        line.after,
        row.total_before,
        row.total_after,
        str(row.get_moved_display()),
        _("；").join(line.why),
        str(row.visit_id),
    ]
