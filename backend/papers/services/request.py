"""Asking for a paper (制作文书)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from backend.core import clock, outbox
from backend.core.canonical import digest
from backend.keys.wrapping import code_of
from backend.oplog.services import record
from backend.papers import templates, text
from backend.papers.context import Context
from backend.papers.models import Paper
from backend.papers.refusals import BadContext
from backend.papers.services.numbers import use_number
from backend.papers.shapes import Photo, SignatureLine, Subject

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L


@transaction.atomic
def request_paper(
    *,
    kind: str,
    subject: Subject,
    number: str,
    context: Context,
    signatures: Sequence[SignatureLine],
    actor: str,
    photos: Sequence[Photo] = (),
    signed_text: str = "",
) -> Paper:
    """Ask for a paper; its files are made by the handler of `paper.requested`.

    signed_text: the words that were read and signed on the spot; they are printed as they
    are, and a difference from what the server would write becomes a defect (瑕疵).
    Without them the template is filled here.  The same request twice gives the same paper.

    Raises UnknownKind; BadContext where nothing was signed yet.
    """
    words, defects = _words(kind, context, signed_text)
    signed = text.text_digest(words)
    same = Paper.objects.filter(
        kind=kind, number=number, text_digest=signed, subject_id=subject.id
    ).first()
    if same:
        return same
    defects += use_number(number)
    paper = Paper.objects.create(
        kind=kind,
        number=number,
        subject_type=subject.type,
        subject_id=subject.id,
        region_id=subject.region or None,
        site_id=subject.site,
        context=context,
        text=words,
        text_digest=signed,
        signatures=list(signatures),
        photos=list(photos),
        defects=defects,
        demo_date=_demo_date(),
        verify_code=code_of(f"{kind}\n{number}\n{signed}\n{subject.id}", ALPHABET, 12),
        requested_by=actor,
        requested_at=clock.now(),
    )
    record(
        kind="paper.requested",
        subject=str(paper.pk),
        actor=actor,
        body={"kind": kind, "number": number, "context": digest(context), "text": signed},
    )
    outbox.emit("paper.requested", str(paper.pk), {"paper": str(paper.pk)})
    return paper


def _words(kind: str, context: Context, signed_text: str) -> tuple[str, list[str]]:
    if not signed_text:
        return text.render_text(kind, context), []
    templates.load(kind)
    try:
        ours = text.render_text(kind, context)
    except BadContext:
        return signed_text, ["context-malformed"]
    return signed_text, [] if ours == signed_text else ["text-differs-from-template"]


def _demo_date() -> date | None:
    return timezone.localdate() if clock.ahead() else None
