"""Proof files (C2SP tlog-proof): all that proves one document, in one text (核验文件)."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from backend.core.canonical import canonical
from backend.translog.proof.checkpoints import NUMBER, Checkpoint, open_checkpoint
from backend.translog.proof.faults import Fault, Unreadable
from backend.translog.proof.hashing import leaf_hash
from backend.translog.proof.leaves import Opening, check_opening, read_opening
from backend.translog.proof.notes import VerifierKey
from backend.translog.proof.paths import included_root

FIRST = "c2sp.org/tlog-proof@v1"
LONGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry, its opening, its place, and the path to a checkpoint's root."""

    index: int
    entry: bytes
    opening: Opening
    path: tuple[bytes, ...]
    note: str

    @property
    def text(self) -> str:
        """Write the file."""
        extra = {
            "entry": self.entry.decode(),
            "opening": {**self.opening.told, "index": self.index},
        }
        lines = [FIRST, f"extra {_text(canonical(extra))}", f"index {self.index}"]
        return "\n".join([*lines, *map(_text, self.path), "", self.note])


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof file proves."""

    entry: dict[str, Any]
    opening: Opening
    index: int
    checkpoint: Checkpoint


def read_proof(text: str) -> Proof:
    """Read a proof file; raises Unreadable."""
    if len(text) > LONGEST or not text.startswith(FIRST + "\n") or "\n\n" not in text:
        raise Unreadable("proof-form", expected=FIRST, came=text[:40])
    head, note = text.split("\n\n", 1)
    try:
        _first, extra, place, *path = head.split("\n")
        told = json.loads(_bytes(extra.removeprefix("extra ")))
        number = place.removeprefix("index ")
        entry = told["entry"].encode()
        index, opening = read_opening(told["opening"])
        hashes = tuple(_bytes(line) for line in path)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unreadable("proof-form", expected="extra, index, hashes", came=str(fault)) from fault
    if not NUMBER.fullmatch(number) or index != int(number):
        raise Unreadable("proof-form", expected=f"index {index}", came=place[:40])
    proof = Proof(index, entry, opening, hashes, note)
    if proof.text != text:
        raise Unreadable("proof-form", expected="the form of FORMAT.md, byte for byte")
    return proof


def prove(proof: Proof, document: str, keys: list[VerifierKey]) -> Proven:
    """Check everything a proof file says of a document's digest; raises Fault, Unreadable."""
    if proof.opening.document != document:
        do = "ask for the proof of this very file; one changed byte makes another digest"
        raise Fault("document-differs", expected=proof.opening.document, came=document, do=do)
    told = check_opening(proof.entry, proof.opening)
    checkpoint = open_checkpoint(proof.note, keys)
    leaf = leaf_hash(proof.entry)
    if included_root(leaf, proof.index, checkpoint.size, proof.path) != checkpoint.root:
        raise Fault("not-included", expected="the checkpoint's root", came="another root")
    return Proven(told, proof.opening, proof.index, checkpoint)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as fault:
        raise ValueError(f"not base64: {text[:40]}") from fault
