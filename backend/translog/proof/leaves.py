"""Entries and what opens them (日志条目, 开启文件)."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from typing import Any

from backend.core.canonical import canonical
from backend.translog.proof.faults import Fault, Unreadable

VERSION = 1
SALT = 32  # bytes
HEX = re.compile(r"[0-9a-f]{64}")
MEMBERS = {"document", "rules", "subject", "time", "type", "version"}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: kind and id, and a label that people can read."""

    type: str
    id: str
    label: str = ""

    @property
    def told(self) -> dict[str, str]:
        """Give it as JSON."""
        return {"id": self.id, "label": self.label, "type": self.type}


@dataclass(frozen=True, slots=True)
class Opening:
    """What a salted entry hides: the salt, the subject, the document's digest."""

    subject: Subject
    document: str
    salt: bytes

    def file(self, index: int) -> bytes:
        """Give the public file."""
        return canonical({**self.told, "index": index})

    @property
    def told(self) -> Json:
        """Give it as JSON, without its place."""
        return {
            "document": self.document,
            "salt": self.salt.hex(),
            "subject": self.subject.told,
            "version": VERSION,
        }


def entry_of(kind: str, time: str, opening: Opening, rules: str = "") -> bytes:
    """Write the entry; raises Unreadable for a digest that is none."""
    for name, value in (("document", opening.document), ("rules", rules or "0" * 64)):
        if not HEX.fullmatch(value):
            raise Unreadable(f"{name}-digest", expected="64 hex digits", came=value[:80])
    return canonical(
        {
            "document": _hidden(opening.salt, f"document {opening.document}".encode()),
            "rules": rules,
            "subject": _hidden(opening.salt, b"subject " + canonical(opening.subject.told)),
            "time": time,
            "type": kind,
            "version": VERSION,
        }
    )


def read_entry(entry: bytes) -> Json:
    """Read an entry; raises Unreadable unless it is canonical and whole."""
    try:
        told = json.loads(entry)
        whole = isinstance(told, dict) and set(told) == MEMBERS and canonical(told) == entry
    except ValueError:
        whole = False
    if not whole or told["version"] != VERSION:
        raise Unreadable("entry-form", expected=", ".join(sorted(MEMBERS)), came=str(entry[:80]))
    found: Json = told
    return found


def read_opening(told: Any) -> tuple[int, Opening]:
    """Read an opening file; raises Unreadable."""
    try:
        subject = {name: str(told["subject"][name]) for name in ("type", "id", "label")}
        salt, document, index = bytes.fromhex(told["salt"]), told["document"], told["index"]
    except (KeyError, TypeError, ValueError) as fault:
        raise Unreadable("opening-form", expected="salt, subject, document, index") from fault
    if len(salt) != SALT or not HEX.fullmatch(str(document)) or type(index) is not int:
        raise Unreadable("opening-form", expected="32 bytes of salt, a digest, a number")
    return index, Opening(Subject(**subject), document, salt)


def check_opening(entry: bytes, opening: Opening) -> Json:
    """Check that the opening belongs to the entry and give the entry; raises Fault."""
    told = read_entry(entry)
    again = json.loads(entry_of(told["type"], told["time"], opening, told["rules"]))
    for name in ("subject", "document"):
        if told[name] != again[name]:
            raise Fault("opening-foreign", expected=f"the {name} that was entered", came="another")
    return told


def sha256(data: bytes) -> str:
    """Give a document's digest."""
    return hashlib.sha256(data).hexdigest()


def _hidden(salt: bytes, text: bytes) -> str:
    return hmac.new(salt, text, hashlib.sha256).hexdigest()
