"""Signed notes (C2SP signed-note), Ed25519."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from backend.translog.proof.faults import Fault, Unreadable

ED25519 = b"\x01"
NAME = re.compile(r"[^\s+]+")
LONGEST = 64 * 1024  # bytes of a note
_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<value>[A-Za-z0-9+/]+={0,2})")
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public key of a log under its name (核验公钥)."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Give the four bytes by which a signature line names it."""
        text = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(text).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"


def read_key(text: str) -> VerifierKey:
    """Read `<name>+<key ID>+<base64>`; raises Unreadable."""
    parts = text.strip().split("+", 2)
    try:
        name, key_id, value = parts
        raw = base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error) as fault:
        raise _no_key(text) from fault
    key = VerifierKey(name, raw[1:])
    if raw[:1] != ED25519 or len(raw) != 33 or key.id.hex() != key_id or not NAME.fullmatch(name):
        raise _no_key(text)
    return key


def sign_note(text: str, key: VerifierKey, sign: Sign) -> str:
    """Add the log's signature line to a text that ends with a line feed."""
    value = base64.b64encode(key.id + sign(text.encode())).decode()
    return f"{text}\n— {key.name} {value}\n"


def open_note(note: str, keys: list[VerifierKey]) -> str:
    """Give the text of a note that one of the keys signed.

    Raises Unreadable for what is no note, Fault `signature-unknown` or `signature-broken`.
    """
    text, lines = _parts(note)
    known = {(key.name, key.id): key for key in keys}
    held = False
    for name, raw in lines:
        key = known.get((name, raw[:4]))
        if key is None:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(raw[4:], text.encode())
        except InvalidSignature as fault:
            do = "do not believe this checkpoint; keep it and tell the office"
            raise Fault("signature-broken", expected=f"a signature of {name}", do=do) from fault
        held = True
    if not held:
        came = ", ".join(name for name, _ in lines)
        raise Fault("signature-unknown", expected="a signature of a key you trust", came=came)
    return text


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    at = note.rfind("\n\n")
    plain = all(char >= " " or char == "\n" for char in note)
    if at < 0 or not plain or not note.endswith("\n") or len(note.encode()) > LONGEST:
        raise Unreadable("note-form", expected="a text, an empty line, signature lines")
    lines = []
    for line in note[at + 2 : -1].split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            raise Unreadable("note-form", expected="— <name> <base64>", came=line[:60])
        try:
            lines.append((found["name"], base64.b64decode(found["value"], validate=True)))
        except binascii.Error as fault:
            raise Unreadable("note-form", expected="base64", came=line[:60]) from fault
    return note[: at + 1], lines


def _no_key(text: str) -> Unreadable:
    return Unreadable("key-form", expected="<origin>+<key ID>+<base64>", came=text.strip()[:80])
