"""The list of applications (申请台账), and the same list as files; no mark, no vote in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.accounts.models import Person
from backend.look.days import moment
from backend.look.page import Page, as_id, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.ratings.applications.filters import ApplicationFilter
from backend.office.ratings.applications.lines import (
    ApplicationLine,
    application_lines,
    rows_for_lines,
)
from backend.office.ratings.rounds.lines import rounds_seen
from backend.ratings.models import Round


class ApplicationsPage(Page):
    """/office/applications?name=&state=&decided=&todo=&region=&round=&cursor=."""

    here = "rounds"
    template_name = "office/ratings/applications/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        person = person_of(self.request)
        wanted = ApplicationFilter(self.request.GET, person=person)
        rows = wanted.rows()
        found = part(self.request, rows_for_lines(rows), ordering=("-pk",))
        asked = wanted.wanted()
        return super().get_context_data(
            tab="applications",
            filter=wanted,
            asked=asked,
            round=_round(person, asked.get("round", "")),
            regions=wanted.regions,
            count=rows.count(),
            lines=application_lines(found.rows),
            part=found,
            **kwargs,
        )


def _round(person: Person, told: str) -> Round | None:
    """Give the round the list is narrowed to, if it is one."""
    round_id = as_id(told)
    return rounds_seen(person).filter(pk=round_id).first() if round_id else None


def head() -> list[str]:
    """Name the columns."""
    return [
        _("机构名称"),
        _("区划"),
        _("批次"),
        _("演示批次"),
        _("申报等级"),
        _("状态"),
        _("提交时间"),
        _("受理决定时间"),
        _("受理理由"),
        _("拟定等级"),
        _("当前期限"),
        _("期限截止"),
        _("经办"),
        _("下一步"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = ApplicationFilter(request.GET, person=person_of(request))
    for some in in_parts(rows_for_lines(wanted.rows()).order_by("-pk")):
        for line in application_lines(some):
            yield _row(line)


def _row(line: ApplicationLine) -> list[Cell]:
    row, chip = line.row, line.chip
    return [
        row.site.name,
        row.site.region.name,
        row.round.title,
        _("是") if row.round.demonstration else "",
        line.applied_for,
        str(row.get_state_display()),
        moment(row.submitted_at),
        moment(row.decided_at),
        row.decision_reason,
        line.level if row.opinion_level is not None else "",
        chip.what if chip else "",
        chip.due_on.isoformat() if chip else "",
        str(line.holder),
        str(line.expected),
        str(row.pk),
    ]


applications_csv, applications_xlsx = as_files("applications", head, _cells)
