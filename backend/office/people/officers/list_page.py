"""Officers and assessors of an area (检查人员、评定人员名录), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.accounts.selectors import regions_of
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.people.departments import CIVIL_AFFAIRS
from backend.office.people.officers.lines import OfficerFilter, OfficerLine, officer_lines
from backend.office.people.permissions import REGISTERS
from backend.registers.models import Officer


class OfficersPage(Page):
    """/office/officers?name=&pool=&region=&state=&cursor=."""

    here = "people"
    template_name = "office/people/officers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        person = person_of(self.request)
        wanted = OfficerFilter(self.request.GET, person=person)
        rows = wanted.rows()
        found = part(self.request, rows, ordering=("-pk",))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            lines=officer_lines(found.rows),
            part=found,
            offered=regions_of(person, *REGISTERS),
            pools=Officer.Pool.choices,
            department=CIVIL_AFFAIRS,
            tab="officers",
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns."""
    return [
        _("姓名"),
        _("名录"),
        _("部门"),
        _("区划"),
        _("证件号码"),
        _("证件有效期至"),
        _("证件已过期"),
        _("年度"),
        _("培训日期"),
        _("考试日期"),
        _("考试合格"),
        _("专长"),
        _("登录名"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = OfficerFilter(request.GET, person=person_of(request))
    for some in in_parts(wanted.rows().order_by("-pk")):
        for line in officer_lines(some):
            yield _row(line)


def _row(line: OfficerLine) -> list[Cell]:
    one, year = line.officer, line.year
    return [
        one.name,
        str(one.get_pool_display()),
        one.department,
        one.region.name,
        one.certificate_number,
        one.certificate_until.isoformat(),
        _("是") if line.expired else "",
        year.year if year else None,
        year.trained_on.isoformat() if year else "",
        year.examined_on.isoformat() if year and year.examined_on else "",
        (_("是") if year.passed else _("否")) if year else "",
        _("、").join(one.skills),
        one.person.username if one.person else "",
        str(one.pk),
    ]


officers_csv, officers_xlsx = as_files("officers", head, _cells)
