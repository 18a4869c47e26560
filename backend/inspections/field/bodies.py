"""The shape of every kind's body; backend/sync/OPERATIONS.md says the same in words."""

from __future__ import annotations

from backend.inspections.field.shapes import (
    Check,
    anything,
    coded,
    day,
    decimal,
    flag,
    hex64,
    items_of,
    moment,
    object_of,
    one_of,
    text,
    uuid,
    whole,
)
from backend.inspections.vocabulary import Obstacle

NOTE = text(4000, least=0)
REASON = text(2000)
ITEM = text(120)

_answer: dict[str, Check] = {"item": ITEM, "value?": anything, "na?": REASON, "note?": NOTE}
_scan: dict[str, Check] = {
    "task_code?": text(120),
    "scanned_at?": moment,
    "reason?": text(200),
}
_position: dict[str, Check] = {
    "lat": decimal(9, 6),
    "lon": decimal(9, 6),
    "accuracy?": decimal(8, 1),
    "mock?": flag,
}
_finding: dict[str, Check] = {
    "clause?": text(200),
    "basis?": NOTE,
    "wording?": REASON,
    "severity?": one_of("general", "hidden_danger", "major"),
    "demand?": NOTE,
    "due_days?": whole(0, 3650),
    "due_unit?": one_of("working_day", "day"),
    "due_on?": day,
    "competent_department?": text(40, least=0),
    "library_code?": text(120, least=0),
    "evidence?": items_of(uuid, 200),
    "corrected?": flag,
}

_bodies: dict[str, dict[str, Check]] = {
    "visit.open": {"scan?": object_of(_scan)},
    "visit.join": {},
    "visit.leave": {"reason?": text(200)},
    "visit.handover": {"to": uuid, "reason": text(200)},
    "answer.set": _answer,
    "answer.clear": {"item": ITEM},
    "answer.reconcile": {**_answer, "reason": REASON, "settles": items_of(uuid, 50)},
    "fact.set": {"name": text(80), "value": anything},
    "fact.clear": {"name": text(80)},
    "sample.draw": {
        "item": ITEM,
        "number": whole(1, 1000),
        "frame": items_of(text(200), 5000),
        "size": whole(1, 5000),
        "seed": hex64,
        "chosen": items_of(text(200), 5000),
    },
    "evidence.add": {
        "id": uuid,
        "item?": ITEM,
        "sha256": hex64,
        "length": whole(1, 2**40),
        "media_type": text(80),
        "kind": one_of("photo", "document", "measurement", "signature"),
        "captured_at": moment,
        "position?": object_of(_position),
        "person_visible?": flag,
        "regions?": items_of(items_of(whole(0, 100_000), 4), 100),
        "caption?": text(200, least=0),
    },
    "evidence.remove": {"id": uuid, "reason": REASON},
    "evidence.waive": {"id": uuid, "reason": REASON, "second_officer": uuid},
    "finding.add": {
        **_finding,
        "id": uuid,
        "item": ITEM,
        "clause": text(200),
        "wording": REASON,
        "severity": one_of("general", "hidden_danger", "major"),
    },
    "finding.change": {**_finding, "id": uuid},
    "finding.withdraw": {"id": uuid, "reason": REASON},
    "lead.add": {"intake_key_id": text(80), "ciphertext": coded(262_144)},
    "paper.render": {
        "kind": text(40),
        "number": text(80),
        "text": text(200_000),
        "text_digest": hex64,
        "context": anything,
        "template_digest?": hex64,
    },
    "signature.add": {
        "text_digest": hex64,
        "signer": one_of("officer", "representative", "refusal"),
        "name": text(60),
        "title?": text(60, least=0),
        "opinion?": NOTE,
        "witness?": text(60),
        "image?": uuid,
        "signed_on": day,
        "proof?": text(4000),
    },
    "visit.lock": {
        "operations": whole(0, 1_000_000),
        "answers_digest": hex64,
        "evidence": items_of(hex64, 5000),
        "outcome?": object_of({"code": one_of(*Obstacle.values), "note": REASON}),
    },
    "amendment.add": {"second_officer": uuid, "reason": REASON, "content": anything},
}

SHAPES: dict[str, dict[str, Check]] = {
    kind: {"officer": uuid, **shape} for kind, shape in _bodies.items()
}
