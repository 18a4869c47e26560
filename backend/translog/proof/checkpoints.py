"""Checkpoints (C2SP tlog-checkpoint): origin, size and root under a signature (检查点)."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from backend.translog.proof.faults import Fault, Unreadable
from backend.translog.proof.hashing import SIZE
from backend.translog.proof.notes import Sign, VerifierKey, open_note, sign_note

NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries a log has, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Give the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign_checkpoint(checkpoint: Checkpoint, key: VerifierKey, sign: Sign) -> str:
    """Make the note."""
    return sign_note(checkpoint.text, key, sign)


def open_checkpoint(note: str, keys: list[VerifierKey]) -> Checkpoint:
    """Check the signature and read the note; raises Fault, Unreadable.

    The origin must be the name of a trusted key.
    """
    checkpoint = read_checkpoint(open_note(note, keys))
    if checkpoint.origin not in {key.name for key in keys}:
        raise Fault("origin-foreign", expected=keys[0].name, came=checkpoint.origin)
    return checkpoint


def read_checkpoint(text: str) -> Checkpoint:
    """Read the lines of a checkpoint, whoever signed it; raises Unreadable."""
    lines = text.split("\n")
    if len(lines) < 4 or not NUMBER.fullmatch(lines[1]) or not lines[0]:
        raise Unreadable("checkpoint-form", expected="origin, size, root", came=text[:80])
    try:
        root = base64.b64decode(lines[2], validate=True)
    except binascii.Error as fault:
        raise Unreadable("checkpoint-form", expected="base64", came=lines[2][:60]) from fault
    if len(root) != SIZE or base64.b64encode(root).decode() != lines[2]:
        raise Unreadable("checkpoint-form", expected="a root of 32 bytes", came=lines[2][:60])
    return Checkpoint(lines[0], int(lines[1]), root)
