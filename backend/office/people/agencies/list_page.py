"""The districts with their issuing agencies (发文机关), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.people.agencies.lines import AgencyFilter, AgencyLine, agency_lines


class AgenciesPage(Page):
    """/office/agencies?name=&state=&cursor=."""

    here = "people"
    template_name = "office/people/agencies/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page of districts, by code."""
        wanted = AgencyFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        found = part(self.request, rows, ordering=("code",))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            count=rows.count(),
            lines=agency_lines(found.rows),
            part=found,
            tab="agencies",
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns."""
    return [
        _("区划"),
        _("区划代码"),
        _("部门"),
        _("机关名称"),
        _("机关代字"),
        _("代字已编出文号"),
        _("行政复议机关"),
        _("地址"),
        _("联系方式"),
        _("执法监督电话"),
        _("依据和来源"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = AgencyFilter(request.GET, person=person_of(request))
    for some in in_parts(wanted.rows().order_by("code")):
        for line in agency_lines(some):
            yield _row(line)


def _row(line: AgencyLine) -> list[Cell]:
    one = line.agency
    if one is None:
        return [line.region.name, line.region.code, "", _("未录入"), *[""] * 7]
    return [
        line.region.name,
        line.region.code,
        one.department,
        one.name,
        one.mark,
        _("是") if line.used else _("否"),
        one.review_body,
        one.address,
        one.contact,
        one.supervision_phone,
        one.source,
    ]


agencies_csv, agencies_xlsx = as_files("agencies", head, _cells)
