"""The people of an area (人员台账), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.look.days import moment
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.people.departments import CIVIL_AFFAIRS
from backend.office.people.permissions import ADMITS
from backend.office.people.staff.lines import PeopleFilter, PersonLine, person_lines
from backend.office.reach import Reach


class PeoplePage(Page):
    """/office/people?name=&role=&region=&state=&cursor=."""

    here = "people"
    template_name = "office/people/staff/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        person = person_of(self.request)
        wanted = PeopleFilter(self.request.GET, person=person)
        rows = wanted.rows()
        found = part(self.request, rows, ordering=("-pk",))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            count=rows.count(),
            lines=person_lines(found.rows, wanted.grants),
            part=found,
            admits=not Reach(person).roles.isdisjoint(ADMITS),
            department=CIVIL_AFFAIRS,
            tab="people",
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns."""
    return [
        _("姓名"),
        _("登录名"),
        _("部门"),
        _("角色和区划"),
        _("状态"),
        _("建立时间"),
        _("最近登录"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = PeopleFilter(request.GET, person=person_of(request))
    for some in in_parts(wanted.rows().order_by("-pk")):
        for line in person_lines(some, wanted.grants):
            yield _row(line)


def _row(line: PersonLine) -> list[Cell]:
    one = line.person
    held = [f"{grant.get_role_display()} {grant.region.name}" for grant in line.grants]
    return [
        one.name,
        one.username,
        one.department,
        _("；").join(held),
        _("可登录") if one.is_active else _("已停用"),
        moment(one.created_at),
        moment(one.last_login),
        str(one.pk),
    ]


people_csv, people_xlsx = as_files("people", head, _cells)
