"""Making a paper's files: set both versions, seal them, store them (制作, 签章, 归档)."""

import hashlib
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.core import objects, outbox
from backend.core.refusals import Refusal
from backend.keys import services as keys
from backend.oplog.services import record
from backend.papers import templates
from backend.papers.models import Paper
from backend.papers.refusals import NotSealed
from backend.papers.rendering.compose import Unsealed, compose
from backend.papers.seal.signing import sign_pdf

PDF = "application/pdf"


@transaction.atomic
def render_paper(payload: dict[str, Any]) -> None:
    """Make and seal the files of a requested paper; handler of `paper.requested`.

    What no further try can better (a character the fonts lack) ends in state failed with its
    reason; a store that does not answer is left to the outbox.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=payload["paper"])
    if paper.state == Paper.State.SEALED:
        return
    try:
        versions = {
            public: compose(paper, public=public, test_seal=True) for public in (False, True)
        }
    except Refusal as refusal:
        _fail(paper, refusal)
        return
    _store_archive(paper, versions[False])
    _store_public(paper, versions[True])
    paper.state, paper.error, paper.sealed_at = Paper.State.SEALED, "", timezone.now()
    paper.save()
    record(
        kind="paper.sealed",
        subject=str(paper.pk),
        actor="system",
        body={"archive": paper.archive_sha256, "public": paper.public_sha256},
    )
    outbox.emit("paper.sealed", str(paper.pk), _sealed(paper))


@transaction.atomic
def render_paper_again(*, paper_id: UUID, actor: str) -> None:
    """Ask once more for the files of a paper that failed (重新制作)."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper_id)
    if paper.state != Paper.State.FAILED:
        raise NotSealed(expected="a paper that failed", came=paper.state)
    paper.state, paper.error = Paper.State.REQUESTED, ""
    paper.save(update_fields=["state", "error"])
    record(kind="paper.requested_again", subject=str(paper.pk), actor=actor)
    outbox.emit("paper.requested", str(paper.pk), {"paper": str(paper.pk)})


def _store_archive(paper: Paper, unsealed: Unsealed) -> None:
    """The archive version names people: it is stored under a content key that can be forgotten."""
    pdf = _seal(paper, unsealed)
    paper.archive_digest = _sha256(unsealed.pdf)
    paper.archive_sha256 = _sha256(pdf)
    paper.archive_content_key, ciphertext = keys.seal(pdf)
    paper.archive_key = f"papers/archive/{paper.archive_sha256}"
    objects.put(paper.archive_key, ciphertext)


def _store_public(paper: Paper, unsealed: Unsealed) -> None:
    pdf = _seal(paper, unsealed)
    paper.public_digest = _sha256(unsealed.pdf)
    paper.public_sha256 = _sha256(pdf)
    paper.public_key = f"papers/public/{paper.public_sha256}.pdf"
    objects.put(paper.public_key, pdf, content_type=PDF)


def _seal(paper: Paper, unsealed: Unsealed) -> bytes:
    return sign_pdf(
        unsealed.pdf,
        place=unsealed.place,
        agency=paper.context.get("agency", ""),
        reason=f"{templates.load(paper.kind).title} {paper.number}",
    )


def _fail(paper: Paper, refusal: Refusal) -> None:
    paper.state = Paper.State.FAILED
    paper.error = f"{refusal.code}: {refusal.detail} {refusal.members.get('came', '')}".strip()
    paper.save(update_fields=["state", "error"])
    record(kind="paper.failed", subject=str(paper.pk), actor="system", body={"code": refusal.code})


def _sealed(paper: Paper) -> dict[str, Any]:
    return {
        "paper": str(paper.pk),
        "kind": paper.kind,
        "number": paper.number,
        "subject_type": paper.subject_type,
        "subject_id": str(paper.subject_id),
        "archive_sha256": paper.archive_sha256,
        "public_sha256": paper.public_sha256,
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
