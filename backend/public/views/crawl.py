"""For search engines and feed readers: robots.txt, the site map, the feed of new results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.public.feed_words import summary_of, title_of
from backend.publication.models import Publication
from backend.publication.public import CACHED_SECONDS, public_draws_newest, public_sites
from backend.registers.models import Site

KEPT = f"public, max-age={CACHED_SECONDS}"
NEWEST = 50
PER_FILE = 5000
ROBOTS = """User-agent: *
Disallow: /office/
Disallow: /portal/
Disallow: /tablet/
Disallow: /login
Sitemap: {address}/sitemap.xml
"""


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: the public pages may be read by everybody."""
    told = ROBOTS.format(address=settings.PUBLIC_ADDRESS)
    return HttpResponse(told, content_type="text/plain", headers={"Cache-Control": KEPT})


class Homes(Sitemap):  # type: ignore[type-arg]  # only stubs take it
    """Every open home."""

    limit = PER_FILE

    def items(self) -> QuerySet[Site]:
        """Give them in the order of their ids."""
        return public_sites().select_related(None).order_by("pk").only("pk")

    def location(self, item: Site) -> str:
        """Say where its page is."""
        return reverse("public-site-page", args=[item.pk])


class Draws(Sitemap):  # type: ignore[type-arg]  # only stubs take it
    """Every draw that anybody may see."""

    limit = PER_FILE

    def items(self) -> QuerySet[Publication]:
        """Give them in the order of their ids."""
        return public_draws_newest().select_related(None).order_by("subject_id").only("subject_id")

    def location(self, item: Publication) -> str:
        """Say where its page is."""
        return reverse("public-draw-page", args=[item.subject_id])


class Pages(Sitemap):  # type: ignore[type-arg]  # only stubs take it
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Name their routes."""
        return ["public-start", "public-ratings", "public-draws-page", "verify-start", "log-page"]

    def location(self, item: str) -> str:
        """Say where it is."""
        return reverse(item)


SECTIONS: dict[str, Any] = {"pages": Pages, "sites": Homes, "draws": Draws}


def _kept(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let caches keep the answer for a minute: it names homes."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        said = view(request, *args, **kwargs)
        said["Cache-Control"] = KEPT
        return said

    return answered


@_kept
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """/sitemap.xml: the parts of the site map."""
    return sitemaps.index(request, SECTIONS, sitemap_url_name="public-sitemap-part")


@_kept
def sitemap_part(request: HttpRequest, section: str) -> HttpResponseBase:
    """/sitemap-{section}.xml?p=: one part of it."""
    return sitemaps.sitemap(request, SECTIONS, section)


class NewResults(Feed):  # type: ignore[type-arg]  # only stubs take it
    """/feed.atom: inspection results and levels as they are published; each its own entry."""

    feed_type = Atom1Feed
    link = "/"
    feed_url = "/feed.atom"
    item_guid_is_permalink = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, to be kept for a minute."""
        said = super().__call__(request, *args, **kwargs)
        said["Cache-Control"] = KEPT
        return said

    def title(self) -> str:
        """Name the feed."""
        return _("养老机构检查结果和等级公告")

    def items(self) -> QuerySet[Publication]:
        """Give the newest that are still public."""
        rows = Publication.objects.filter(
            kind__in=(Publication.Kind.RESULT, Publication.Kind.LEVEL),
            state=Publication.State.PUBLISHED,
        )
        return rows.order_by("-published_at", "-pk")[:NEWEST]

    def item_title(self, item: Publication) -> str:
        """Say home, day and act."""
        return title_of(item.payload or {})

    def item_description(self, item: Publication) -> str:
        """Say what came out."""
        return summary_of(item.payload or {})

    def item_link(self, item: Publication) -> str:
        """Lead to the home's page."""
        return reverse("public-site-page", args=[item.site_id])

    def item_guid(self, item: Publication) -> str:
        """Give the publication's own name."""
        return f"urn:uuid:{item.pk}"

    def item_pubdate(self, item: Publication) -> datetime | None:
        """Say when it was published."""
        return item.published_at

    item_updateddate = item_pubdate
