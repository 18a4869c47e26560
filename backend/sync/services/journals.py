"""An exported journal, brought to the office as a file (导入导出的日志)."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.db import transaction

from backend.accounts.device import demand_signature
from backend.accounts.models import Device, Person
from backend.accounts.selectors import devices_of
from backend.core.refusals import Missing, Refusal
from backend.keys.services import b64url
from backend.oplog.services import record
from backend.sync.escrowed import device_of, framed, tells_photo
from backend.sync.models import Quarantined
from backend.sync.services.escrow import MAX_PIECE, PATH, keep_piece
from backend.sync.services.opening import ask_to_open


@transaction.atomic
def import_journal(*, file: BinaryIO, by: Person, roles: tuple[str, ...]) -> dict[str, Any]:
    """Keep every piece whose tablet signed it, and let them be opened in the background.

    A piece that is not what it says is named and costs nothing else; where the file breaks off,
    what came before stays.  Tablets of another area are not there for the caller.
    """
    kept: list[Quarantined] = []
    faults: list[dict[str, Any]] = []
    number = 0
    try:
        for number, (piece, signature) in enumerate(framed(file, MAX_PIECE), 1):
            try:
                kept.append(_signed_piece(piece, b64url(signature), by, roles))
            except Refusal as no:
                faults.append({"piece": number, "code": no.code, "detail": no.detail})
    except Refusal as no:
        faults.append({"piece": number + 1, "code": no.code, "detail": no.detail})
    for device in {row.device_id for row in kept}:
        mine = [row for row in kept if row.device_id == device]
        ask_to_open(
            device,
            [row.pk for row in sorted(mine, key=lambda row: tells_photo(row.about))],
            str(by.pk),
        )
    body = {"pieces": len(kept), "faults": len(faults)}
    record(kind="journal.imported", subject="journal", actor=str(by.pk), body=body)
    return {"pieces": [str(row.pk) for row in kept], "faults": faults}


def _signed_piece(piece: bytes, signature: str, by: Person, roles: tuple[str, ...]) -> Quarantined:
    told = device_of(piece)
    device = _mine(told, by, roles)
    demand_signature(device, PATH, piece, signature)
    return keep_piece(device, piece, signature)


def _mine(told: str, by: Person, roles: tuple[str, ...]) -> Device:
    mine = {str(one.pk): one for one in devices_of(by, *roles)}
    device = mine.get(told.lower())
    if device is None:
        raise Missing(f"no tablet {told[:40]} of yours", came=told[:40])
    return device
