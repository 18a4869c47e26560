"""Levels of homes (等级台账): the list, one level, the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.calendar.services import working_days_left
from backend.core import clock
from backend.core.refusals import Missing
from backend.look.clocks import Chip
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, csv_file, in_parts, xlsx_file
from backend.office import rating_case as case
from backend.office.level_lines import LevelLine, level_lines, rows_for_lines
from backend.office.rating_filters import LevelFilter, level_todo, levels_of_office
from backend.office.rating_permissions import EXAMINES
from backend.ratings.levels import order_of, rank
from backend.ratings.models import Level, Removal
from backend.ratings.models.level import STANDING
from backend.standards.selectors import by_digest, result_names

ORDER = ("-valid_from", "-pk")
WARNED = 20  # levels with a hazard, shown above the list


class LevelsPage(Page):
    """/office/levels?name=&state=&title=&region=&todo=&cursor=."""

    here = "rounds"
    template_name = "office/levels.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, the latest first; levels with an open hazard stand above it."""
        wanted = LevelFilter(self.request.GET, person=person_of(self.request))
        rows = wanted.rows()
        found = part(self.request, rows_for_lines(rows), ordering=ORDER)
        warned = rows_for_lines(level_todo(wanted.seen, "hazard")).order_by(*ORDER)[:WARNED]
        return super().get_context_data(
            tab="levels",
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            warned=level_lines(list(warned)),
            lines=level_lines(found.rows),
            part=found,
            **kwargs,
        )


class LevelPage(Page):
    """/office/levels/{id}; a level that is not yours to see is not there."""

    here = "rounds"
    template_name = "office/level.html"

    def level(self) -> Level:
        """Find it; raises Missing."""
        rows = rows_for_lines(levels_of_office(person_of(self.request)))
        rows = rows.select_related("confirmed_by", "assessment__application__round", "before")
        found: Level | None = rows.filter(pk=self.kwargs["level_id"]).first()
        if found is None:
            raise Missing("没有这个等级，或者不在你的管辖范围")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it."""
        person, row = person_of(self.request), self.level()
        roles = case.reach(person, row)
        standing = row.state in STANDING
        kwargs.pop("level_id", None)
        return super().get_context_data(
            **{
                "tab": "levels",
                "row": row,
                "line": level_lines([row])[0],
                "changes": row.changes.order_by("-pk"),
                "hazards": case.hazards(row, person) if standing else [],
                "removals": [(one, _term(one)) for one in _removals(row)],
                "open": row.removals.filter(outcome="").exists(),
                "lower": _lower(row),
                "names": result_names(row.assessment.visit.checklist_digest),
                "papers": case.papers_of(row.assessment.application, person),
                "decides": Role.HEAD in roles and standing,
                "proposes": bool(roles & {*EXAMINES}) and standing,
                **kwargs,
            }
        )


def _removals(row: Level) -> Any:
    return row.removals.select_related("told_by", "decided_by").order_by("-pk")


def _term(removal: Removal) -> Chip | None:
    """Give the days in which the home may speak, while they run."""
    if removal.outcome or removal.stated_at:
        return None
    today = clock.today()
    return Chip(_("陈述申辩"), removal.due_on, working_days_left(removal.due_on, today), today)


def _lower(row: Level) -> list[tuple[str, str]]:
    """Give the levels below, the highest first, by id and title."""
    digest = row.assessment.visit.checklist_digest
    standard, names = by_digest(digest), result_names(digest)
    below = order_of(standard)[: max(rank(standard, row.level), 0)]
    return [(one, names.level(one)) for one in reversed(below)]


@require_GET
def levels_csv(request: HttpRequest) -> HttpResponseBase:
    """/office/levels.csv: all rows that fit the filters."""
    return csv_file("levels", head(), _cells(request.GET, person_of(request)))


@require_GET
def levels_xlsx(request: HttpRequest) -> HttpResponseBase:
    """/office/levels.xlsx: the same as a workbook."""
    return xlsx_file("levels", head(), _cells(request.GET, person_of(request)))


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("机构名称"),
        _("区划"),
        _("等级"),
        _("状态"),
        _("有效期自"),
        _("有效期至"),
        _("剩余（日）"),
        _("演示"),
        _("牌匾"),
        _("证书文号"),
        _("未整改重大隐患（项）"),
        _("结果摘要"),
        _("编号"),
    ]


def _cells(asked: Any, person: Person) -> Iterator[list[Cell]]:
    rows = rows_for_lines(LevelFilter(asked, person=person).rows()).order_by(*ORDER)
    for some in in_parts(rows):
        for line in level_lines(some):
            yield _row(line)


def _row(line: LevelLine) -> list[Cell]:
    row = line.row
    return [
        row.site.name,
        row.site.region.name,
        line.title,
        str(row.get_state_display()),
        row.valid_from.isoformat(),
        row.valid_until.isoformat(),
        line.left,
        _("是") if row.demonstration else "",
        _("是") if row.plaque else "",
        row.number,
        line.hazards,
        row.assessment.score.result_digest,
        str(row.pk),
    ]
