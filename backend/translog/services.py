"""Handing things to the public log, and forgetting what they were about.

All of it happens in the caller's transaction and is part of the caller's verb; the sequencer
gives the places afterwards.
"""

from __future__ import annotations

import secrets
from datetime import UTC

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from backend.translog.kinds import KINDS
from backend.translog.models import Forgotten, Leaf, Opening, Waiting
from backend.translog.proof.hashing import leaf_hash
from backend.translog.proof.leaves import SALT, Subject, entry_of
from backend.translog.proof.leaves import Opening as Opened

log = structlog.get_logger(__name__)
WITHDRAWN = "decision.withdrawn"
TAKEN_DOWN = "publication.taken-down"


def append(
    kind: str, subject: Subject, *, document: str, rules: str = "", held: bool = False
) -> Leaf:
    """Hand an entry to the log (写入公开核验日志); the same thing twice is one entry.

    document, rules: SHA-256 in hex.  held: its opening is given only with the document itself.
    Raises KeyError for a kind that FORMAT.md does not know.
    """
    assert KINDS[kind]
    same = of_subject(subject, kind).filter(document=document).select_related("leaf").first()
    if same is not None:
        return same.leaf
    now = timezone.now().replace(microsecond=0)
    opened = Opened(subject, document, secrets.token_bytes(SALT))
    entry = entry_of(kind, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), opened, rules)
    leaf = Leaf.objects.create(kind=kind, entry=entry, hash=leaf_hash(entry), recorded_at=now)
    Waiting.objects.create(leaf=leaf)
    Opening.objects.create(
        leaf=leaf,
        kind=kind,
        subject_type=subject.type,
        subject_id=subject.id,
        label=subject.label,
        document=document,
        salt=opened.salt,
        held=held,
    )
    _wake()
    return leaf


def withdraw(subject: Subject, *kinds: str, as_kind: str = WITHDRAWN) -> list[Leaf]:
    """Enter that earlier entries are taken back, and forget what they were about (撤回).

    The new entry names the old one by its hash only; nothing entered is nothing done.
    """
    taken = []
    for opening in of_subject(subject, *kinds).select_related("leaf").order_by("pk"):
        old = bytes(opening.leaf.hash).hex()
        taken.append(append(as_kind, Subject("entry", old), document=old))
        _forget(opening.leaf)
    return taken


def forget(subject: Subject, *kinds: str) -> int:
    """Delete the openings of a subject for good (删除开启文件); give how many there were.

    The files go with the sequencer's next step, and stay away after a restore.
    """
    openings = list(of_subject(subject, *kinds).select_related("leaf"))
    for opening in openings:
        _forget(opening.leaf)
    return len(openings)


def release(subject: Subject) -> int:
    """Put held openings of a subject into the public folder; give how many."""
    changed = of_subject(subject).filter(held=True).update(held=False, stored=False)
    if changed:
        _wake()
    return changed


def of_subject(subject: Subject, *kinds: str) -> QuerySet[Opening]:
    """Give the openings of a subject, of some kinds or of all."""
    rows = Opening.objects.filter(subject_type=subject.type, subject_id=subject.id)
    return rows.filter(kind__in=kinds) if kinds else rows


def _forget(leaf: Leaf) -> None:
    Forgotten.objects.get_or_create(leaf=leaf, defaults={"recorded_at": timezone.now()})
    Opening.objects.filter(leaf=leaf).delete()
    _wake()


def _wake() -> None:
    """Nudge the sequencer after the commit; without the broker the clock does it."""
    transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    from backend.translog.tasks import sequence

    try:
        sequence.apply_async(retry=False, expires=30)
    except Exception as error:
        log.warning("the broker did not take the nudge", error=str(error))
