"""Photos behind findings, small, for a page of the office (佐证照片)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from backend.core import objects
from backend.core.refusals import Missing
from backend.inspections.models import Evidence, Finding
from backend.keys import services as keys


def photos_of(findings: Iterable[Finding]) -> dict[UUID, list[Evidence]]:
    """Give the photos of findings that arrived and have a thumbnail, by finding; one query."""
    named = {one.pk: [UUID(str(wanted)) for wanted in one.evidence_ids] for one in findings}
    ids = [wanted for some in named.values() for wanted in some]
    rows = Evidence.objects.filter(kind=Evidence.Kind.PHOTO, state=Evidence.State.COMPLETE)
    there = rows.exclude(thumb_key="").in_bulk(ids)
    return {
        finding: [there[one] for one in wanted if one in there] for finding, wanted in named.items()
    }


def thumbnail(evidence: Evidence) -> bytes:
    """Read the thumbnail of a photo; raises Missing while there is none."""
    if not evidence.thumb_key or evidence.thumb_content_key is None:
        raise Missing("没有这张照片的缩略图")
    return keys.unseal(evidence.thumb_content_key, objects.get(evidence.thumb_key))
