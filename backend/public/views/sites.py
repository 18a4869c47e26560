"""Homes for the public: search, and the page of one home."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from backend.core.refusals import Missing
from backend.look.page import json_file, refused
from backend.look.paging import part
from backend.public.finding import counted, found_sites, licence_words, lines
from backend.public.markup import described
from backend.public.search import Search
from backend.public.views.page import PublicPage
from backend.publication import public
from backend.translog.selectors import lines_of

CREDIT = {
    "inspection": _("检查记录"),
    "level": _("等级"),
}  # kinds of public entries; others show their code


class Start(PublicPage):
    """/: find a home by name, region, level, kind and beds."""

    here = "sites"
    template_name = "public/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Search."""
        choices = public.search_choices()
        search = Search(self.request.GET, choices=choices)
        asked = {key: value for key, value in search.wanted().items() if value}
        rows = found_sites(asked)
        found = part(self.request, rows, ordering=("name", "pk"), size=20)
        count, more = counted(rows)
        return super().get_context_data(
            search=search,
            asked=asked,
            count=count,
            more=more,
            query=urlencode(asked),
            licence=licence_words(),
            sites=lines(found.rows),
            part=found,
            kinds={kind.code: kind for kind in choices.kinds},
            **kwargs,
        )


class SitePage(PublicPage):
    """/sites/{id}: all that is public of a home."""

    here = "sites"
    template_name = "public/site.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        site = public.public_site(kwargs["site_id"])
        if site is None:
            raise Missing("没有这家机构，或者网址有误")
        kinds = {kind.code: kind for kind in public.search_choices().kinds}
        return super().get_context_data(
            site=site,
            kind=kinds.get(site["kind"]),
            credit_words=CREDIT,
            entries=lines_of(_digests(site)),
            markup=described(site, self.request.build_absolute_uri(self.request.path)),
            **kwargs,
        )


def _digests(site: dict[str, Any]) -> list[str]:
    """Give the digests of everything on the page that the public log knows."""
    shown = [*site["results"], *site["levels"], *site["level_notices"]]
    changes = [row for level in site["levels"] for row in level["history"]]
    return [row["payload_digest"] for row in (*shown, *changes)]


@require_GET
def result_file(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """/results/{id}.json: a result exactly as it was published, for comparing."""
    payload = public.public_result(publication_id)
    if payload is None:
        return refused(request, Missing("没有这份公示，或者公示已经结束"))
    return json_file(f"result-{publication_id}.json", payload)
