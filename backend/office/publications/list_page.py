"""The publication queue (公示): what is due and what was shown, and the same list as files."""

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
from backend.office.publications.lines import (
    PublicationFilter,
    PublicationLine,
    counts_by_state,
    publication_lines,
)
from backend.publication.models import Publication

ORDER = ("due_on", "pk")
State = Publication.State


class PublicationsPage(Page):
    """/office/publications?name=&kind=&state=&todo=&region=&cursor=."""

    here = "publications"
    template_name = "office/publications/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page; what is due comes by its day, without a filter it comes first."""
        wanted = PublicationFilter(self.request.GET, person=person_of(self.request))
        asked = wanted.wanted()
        rows = wanted.rows()
        newest = bool(asked) and asked.get("state") != State.DUE and "todo" not in asked
        shown = rows if asked else rows.filter(state=State.DUE)
        page = part(self.request, shown, ordering=("-formed_on", "-pk") if newest else ORDER)
        return super().get_context_data(
            filter=wanted,
            asked=asked,
            regions=wanted.regions,
            count=shown.count(),
            states=counts_by_state(wanted.seen),
            lines=publication_lines(page.rows),
            part=page,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("种类"),
        _("对象"),
        _("区划"),
        _("状态"),
        _("结论形成"),
        _("公示期限"),
        _("剩余（工作日）"),
        _("公示时间"),
        _("撤下时间"),
        _("撤下理由"),
        _("摘要"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = PublicationFilter(request.GET, person=person_of(request))
    for some in in_parts(wanted.rows().order_by(*ORDER)):
        for line in publication_lines(some):
            yield _row(line)


def _row(line: PublicationLine) -> list[Cell]:
    row = line.row
    return [
        str(row.get_kind_display()),
        line.title,
        row.region.name,
        str(row.get_state_display()),
        row.formed_on.isoformat(),
        row.due_on.isoformat(),
        line.chip.left if line.chip else None,
        moment(row.published_at),
        moment(row.ended_at),
        row.end_reason,
        row.payload_digest,
        str(row.pk),
    ]


publications_csv, publications_xlsx = as_files("publications", head, _cells)
