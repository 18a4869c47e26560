"""One operation of a tablet as it was sent, checked for shape only (操作)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from backend.inspections.field.bodies import SHAPES
from backend.inspections.field.shapes import (
    BadShape,
    cleaned,
    items_of,
    moment,
    shaped,
    uuid,
    whole,
)

MAX_CAUSES = 5000


@dataclass(frozen=True, slots=True)
class Envelope:
    """The outer keys of an operation: all that holding, ordering and repeating need.

    done_at: the device's clock, claimed.
    parent: the operation that last changed this record as the device saw it.
    content, digest: the operation as sent, and its SHA-256 (the same id with another digest is
    another operation).
    """

    id: UUID
    device: UUID
    seq: int
    kind: str
    visit: UUID
    parent: UUID | None
    after: tuple[UUID, ...]
    done_at: datetime
    body: Any
    content: str
    digest: str

    @property
    def needs(self) -> tuple[UUID, ...]:
        """Every id this operation waits for, each once."""
        causes = (self.parent, *self.after) if self.parent else self.after
        return tuple(dict.fromkeys(causes))


@dataclass(frozen=True, slots=True)
class Operation:
    """An envelope with its body read by kind, and the server's clock."""

    outer: Envelope
    body: Mapping[str, Any]
    recorded_at: datetime
    defects: tuple[str, ...] = ()

    @property
    def id(self) -> UUID:
        """Made on the device."""
        return self.outer.id

    @property
    def needs(self) -> tuple[UUID, ...]:
        """Every id it waits for."""
        return self.outer.needs

    @property
    def kind(self) -> str:
        """One of OPERATIONS.md."""
        return self.outer.kind

    @property
    def officer(self) -> UUID:
        """The officer who did it, as the body says: one tablet may serve two."""
        officer: UUID = self.body["officer"]
        return officer


def content_of(raw: Any) -> str:
    """The operation as sent, as ASCII JSON with sorted keys: storable whatever it holds."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"))


def envelope(raw: Any) -> Envelope:
    """Read the outer keys of one operation.

    Raises BadShape naming the key, when one is missing or of the wrong shape.
    """
    if not isinstance(raw, dict):
        raise BadShape("operation", "an object", type(raw).__name__)
    content = content_of(raw)
    outer = shaped(
        raw,
        {
            "id": uuid,
            "device": uuid,
            "seq": whole(1, 2**53),
            "kind": str,
            "visit": uuid,
            "parent?": uuid,
            "after?": items_of(uuid, MAX_CAUSES),
            "done_at": moment,
        },
    )
    if outer["kind"] not in SHAPES:
        raise BadShape("kind", "a kind of OPERATIONS.md", str(outer["kind"])[:40])
    return Envelope(
        id=outer["id"],
        device=outer["device"],
        seq=outer["seq"],
        kind=outer["kind"],
        visit=outer["visit"],
        parent=outer.get("parent"),
        after=tuple(outer.get("after") or ()),
        done_at=outer["done_at"],
        body=raw.get("body"),
        content=content,
        digest=sha256(content.encode()).hexdigest(),
    )


def opened(outer: Envelope, recorded_at: datetime) -> Operation:
    """Read the body of an operation by its kind.

    Characters no database takes (NUL, lone surrogates) are replaced and named as a defect: what
    was typed in a home is not refused for its characters.  Raises BadShape like `envelope`.
    """
    body, changed = cleaned(outer.body)
    typed = shaped(body, SHAPES[outer.kind], place="body")
    return Operation(outer, typed, recorded_at, ("characters-replaced",) if changed else ())
