"""Adding to credit files (信用档案): an error is corrected by a further entry, never changed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from backend.core import clock
from backend.core.grounds import rest
from backend.core.refusals import Missing
from backend.credit.models import Entry
from backend.credit.refusals import (
    CorrectionWithoutReason,
    EntryCorrected,
    EntryGroundDiffers,
    EntryTermEndsEarly,
    EntryWithoutGround,
)
from backend.oplog.services import record

Ground = tuple[str, str, str]


@transaction.atomic
def add_entry(
    *,
    subject: tuple[str, UUID],
    kind: str,
    ground: Ground,
    made_by: str,
    valid_from: date | None = None,
    until: date | None = None,
    public: bool = False,
    ref: str = "",
    detail: dict[str, Any] | None = None,
    state: str = Entry.State.FINAL,
) -> Entry:
    """Add an entry to a file (记入信用档案); once a ground, kind and subject.

    subject: ("site", id), ("legal-person", id), ("officer", id) …
    ground: type, id and digest of what it rests on: ("visit", id, lock digest).
    valid_from: the first day it counts, today when None; until: the last day, None without end.

    Raises EntryWithoutGround, EntryTermEndsEarly; EntryGroundDiffers when the same ground came
    before with another digest.
    """
    _check_ground(ground)
    starts = valid_from or clock.today()
    _check_term(starts, until)
    entry = Entry(
        subject_type=subject[0],
        subject_id=subject[1],
        kind=kind,
        ref=ref,
        detail=detail or {},
        **_ground_fields(ground),
        valid_from=starts,
        until=until,
        known_from=clock.now(),
        public=public,
        state=state,
        made_by=made_by,
    )
    return _on_ground(entry) or _added(entry)


@transaction.atomic
def correct_entry(
    *,
    entry_id: UUID,
    ground: Ground,
    reason: str,
    state: str,
    made_by: str,
    valid_from: date | None = None,
    until: date | None = None,
    public: bool | None = None,
) -> Entry:
    """Correct an entry by a further one (更正), which takes its place in the file.

    The old row stays; what the file said on a day before stays readable.
    Raises Missing, CorrectionWithoutReason, EntryWithoutGround, EntryCorrected,
    EntryTermEndsEarly.
    """
    _check_ground(ground)
    if not reason.strip():
        raise CorrectionWithoutReason(do="写明更正理由")
    old = Entry.objects.select_for_update().filter(pk=entry_id).first()
    if old is None:
        raise Missing(f"no entry {entry_id}")
    if Entry.objects.filter(corrects=old).exists():
        raise EntryCorrected(came=str(entry_id), do="更正最后一条")
    starts, ends = valid_from or old.valid_from, until or old.until
    _check_term(starts, ends)
    kept = ("subject_type", "subject_id", "kind", "ref", "detail")
    entry = Entry.objects.create(
        **{name: getattr(old, name) for name in kept},
        **_ground_fields(ground),
        valid_from=starts,
        until=ends,
        known_from=clock.now(),
        public=old.public if public is None else public,
        state=state,
        made_by=made_by,
        corrects=old,
        reason=reason,
    )
    _written(entry, "corrected")
    return entry


def _on_ground(entry: Entry) -> Entry | None:
    """Find the entry that already rests on the same ground; raises EntryGroundDiffers."""
    names = ("subject_type", "subject_id", "kind", "ground_type", "ground_id")
    same = {name: getattr(entry, name) for name in names}
    found = Entry.objects.filter(corrects=None, **same).first()
    if found and found.ground_digest != entry.ground_digest:
        raise EntryGroundDiffers(
            expected=found.ground_digest,
            came=entry.ground_digest,
            do="依据变更的，以更正条目记入",
        )
    return found


def _added(entry: Entry) -> Entry:
    """Write a first entry; the same one that arrived at the same moment is given instead."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        again = _on_ground(entry)
        if again is None:
            raise
        return again
    _written(entry, "added")
    return entry


def _ground_fields(ground: Ground) -> dict[str, str]:
    return {"ground_type": ground[0], "ground_id": str(ground[1]), "ground_digest": ground[2]}


def _written(entry: Entry, verb: str) -> None:
    """Note what the entry rests on, and that it was made."""
    ground = (entry.ground_type, entry.ground_id)
    rest(("credit-entry", str(entry.pk)), ground, entry.ground_digest)
    if entry.corrects_id:
        rest(("credit-entry", str(entry.pk)), ("credit-entry", str(entry.corrects_id)))
    body = {"entry": str(entry.pk), "kind": entry.kind, "ground": list(ground)}
    record(
        kind=f"credit-entry.{verb}",
        subject=str(entry.subject_id),
        actor=entry.made_by,
        body=body,
    )


def _check_ground(ground: Ground) -> None:
    if not all(map(str, ground)):
        raise EntryWithoutGround(
            expected="依据的类型、编号和摘要", came=str(ground), do="先形成依据再记入"
        )


def _check_term(first: date, last: date | None) -> None:
    if last and last < first:
        raise EntryTermEndsEarly(expected=f"不早于 {first}", came=str(last), do="改正截止日期")
