"""Half-yearly announcements for anybody, without login (评估结果公告)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.core.canonical import digest
from backend.publication.models import Publication

Kind, State = Publication.Kind, Publication.State
TABLES = ("inspections", "levels")
Told = dict[str, Any]


def published(region: str = "") -> QuerySet[Publication]:
    """Give the announcements, newest first, ready for pages by cursor."""
    rows = Publication.objects.filter(kind=Kind.ANNOUNCEMENT, state=State.PUBLISHED)
    if region:
        rows = rows.filter(region__path__contains=f"{region}/")
    return rows.select_related("region").defer("payload").order_by("-formed_on", "region", "-pk")


def line(found: Publication) -> Told:
    """Say one announcement in a list; nothing of its tables is read."""
    assert found.published_at is not None
    half = "上" if found.formed_on.month == 6 else "下"
    return {
        "id": str(found.pk),
        "title": f"{found.formed_on.year}年{half}半年评估结果公告",
        "region": found.region_id,
        "region_name": found.region.name,
        "until": found.formed_on.isoformat(),
        "published_at": found.published_at.isoformat(),
        "payload_digest": found.payload_digest,
    }


def detail(publication_id: UUID) -> Told | None:
    """Say an announcement as it may be read today; None when there is none.

    A line whose own publication ended since is left out and counted.
    """
    rows = Publication.objects.filter(kind=Kind.ANNOUNCEMENT, state=State.PUBLISHED)
    found = rows.filter(pk=publication_id).first()
    if found is None or found.published_at is None:
        return None
    payload: Told = found.payload or {}
    shown = still_shown(payload)
    tables = {
        name: [row for row in payload[name] if row["publication"] in shown] for name in TABLES
    }
    left_out = sum(len(payload[name]) - len(tables[name]) for name in TABLES)
    return {
        **payload,
        **tables,
        "left_out": left_out,
        "publication": str(found.pk),
        "payload_digest": found.payload_digest,
        "unchanged": digest(payload) == found.payload_digest,
        "published_at": found.published_at.isoformat(),
    }


def still_shown(payload: Told) -> set[str]:
    """Give the ids of an announcement's publications that are still public."""
    named = [row["publication"] for name in TABLES for row in payload[name]]
    rows = Publication.objects.filter(pk__in=named, state=State.PUBLISHED)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def file_of(publication_id: UUID) -> Told | None:
    """Give an announcement exactly as it was published; None where a line of it ended since."""
    rows = Publication.objects.filter(kind=Kind.ANNOUNCEMENT, state=State.PUBLISHED)
    payload = rows.filter(pk=publication_id).values_list("payload", flat=True).first()
    if payload is None:
        return None
    whole = sum(len(payload[name]) for name in TABLES)
    return payload if len(still_shown(payload)) == whole else None
