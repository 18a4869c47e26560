"""Reading the public log: how far it is, what is in it, and the proof of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from backend.translog import store
from backend.translog.key import origin, verifier_key
from backend.translog.kinds import KINDS
from backend.translog.models import Checkpoint, Halt, Opening, Place, Waiting
from backend.translog.proof.checkpoints import read_checkpoint
from backend.translog.proof.leaves import Opening as Opened
from backend.translog.proof.leaves import Subject
from backend.translog.proof.proofs import Proof
from backend.translog.proof.reader import TreeReader
from backend.translog.sequencer import tree

LATE = timedelta(minutes=5)  # an entry that waits longer is an alarm


@dataclass(frozen=True, slots=True)
class State:
    """How far the log is."""

    origin: str
    size: int
    root: str
    at: datetime | None
    key: str
    halted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a list shows it."""

    index: int
    kind: str
    title: Any
    at: datetime
    label: str
    hash: str


def state() -> State:
    """Say how far the log is."""
    last = Checkpoint.objects.order_by("-size").first()
    return State(
        origin=origin(),
        size=last.size if last else 0,
        root=bytes(last.root).hex() if last else "",
        at=last.recorded_at if last else None,
        key=str(verifier_key()),
        halted=halted().exists(),
    )


def halted() -> QuerySet[Halt]:
    """Give the reasons for which the log stands still now."""
    return Halt.objects.filter(until=None)


def health() -> str:
    """Say ok, the code of what stops the log, or that entries wait too long."""
    code = halted().values_list("code", flat=True).first()
    late = timezone.now() - LATE
    if code is None and Waiting.objects.filter(leaf__recorded_at__lt=late).exists():
        code = "log-late"
    return code or "ok"


def newest(count: int = 20) -> list[Line]:
    """Give the last entries; what is held or forgotten has no label."""
    rows = Place.objects.select_related("leaf", "leaf__opening").order_by("-index")
    return [_line(row) for row in rows[:count]]


def lines_of(documents: Iterable[str]) -> dict[str, Line]:
    """Give the entries of documents by digest, where they have a place and can be opened."""
    wanted = [document for document in documents if document]
    rows = Place.objects.select_related("leaf", "leaf__opening")
    rows = rows.filter(leaf__opening__document__in=wanted).order_by("-index")
    return {row.leaf.opening.document: _line(row) for row in rows}


def _line(row: Place) -> Line:
    opening: Opening | None = getattr(row.leaf, "opening", None)
    return Line(
        index=row.index,
        kind=row.leaf.kind,
        title=KINDS.get(row.leaf.kind, row.leaf.kind),
        at=row.leaf.recorded_at,
        label=opening.label if opening and not opening.held else "",
        hash=bytes(row.hash).hex(),
    )


def proof_of(document: str) -> str | None:
    """Give the proof file of a document; None when no entry opens to it yet, or any more.

    The first entry of a document proves the most; asking needs the document's own digest.
    """
    rows = Opening.objects.filter(document=document, leaf__place__isnull=False)
    found = rows.select_related("leaf__place").order_by("leaf__place__index").first()
    shown = store.published()
    if found is None or shown is None:
        return None
    size, index = _size(shown.note), found.leaf.place.index
    if index >= size:
        return None
    subject = Subject(found.subject_type, found.subject_id, found.label)
    opened = Opened(subject, found.document, bytes(found.salt))
    path = tuple(TreeReader(size, tree.fetch).inclusion(index))
    return Proof(index, bytes(found.leaf.entry), opened, path, shown.note).text


def _size(note: str) -> int:
    return read_checkpoint(note.rpartition("\n\n")[0] + "\n").size
