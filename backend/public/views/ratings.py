"""Ratings for the public: notices, rounds, levels, half-yearly announcements (等级评定)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from backend.core.refusals import Missing
from backend.look.page import json_file, refused
from backend.look.paging import part
from backend.public.views.page import PublicPage
from backend.publication import announcements
from backend.publication import public_levels as levels
from backend.translog.selectors import lines_of

MOST_NOTICES = 50  # that run on one day; the rest by the region's own search
NEWEST = 10


class RatingsPage(PublicPage):
    """/ratings: who is about to get a level and how to object; rounds; newest levels."""

    here = "ratings"
    template_name = "public/ratings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read them."""
        notices = [levels.notice_line(row) for row in levels.notices_open()[:MOST_NOTICES]]
        changes = [levels.level_line(row) for row in levels.newest_levels()[:NEWEST]]
        shown = announcements.published()[:NEWEST]
        return super().get_context_data(
            notices=notices,
            entries=lines_of(one["payload_digest"] for one in notices),
            rounds=[levels.round_line(row) for row in levels.public_rounds()[:NEWEST]],
            changes=changes,
            announcements=[announcements.line(row) for row in shown],
            **kwargs,
        )


class RoundsPage(PublicPage):
    """/ratings/rounds: every round that was announced, with its window (批次公告)."""

    here = "ratings"
    template_name = "public/rounds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them, newest first."""
        found = part(self.request, levels.public_rounds(), ordering=("-pk",), size=20)
        rounds = [levels.round_line(row) for row in found.rows]
        return super().get_context_data(rounds=rounds, part=found, **kwargs)


class LevelsPage(PublicPage):
    """/ratings/levels: what happened to levels, newest first (等级公告)."""

    here = "ratings"
    template_name = "public/levels.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them."""
        found = part(
            self.request, levels.newest_levels(), ordering=("-published_at", "-pk"), size=20
        )
        changes = [levels.level_line(row) for row in found.rows]
        return super().get_context_data(changes=changes, part=found, **kwargs)


class AnnouncementsPage(PublicPage):
    """/announcements: the half-yearly announcements, newest first (评估结果公告)."""

    here = "ratings"
    template_name = "public/announcements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them."""
        order = ("-formed_on", "region", "-pk")
        found = part(self.request, announcements.published(), ordering=order, size=20)
        rows = [announcements.line(row) for row in found.rows]
        return super().get_context_data(announcements=rows, part=found, **kwargs)


class AnnouncementPage(PublicPage):
    """/announcements/{id}: inspections and levels of a half-year, in a table each."""

    here = "ratings"
    template_name = "public/announcement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        found = announcements.detail(kwargs["publication_id"])
        if found is None:
            raise Missing("没有这份公告，或者公告已经结束")
        entries = lines_of([found["payload_digest"]])
        return super().get_context_data(told=found, entries=entries, **kwargs)


@require_GET
def published_file(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """/published/{id}.json: a level, a notice or an announcement exactly as it was published."""
    payload = levels.public_file(publication_id) or announcements.file_of(publication_id)
    if payload is None:
        return refused(request, Missing("没有这份公告，或者公告已经结束"))
    return json_file(f"published-{publication_id}.json", payload)
