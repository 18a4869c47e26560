"""Draws for the public: the list, one draw, its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from backend.core.refusals import Missing
from backend.look.page import json_file, refused
from backend.look.paging import part
from backend.public.draw_words import told
from backend.public.views.page import PublicPage
from backend.publication import public

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
        draw = public.public_draw(kwargs["draw_id"])
        if draw is None:
            raise Missing(NOT_THERE)
        return super().get_context_data(draw=draw, told=told(draw), **kwargs)


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
