"""Opening what a lost tablet handed over (解开托管密文), with the office's own key.

What comes out goes the way everything goes: operations are judged as from that tablet, photo
bytes are verified as an upload's.  Every piece can be opened again; duplicates are duplicates.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Device
from backend.core import clock, objects, outbox
from backend.core.refusals import Missing, Refusal
from backend.inspections.field.verdict import Outcome
from backend.inspections.models import Evidence
from backend.keys.data_keys import data_key
from backend.oplog.services import record
from backend.sync.escrowed import (
    PHOTO,
    PHOTO_TABLE,
    Entry,
    PhotoPart,
    Piece,
    opened,
    piece_of,
    tells_photo,
)
from backend.sync.models import Quarantined
from backend.sync.reading import MAX_OPERATIONS, Carried
from backend.sync.refusals import NotCiphertext
from backend.sync.sender import Sender
from backend.sync.services.intake import take_in
from backend.sync.services.push import pass_on
from backend.sync.uploads.given import complete_from

Answer = dict[str, Any]
Kind, State = Quarantined.Kind, Quarantined.State
OWN, OF_OTHERS = "journal", "carried"


@transaction.atomic
def open_escrow(*, quarantined_id: UUID, actor: str) -> Quarantined:
    """Open one piece of ciphertext and take in what it holds; twice is once.

    Raises Missing, NotCiphertext.
    """
    row = Quarantined.objects.select_for_update().filter(pk=quarantined_id).first()
    if row is None:
        raise Missing(f"nothing under {quarantined_id}")
    if row.kind != Kind.ESCROW:
        raise NotCiphertext(f"this is {row.kind}", expected=Kind.ESCROW.value, came=row.kind)
    row.tries += 1
    row.answer = open_row(row)
    if row.answer["outcome"] in {Outcome.APPLIED, Outcome.DUPLICATE}:
        row.state = State.APPLIED
    row.save(update_fields=["tries", "answer", "state"])
    record(
        kind="escrow.opened",
        subject=str(row.pk),
        actor=actor,
        device=str(row.device_id),
        body={"outcome": row.answer["outcome"], "about": row.about},
    )
    return row


@transaction.atomic
def open_waiting(*, device: Device, actor: str) -> int:
    """Open every piece of a tablet that waits, one after the other in the background."""
    rows = Quarantined.objects.filter(device_id=device.pk, kind=Kind.ESCROW, state=State.WAITING)
    found = sorted(rows.only("pk", "about"), key=lambda row: tells_photo(row.about))
    ask_to_open(device.pk, [row.pk for row in found], actor)
    body = {"pieces": len(found)}
    record(kind="escrow.opening-asked", subject=str(device.pk), actor=actor, body=body)
    return len(found)


def ask_to_open(device: UUID, pieces: Iterable[UUID], actor: str) -> None:
    """Let pieces be opened in the background, in this order."""
    for piece in pieces:
        outbox.emit("escrow.opening", str(device), {"piece": str(piece), "actor": actor})


def open_asked(payload: dict[str, Any]) -> None:
    """Handle `escrow.opening`."""
    open_escrow(quarantined_id=UUID(payload["piece"]), actor=payload["actor"])


def open_row(row: Quarantined) -> Answer:
    """Open a piece of ciphertext and say what came of it, inside the caller's transaction."""
    device = Device.objects.get(pk=row.device_id)
    try:
        piece = piece_of(objects.get(row.object_key))
        key = data_key(piece.wrapped_data_key or device.wrapped_data_key, device.pk)
    except Refusal as no:
        return {"outcome": Outcome.REFUSED.value, "code": no.code, "detail": no.detail}
    if piece.photo is not None:
        return _take_photo(row, device, key, piece.photo)
    return _take_operations(piece, device, key)


def _take_operations(piece: Piece, device: Device, key: bytes) -> Answer:
    """Decrypt the entries; what does not open is named, the rest goes on."""
    failed: list[Answer] = []
    found = {id(one): _read(one, key, failed) for one in piece.entries}
    in_order = sorted(piece.entries, key=lambda one: (one.table != OWN, one.seq))
    own = [found[id(one)] for one in in_order if one.table == OWN and found[id(one)]]
    receipts: list[Answer] = []
    for at in range(0, len(own), MAX_OPERATIONS):
        sender = Sender(device.pk, None, clock.now())
        receipts += take_in(own[at : at + MAX_OPERATIONS], sender)
    carried = [found[id(one)] for one in in_order if one.table == OF_OTHERS and found[id(one)]]
    passed = [pass_on(_carried(one), device, None) for one in carried]
    receipts += [one for said in passed for one in said.get("receipts", [])]
    outcomes = Counter(one["outcome"] for one in receipts)
    good = not failed and all("receipts" in said for said in passed)
    return {
        "outcome": (Outcome.APPLIED if good else Outcome.HELD).value,
        "operations": dict(outcomes),
        "refused": [one for one in receipts if one["outcome"] in ("refused", "conflict")],
        "failed": failed + [said for said in passed if "receipts" not in said],
    }


def _read(entry: Entry, key: bytes, failed: list[Answer]) -> Any:
    try:
        if entry.table not in (OWN, OF_OTHERS):
            raise ValueError("a table that is none of the journal")
        content = json.loads(opened(entry.box, key, entry.table, entry.id))
        if not isinstance(content, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError) as fault:
        failed.append({"table": entry.table, "id": entry.id, "why": str(fault)[:120]})
        return None
    return content


def _carried(batch: Answer) -> Carried:
    """Read a colleague's batch as it lies on the tablet; its own signature is checked later."""
    told = [str(batch.get(name, "")) for name in ("device", "body", "signature")]
    return Carried(told[0], told[1].encode("utf-8", "surrogatepass"), told[2])


def _take_photo(row: Quarantined, device: Device, key: bytes, photo: PhotoPart) -> Answer:
    """Join the parts that lie here, and complete the evidence when all do."""
    siblings = _parts_of(row, photo)
    missing = sorted(set(range(photo.parts)) - siblings.keys())
    if missing:
        return {"outcome": Outcome.HELD.value, "code": "parts-missing", "missing": missing}
    evidence = Evidence.objects.filter(pk=photo.id).first()
    if evidence is None:
        return {"outcome": Outcome.HELD.value, "code": "manifest-missing"}
    if evidence.state != Evidence.State.AWAITING:
        return _settled(siblings.values(), Outcome.DUPLICATE, evidence)
    try:
        box = b"".join(_content(siblings[n]) for n in range(photo.parts))
        complete_from(evidence, opened(box, key, PHOTO_TABLE, str(photo.id)), device)
    except ValueError as fault:
        failed = [{"table": PHOTO_TABLE, "id": str(photo.id), "why": str(fault)}]
        return {"outcome": Outcome.HELD.value, "failed": failed}
    except Refusal as no:
        return {"outcome": Outcome.REFUSED.value, "code": no.code, "detail": no.detail}
    evidence.refresh_from_db()
    return _settled(siblings.values(), Outcome.APPLIED, evidence)


def _parts_of(row: Quarantined, photo: PhotoPart) -> dict[int, Quarantined]:
    """Find the parts of the same photo, by what their clear headers say."""
    told = {"kind": PHOTO, "id": str(photo.id), "parts": photo.parts}
    rows = Quarantined.objects.filter(
        device_id=row.device_id, kind=Kind.ESCROW, about__contains=told
    )
    return {one.about["part"]: one for one in rows if one.about} | {photo.part: row}


def _content(row: Quarantined) -> bytes:
    photo = piece_of(objects.get(row.object_key)).photo
    return photo.content if photo else b""


def _settled(rows: Iterable[Quarantined], outcome: Outcome, evidence: Evidence) -> Answer:
    ids = [row.pk for row in rows]
    Quarantined.objects.filter(pk__in=ids).update(state=State.APPLIED)
    return {"outcome": outcome.value, "evidence": str(evidence.pk), "state": evidence.state}
