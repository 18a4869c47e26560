"""Open data: the list of homes as a file, with the search's own terms (开放数据)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from backend.core.refusals import Malformed, Refusal
from backend.look.page import refused
from backend.look.sheets import Cell, csv_file, xlsx_file
from backend.look.templatetags.look import in_words
from backend.public.finding import all_lines, found_sites, level_words, licence_words
from backend.public.refusals import TooMany
from backend.public.search import Search
from backend.publication import public
from backend.registers.models import Site

LARGEST_BOOK = 20_000  # homes; a workbook is made while the reader waits


@require_GET
def sites_csv(request: HttpRequest) -> HttpResponseBase:
    """/sites.csv: the homes that the search finds, streamed."""
    try:
        return csv_file("sites", _head(), _rows(_asked(request)))
    except Refusal as refusal:
        return refused(request, refusal)


@require_GET
def sites_xlsx(request: HttpRequest) -> HttpResponseBase:
    """/sites.xlsx: the same for Excel."""
    try:
        asked = _asked(request)
        if found_sites(asked).order_by()[: LARGEST_BOOK + 1].count() > LARGEST_BOOK:
            raise TooMany(expected=f"at most {LARGEST_BOOK}")
        return xlsx_file("sites", _head(), _rows(asked))
    except Refusal as refusal:
        return refused(request, refusal)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Read the terms; raises Malformed: a file must not hold more than was asked for."""
    search = Search(request.GET, choices=public.search_choices())
    asked = search.wanted()
    if search.errors:
        raise Malformed(place="、".join(search.errors), do=gettext_lazy("从查机构页面下载"))
    return asked


def _head() -> list[str]:
    return [
        *(_("机构名称"), _("所在地区"), _("地区代码"), _("机构类型"), _("地址"), _("床位")),
        *(_("备案"), _("等级"), _("等级自"), _("等级至"), _("等级状态"), _("网页"), _("许可")),
    ]


def _rows(asked: dict[str, str]) -> Iterator[list[Cell]]:
    """Give the rows; each says where it comes from and what may be done with it."""
    licence = licence_words()
    filings = {state.value: str(state.label) for state in Site.State}
    for site in all_lines(found_sites(asked)):
        level = site["level"]
        page = f"{settings.PUBLIC_ADDRESS}{reverse('public-site-page', args=[site['id']])}"
        yield [
            *(site["name"], site["region_name"], site["region"], site["kind_name"]),
            *(site["address"], site["beds"], filings[site["filing"]], level_words(level)),
            *((level["valid_from"], level["valid_until"]) if level else ("", "")),
            in_words(level["state_words"]) if level else _("未评定不等于不合格"),
            *(page, licence),
        ]
