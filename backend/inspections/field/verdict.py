"""What comes of one operation (处理结果)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """Exactly one of these for every operation that came."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    HELD = "held"
    CONFLICT = "conflict"
    REFUSED = "refused"


BAD = frozenset((Outcome.CONFLICT, Outcome.REFUSED))


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome with its reason.

    defects: what is odd although it was applied (瑕疵), codes.
    current: for a conflict, the record as it is; for a lock that waits, what it waits for.
    needs: for a held one, the ids that are missing.
    """

    outcome: Outcome
    code: str = ""
    detail: str = ""
    defects: tuple[str, ...] = ()
    current: dict[str, Any] | None = None
    needs: tuple[str, ...] = ()


class Refused(Exception):
    """A rule says no, before anything was signed."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


class Moved(Exception):
    """The record moved on since the device saw it."""

    def __init__(self, code: str, current: dict[str, Any]) -> None:
        super().__init__(code)
        self.code, self.current = code, current


class Shelved(Exception):
    """Accepted after the signature, but no record changes: kept as sent, with its defects."""
