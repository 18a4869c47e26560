"""The register of homes (机构名录), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.core import clock
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.look.templatetags.look import in_words, named
from backend.office.files import as_files
from backend.office.sites.lines import SiteFilter, SiteLine, counts_by_state, site_lines
from backend.registers.models import Site
from backend.registers.selectors import party_names_on


class SitesPage(Page):
    """/office/sites?name=&state=&kind=&region=&cursor=."""

    here = "sites"
    template_name = "office/sites/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page by name, with how many stand where."""
        person = person_of(self.request)
        wanted = SiteFilter(self.request.GET, person=person)
        rows = wanted.rows()
        found = part(self.request, rows, ordering=("name", "pk"))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            states=counts_by_state(wanted.seen),
            lines=site_lines(found.rows, person),
            part=found,
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("机构名称"),
        _("统一社会信用代码"),
        _("场所序号"),
        _("登记法人"),
        _("区划"),
        _("区划代码"),
        _("地址"),
        _("类型"),
        _("床位（张）"),
        _("备案状态"),
        _("备案编号"),
        _("备案日期"),
        _("举办者"),
        _("运营方"),
        _("联系电话"),
        _("等级"),
        _("等级有效期至"),
        _("最近检查"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    person = person_of(request)
    today = clock.today()
    rows = SiteFilter(request.GET, person=person).rows().order_by("name", "pk")
    for some in in_parts(rows):
        parties = party_names_on([one.pk for one in some], today)
        for line in site_lines(some, person):
            yield _row(line, parties.get(line.site.pk, {}))


def _row(line: SiteLine, parties: dict[str, str]) -> list[Cell]:
    site, level = line.site, line.level
    return [
        *_named_cells(site),
        *_filed_cells(site),
        parties.get("organiser", ""),
        parties.get("operator", ""),
        site.phone,
        in_words(level.title) if level else "",
        level.valid_until.isoformat() if level else "",
        line.visited_on.isoformat() if line.visited_on else "",
        str(site.pk),
    ]


def _named_cells(site: Site) -> Sequence[Cell]:
    holder = site.legal_person.name if site.legal_person else ""
    place = (site.region.name, site.region_id, site.address)
    return [site.name, site.uscc, site.number, holder, *place]


def _filed_cells(site: Site) -> Sequence[Cell]:
    filed_on = site.filed_on.isoformat() if site.filed_on else ""
    state = str(site.get_state_display())
    return [named(site.kind), site.beds, state, site.filing_number, filed_on]


sites_csv, sites_xlsx = as_files("sites", head, _cells)
