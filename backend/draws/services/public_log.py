"""A draw in the public log (公开核验日志): what was announced, and what each opened code drew."""

from __future__ import annotations

from backend.draws.models import Draw
from backend.translog.proof.leaves import Subject
from backend.translog.services import append


def enter(draw: Draw, kind: str, document: str) -> None:
    """Enter a digest in the verb's own transaction.

    Of unannounced visits the entry stands there in time, and says nothing until they are over.
    """
    subject = Subject("draw", str(draw.pk), draw.title)
    append(kind, subject, document=document, held=not draw.shown_before)
