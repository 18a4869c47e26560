"""Publications in the public log: entered when shown, taken back when they end (公开核验日志)."""

from __future__ import annotations

from backend.core.canonical import digest
from backend.publication.models import Publication
from backend.translog.proof.leaves import Subject
from backend.translog.services import append, withdraw

Kind = Publication.Kind
KINDS = {
    Kind.RESULT: "result.published",
    Kind.DRAW_BEFORE: "draw.announced",  # entered by the draw itself
    Kind.DRAW_AFTER: "draw.finished",
    Kind.LEVEL: "level.published",
    Kind.ANNOUNCEMENT: "announcement.published",
}  # the notice of an intended level is no decision and no entry


def enter(found: Publication) -> None:
    """Enter what is shown from now on: the digest of the file that anybody may download."""
    payload = found.payload or {}
    bundle = payload.get("bundle")
    append(
        KINDS[Kind(found.kind)],
        subject_of(found),
        document=digest(bundle) if bundle else found.payload_digest,
        rules=payload.get("checklist", {}).get("digest", ""),
    )


def take_back(found: Publication, as_kind: str) -> None:
    """Enter that it is shown no more, and forget what its entry was about."""
    if found.kind in KINDS:
        withdraw(subject_of(found), KINDS[Kind(found.kind)], as_kind=as_kind)


def subject_of(found: Publication) -> Subject:
    """Name what an entry is about."""
    if found.subject_type == "draw":
        return Subject("draw", str(found.subject_id), (found.payload or {}).get("title", ""))
    return Subject("publication", str(found.pk), _label(found))


def _label(found: Publication) -> str:
    """Say in a few words what the entry is about."""
    payload = found.payload or {}
    if found.kind == Kind.ANNOUNCEMENT:
        return str(payload.get("title", ""))
    home = str(payload.get("site", {}).get("name", ""))
    if found.kind == Kind.LEVEL:
        return f"{home} {payload['level']['title']} {payload['state']['words']}"
    return home
