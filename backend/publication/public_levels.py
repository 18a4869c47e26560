"""Levels and notices for anybody, without login (等级, 等级评定公示).

What a level *is* comes from what was published and fixed; how it *stands* is read from the
level itself, so that a suspended one is seen as such in the same moment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from backend.core import clock
from backend.core.canonical import digest
from backend.core.words import in_chinese
from backend.publication.models import Publication
from backend.ratings.models import Level, Round
from backend.ratings.models.level import STANDING

Kind, State = Publication.Kind, Publication.State
EXPIRED, EXPIRED_WORDS = "expired", "已过有效期"
Told = dict[str, Any]


def levels_of_site(site_id: UUID) -> list[Told]:
    """Give every published level of a home, newest first, each with what became of it.

    One that is taken down, or not shown yet, is not here.  Two queries.
    """
    day = clock.today()
    shown: dict[str, list[Publication]] = defaultdict(list)
    for row in shown_levels().filter(site=site_id):
        shown[(row.payload or {})["level"]["id"]].append(row)
    told = []
    for level in Level.objects.filter(site=site_id).order_by("-pk"):
        rows = sorted(shown[str(level.pk)], key=_place)
        if rows and _place(rows[0]) == 1:
            told.append({**standing(level, day), **_as_published(rows[0], rows)})
    return told


def current(levels: list[Told]) -> Told | None:
    """Give the level a home has now, also suspended or over and not ended yet; else None."""
    return next((one for one in levels if one["state"] in {*STANDING, EXPIRED}), None)


def sites_with_levels(site_ids: Collection[UUID]) -> dict[UUID, Told]:
    """Give the level that some homes have now, by home, for a list of them; one query."""
    shown = shown_levels().filter(subject_type="level", subject_id=OuterRef("pk"))
    rows = Level.objects.filter(Exists(shown), site__in=list(site_ids), state__in=STANDING)
    day = clock.today()
    return {row.site_id: standing(row, day) for row in rows}


def standing(level: Level, day: date) -> Told:
    """Say how a level stands on a day, in short."""
    code, words = state_on(level, day)
    return {
        "level_id": str(level.pk),
        "level": level.level,
        "title": level.title,
        "level_word": level.level_word,
        "valid_from": level.valid_from.isoformat(),
        "valid_until": level.valid_until.isoformat(),
        "demonstration": level.demonstration,
        "state": code,
        "state_words": words,
        "standing": code == Level.State.VALID,
    }


def state_on(level: Level, day: date) -> tuple[str, str]:
    """Give code and words of a level's state on a day; one whose days are over is no level."""
    if level.state in STANDING and level.valid_until < day:
        return EXPIRED, EXPIRED_WORDS
    return level.state, in_chinese(Level.State(level.state).label)


def shown_levels(region: str = "") -> QuerySet[Publication]:
    """Give what is shown of levels, one row a change; for lists: newest_levels."""
    rows = Publication.objects.filter(kind=Kind.LEVEL, state=State.PUBLISHED)
    return rows.filter(region__path__contains=f"{region}/") if region else rows


def newest_levels(region: str = "") -> QuerySet[Publication]:
    """Give what happened to levels, newest first, ready for pages by cursor."""
    rows = shown_levels(region).select_related("site", "region")
    return rows.order_by("-published_at", "-pk")


def level_line(found: Publication) -> Told:
    """Say one change of a level in a list, as it was published."""
    assert found.published_at is not None
    payload = found.payload or {}
    return {
        "publication": str(found.pk),
        "site": payload["site"],
        "level": payload["level"],
        "state": payload["state"],
        "payload_digest": found.payload_digest,
        "published_at": found.published_at.isoformat(),
    }


def notices_open(region: str = "") -> QuerySet[Publication]:
    """Give the notices that still run today, the first to end first (公示中)."""
    rows = Publication.objects.filter(kind=Kind.NOTICE, state=State.PUBLISHED)
    day = clock.today()
    rows = rows.filter(formed_on__lte=day, due_on__gte=day)
    if region:
        rows = rows.filter(region__path__contains=f"{region}/")
    return rows.select_related("site", "region").order_by("due_on", "pk")


def notice_line(found: Publication, day: date | None = None) -> Told:
    """Say a notice as it was published: whose, which level, until when, how to object.

    day: today, for a list.
    """
    assert found.published_at is not None
    day = day or clock.today()
    return {
        **(found.payload or {}),
        "publication": str(found.pk),
        "payload_digest": found.payload_digest,
        "unchanged": digest(found.payload) == found.payload_digest,
        "published_at": found.published_at.isoformat(),
        "running": found.formed_on <= day <= found.due_on,
    }


def notices_of_site(site_id: UUID) -> list[Told]:
    """Give the notices of a home that still run."""
    day = clock.today()
    return [notice_line(row, day) for row in notices_open().filter(site=site_id)]


def public_rounds(region: str = "") -> QuerySet[Round]:
    """Give the rounds that were announced, newest first: rounds are for everybody."""
    rows = Round.objects.select_related("region", "checklist").order_by("-pk")
    return rows.filter(region__path__contains=f"{region}/") if region else rows


def round_line(row: Round, day: date | None = None) -> Told:
    """Say a round: by which standard, who may apply until when; day: today, for a list."""
    phase = Round.State(row.phase(day or clock.today()))
    return {
        "id": str(row.pk),
        "title": row.title,
        "region": row.region_id,
        "region_name": row.region.name,
        "standard": row.checklist.title_zh,
        "version": row.checklist.version,
        "notice_on": row.notice_on.isoformat(),
        "window_from": row.window_from.isoformat(),
        "window_until": row.window_until.isoformat(),
        "state": phase.value,
        "state_words": in_chinese(phase.label),
        "demonstration": row.demonstration,
    }


def public_file(publication_id: UUID) -> Told | None:
    """Give what was published of a level, or its notice, exactly; None when not public."""
    rows = Publication.objects.filter(kind__in=(Kind.LEVEL, Kind.NOTICE), state=State.PUBLISHED)
    return rows.filter(pk=publication_id).values_list("payload", flat=True).first()


def _as_published(first: Publication, rows: list[Publication]) -> Told:
    payload = first.payload or {}
    kept = ("authority", "round", "assessed_on", "checklist", "chapters", "hard_conditions")
    return {
        "certificate": payload["level"]["certificate"],
        "provisional": payload["level"]["provisional"],
        **{name: payload[name] for name in kept},
        "statements": payload["statements"],
        "publication": str(first.pk),
        "payload_digest": first.payload_digest,
        "unchanged": all(digest(row.payload) == row.payload_digest for row in rows),
        "history": [_happened(row) for row in reversed(rows)],
    }


def _happened(row: Publication) -> Told:
    """Say one change, with its file."""
    state = (row.payload or {})["state"]
    return {
        "state": state["code"],
        "words": state["words"],
        "on": state["on"],
        "publication": str(row.pk),
        "payload_digest": row.payload_digest,
    }


def _place(row: Publication) -> int:
    return int((row.payload or {})["state"]["place"])
