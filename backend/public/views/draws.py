"""Draws for the public: the list, one draw in its views, its files, running it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from backend.core import clock
from backend.core.canonical import digest
from backend.core.refusals import Missing, Refusal
from backend.look.page import json_file, refused
from backend.look.paging import part
from backend.papers.models import Paper
from backend.papers.selectors import file_of
from backend.public.draw_results import results_of_draw
from backend.public.draw_words import told
from backend.public.inline import single_page
from backend.public.views.page import PublicPage
from backend.publication import public
from backend.publication.services.draws import DRAW_LIST
from backend.translog.selectors import lines_of

NOT_THERE = "没有这次抽取，或者尚未公开"


class DrawsPage(PublicPage):
    """/draws: every draw anybody may see, newest first."""

    here = "draws"
    template_name = "public/draws.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them."""
        rows = public.public_draws_newest()
        found = part(self.request, rows, ordering=("-subject_id",), size=20)
        draws = [public.public_draw_line(row) for row in found.rows]
        return super().get_context_data(draws=draws, part=found, **kwargs)


class DrawPage(PublicPage):
    """/draws/{id}: what was announced, what came of it, how to run it again."""

    here = "draws"
    template_name = "public/draw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        draw = _draw(kwargs["draw_id"])
        results = results_of_draw(kwargs["draw_id"]) if draw["after"] else {}
        before, opened = _digests(draw)
        entries = lines_of([before, opened])
        return super().get_context_data(
            draw=draw,
            told=told(draw, results, clock.today().isoformat()),
            before_digest=before,
            before_entry=entries.get(before),
            after_digest=opened,
            after_entry=entries.get(opened),
            sealed_digest=_sealed_digest(draw),
            list_paper=_list_paper(draw),
            **kwargs,
        )


def _draw(draw_id: UUID) -> dict[str, Any]:
    found = public.public_draw(draw_id)
    if found is None:
        raise Missing(NOT_THERE)
    return found


def _digests(draw: dict[str, Any]) -> tuple[str, str]:
    """Give the digests of the two files, as the log knows them; empty where there is no file."""
    before = draw["before"]["view_sha256"] if draw["before"] else ""
    bundle = (draw["after"] or {}).get("bundle")
    if bundle:
        before = before or bundle.get("announced_sha256", "")
    return before, digest(bundle) if bundle else ""


def _sealed_digest(draw: dict[str, Any]) -> str:
    """Give the digest of the sealed part; empty where nothing tells it."""
    view = (draw["before"] or {}).get("view") or (draw["after"] or {}).get("bundle") or {}
    return str(view.get("sealed_sha256", ""))


def _list_paper(draw: dict[str, Any]) -> Paper | None:
    """Give the announcement of the drawn list; None before it is sealed, or when not public."""
    if not draw["after"]:
        return None
    rows = Paper.objects.filter(kind=DRAW_LIST, subject_id=draw["id"], state=Paper.State.SEALED)
    return rows.order_by("-pk").first()


@require_GET
def before_file(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """/draws/{id}/public-before.json: the announcement; its SHA-256 is the announced digest."""
    draw = public.public_draw(draw_id)
    if draw is None or not draw["before"]:
        return refused(request, Missing(NOT_THERE))
    return json_file("public-before.json", draw["before"]["view"])


@require_GET
def bundle_file(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """/draws/{id}/bundle.json: the opened draw, after the last visit of the task."""
    bundle = public.public_draw_bundle(draw_id)
    if bundle is None:
        return refused(request, Missing("全部检查结束以后才公开"))
    return json_file("bundle.json", bundle)


@require_GET
def list_file(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """/draws/{id}/list.pdf: the public version of the drawn list as a paper (随机抽取名单公告)."""
    draw = public.public_draw(draw_id)
    paper = _list_paper(draw) if draw else None
    if paper is None:
        return refused(request, Missing("名单公告还没有制作，或者抽取尚未公开"))
    headers = {
        "Content-Disposition": f'inline; filename="{paper.verify_code}-public.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": f"public, max-age={public.CACHED_SECONDS}",
    }
    return HttpResponse(file_of(paper, "public"), content_type="application/pdf", headers=headers)


@require_GET
def run_again(request: HttpRequest, draw_id: UUID | None = None) -> HttpResponse:
    """/draws/again, /draws/{id}/again: one page that draws again in the browser (重新计算)."""
    try:
        if draw_id is None:
            return single_page("again")
        draw = _draw(draw_id)
        return single_page("again", draw={"id": draw["id"], "title": draw["title"]})
    except Refusal as refusal:
        return refused(request, refusal)
