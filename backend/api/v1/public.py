"""/api/v1/public: what anybody may read, without login; cached for at most a minute."""

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.base import Listing, Noun
from backend.core.refusals import Missing
from backend.publication import public
from backend.registers.models import Site


class PublicNoun(Noun):
    """A public read: no login is looked at, caches may keep it for a minute."""

    authentication_classes: list[Any] = []

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Say how long it may be kept."""
        said: Response = super().finalize_response(request, response, *args, **kwargs)
        kept = f"public, max-age={public.CACHED_SECONDS}" if said.status_code == 200 else "no-store"
        said["Cache-Control"] = kept
        return said


class SiteLine(serializers.BaseSerializer[Site]):
    """One home in a list."""

    def to_representation(self, instance: Site) -> dict[str, Any]:
        """Say it."""
        return public.public_site_line(instance)


class WantedSites(serializers.Serializer[Any]):
    """What a home can be searched by."""

    name = serializers.CharField(max_length=60, required=False, allow_blank=True)
    region = serializers.CharField(max_length=12, required=False, allow_blank=True)
    kind = serializers.CharField(max_length=24, required=False, allow_blank=True)


class PublicSites(PublicNoun, Listing):
    """GET /public/sites?name=&region=&kind=&cursor=."""

    Query = WantedSites
    Output = SiteLine

    def get(self, request: Request) -> Response:
        """Answer a page, by name."""
        rows = public.public_sites(**self.asked(request))
        return self.page(request, rows, ordering="name")


class PublicSite(PublicNoun):
    """GET /public/sites/{id}."""

    def get(self, request: Request, site_id: UUID) -> Response:
        """Answer it."""
        return Response(_there(public.public_site(site_id)))


class WantedDraws(serializers.Serializer[Any]):
    """What the list may be narrowed by."""

    region = serializers.CharField(max_length=12, required=False, allow_blank=True)


class PublicDraws(PublicNoun):
    """GET /public/draws?region=."""

    Query = WantedDraws

    def get(self, request: Request) -> Response:
        """Answer the newest hundred."""
        rows = public.public_draws(self.asked(request).get("region", ""))
        newest = sorted(rows, key=lambda row: row.subject_id, reverse=True)[:100]
        return Response({"results": [public.public_draw_line(row) for row in newest]})


class PublicDraw(PublicNoun):
    """GET /public/draws/{id}."""

    def get(self, request: Request, draw_id: UUID) -> Response:
        """Answer it."""
        return Response(_there(public.public_draw(draw_id)))


class PublicDrawBundle(PublicNoun):
    """GET /public/draws/{id}/bundle: what `python -m scoring verify` takes."""

    def get(self, request: Request, draw_id: UUID) -> Response:
        """Answer it, after the last visit of the task."""
        return Response(_there(public.public_draw_bundle(draw_id)))


def _there(said: dict[str, Any] | None) -> dict[str, Any]:
    if said is None:
        raise Missing("没有已公开的内容")
    return said


urlpatterns = [
    path("public/sites", PublicSites.as_view(), name="public-sites"),
    path("public/sites/<uuid:site_id>", PublicSite.as_view(), name="public-site"),
    path("public/draws", PublicDraws.as_view(), name="public-draws"),
    path("public/draws/<uuid:draw_id>", PublicDraw.as_view(), name="public-draw"),
    path(
        "public/draws/<uuid:draw_id>/bundle",
        PublicDrawBundle.as_view(),
        name="public-draw-bundle",
    ),
]
