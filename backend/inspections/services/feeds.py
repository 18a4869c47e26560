"""Telling tablets what changed: gap-free numbers per visit and per device (同步序列).

A verb that changes what a feed shows ends with `tell`. The row lock of UPDATE … RETURNING
holds until commit, so a feed's numbers appear in commit order; feeds are taken in id order,
so two verbs never wait for each other crosswise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from backend.core import clock
from backend.inspections.models import FeedEntry, Package

_MOVE = """
INSERT INTO inspections_feed (id, n) VALUES (%s, %s)
ON CONFLICT (id) DO UPDATE SET n = inspections_feed.n + excluded.n
RETURNING n
"""


@dataclass(frozen=True, slots=True)
class News:
    """One changed record: what it is, which one, and what the pull sends."""

    kind: str
    ref: str
    body: dict[str, Any]


def visit_feed(visit_id: UUID) -> str:
    """Name the feed of a visit."""
    return f"visit:{visit_id}"


def device_feed(device_id: UUID) -> str:
    """Name the feed of a tablet."""
    return f"device:{device_id}"


def touch(news: Mapping[str, Sequence[News]]) -> dict[str, int]:
    """Append news to feeds and give the last number of each; call it last in the verb."""
    at = clock.now()
    last: dict[str, int] = {}
    entries: list[FeedEntry] = []
    for feed in sorted(name for name, told in news.items() if told):
        told = news[feed]
        last[feed] = _move(feed, len(told))
        first = last[feed] - len(told) + 1
        entries += [
            FeedEntry(feed_id=feed, n=n, kind=one.kind, ref=one.ref, body=one.body, at=at)
            for n, one in enumerate(told, first)
        ]
    FeedEntry.objects.bulk_create(entries)
    return last


def _move(feed: str, by: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [feed, by])
        n: int = cursor.fetchone()[0]
    return n


def tell(visit_id: UUID, *news: News) -> None:
    """Append news to a visit's feed, which every tablet with its package reads."""
    touch({visit_feed(visit_id): news})


def tell_devices(visit_id: UUID, *news: News) -> None:
    """Append news to the feed of every tablet that holds the visit's package."""
    devices = Package.objects.filter(visit_id=visit_id).values_list("device_id", flat=True)
    touch({device_feed(device): news for device in devices})
