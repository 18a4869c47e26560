"""/api/v1/public: levels, notices, rounds and announcements, without login."""

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.base import Listing
from backend.api.v1.public import PublicNoun
from backend.core.refusals import Missing
from backend.publication import announcements
from backend.publication import public_levels as levels
from backend.publication.models import Publication
from backend.ratings.models import Round


class Region(serializers.Serializer[Any]):
    """What the lists may be narrowed by."""

    region = serializers.RegexField(r"^[0-9]{6,12}$", required=False)


class PublicListing(PublicNoun, Listing):
    """A public list by cursor, narrowed by region."""

    Query = Region

    def region(self, request: Request) -> str:
        """Give the region that is asked for, or none."""
        return str(self.asked(request).get("region", ""))


class RoundLine(serializers.BaseSerializer[Round]):
    """One round."""

    def to_representation(self, instance: Round) -> dict[str, Any]:
        """Say it."""
        return levels.round_line(instance)


class LevelLine(serializers.BaseSerializer[Publication]):
    """What happened to a level."""

    def to_representation(self, instance: Publication) -> dict[str, Any]:
        """Say it."""
        return levels.level_line(instance)


class NoticeLine(serializers.BaseSerializer[Publication]):
    """One notice that runs."""

    def to_representation(self, instance: Publication) -> dict[str, Any]:
        """Say it."""
        return levels.notice_line(instance)


class AnnouncementLine(serializers.BaseSerializer[Publication]):
    """One announcement."""

    def to_representation(self, instance: Publication) -> dict[str, Any]:
        """Say it."""
        return announcements.line(instance)


class PublicRounds(PublicListing):
    """GET /public/rounds?region=: newest first."""

    Output = RoundLine

    def get(self, request: Request) -> Response:
        """Answer a page."""
        return self.page(request, levels.public_rounds(self.region(request)))


class PublicNotices(PublicListing):
    """GET /public/notices?region=: the notices that run today (公示中)."""

    Output = NoticeLine

    def get(self, request: Request) -> Response:
        """Answer a page, the first to end first."""
        rows = levels.notices_open(self.region(request))
        return self.page(request, rows, ordering="due_on")


class PublicLevels(PublicListing):
    """GET /public/levels?region=: what happened to levels, newest first."""

    Output = LevelLine

    def get(self, request: Request) -> Response:
        """Answer a page."""
        rows = levels.newest_levels(self.region(request))
        return self.page(request, rows, ordering="-published_at")


class PublicLevelFile(PublicNoun):
    """GET /public/levels/{id}: a level or a notice exactly as it was published."""

    def get(self, request: Request, publication_id: UUID) -> Response:
        """Answer it."""
        return Response(_there(levels.public_file(publication_id)))


class PublicAnnouncements(PublicListing):
    """GET /public/announcements?region=: the half-yearly announcements, newest first."""

    Output = AnnouncementLine

    def get(self, request: Request) -> Response:
        """Answer a page."""
        rows = announcements.published(self.region(request))
        return self.page(request, rows, ordering="-formed_on")


class PublicAnnouncement(PublicNoun):
    """GET /public/announcements/{id}."""

    def get(self, request: Request, publication_id: UUID) -> Response:
        """Answer it as it may be read today."""
        return Response(_there(announcements.detail(publication_id)))


def _there(said: dict[str, Any] | None) -> dict[str, Any]:
    if said is None:
        raise Missing("没有已公开的内容")
    return said


urlpatterns = [
    path("public/rounds", PublicRounds.as_view(), name="public-round-list"),
    path("public/notices", PublicNotices.as_view(), name="public-notice-list"),
    path("public/levels", PublicLevels.as_view(), name="public-level-list"),
    path(
        "public/levels/<uuid:publication_id>", PublicLevelFile.as_view(), name="public-level-file"
    ),
    path("public/announcements", PublicAnnouncements.as_view(), name="public-announcement-list"),
    path(
        "public/announcements/<uuid:publication_id>",
        PublicAnnouncement.as_view(),
        name="public-announcement-detail",
    ),
]
