"""Strict reading of JSON values: which keys, which text, which dates (输入格式)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from scoring.errors import ScoringError, shown

_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # control characters, lone surrogates
_HEX = re.compile(r"([0-9a-f]{2})+\Z", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


def record(
    raw: object, place: str, required: Iterable[str], optional: Iterable[str] = ()
) -> dict[str, Any]:
    """A JSON object with all required keys and none that is not named.

    Raises ScoringError ``wrong-shape``, ``missing-key`` or ``unknown-key``.
    """
    if not isinstance(raw, dict):
        raise ScoringError("wrong-shape", place, "an object", shown(raw), "write it as {…}")
    needed = list(required)
    known = [*needed, *optional]
    for key in raw:
        if key not in known:
            raise ScoringError(
                "unknown-key",
                f"{place}.{key}",
                f"only {', '.join(known)}",
                shown(key),
                "drop the key or mend its spelling",
            )
    for key in needed:
        if key not in raw:
            raise ScoringError("missing-key", f"{place}.{key}", f"key {key}", "none", "add it")
    return raw


def rows(raw: object, place: str, *, least: int = 0) -> list[Any]:
    """A JSON list, ``least`` entries at least.

    Raises ScoringError ``wrong-shape``.
    """
    if isinstance(raw, list) and len(raw) >= least:
        return raw
    wanted = f"a list of at least {least}" if least else "a list"
    raise ScoringError("wrong-shape", place, wanted, shown(raw), "write it as […]")


def text(raw: object, place: str) -> str:
    """Text that has one spelling only: not empty, NFC, no control characters.

    Raises ScoringError ``text-rules``.
    """
    if (
        isinstance(raw, str)
        and raw
        and not _FORBIDDEN.search(raw)
        and unicodedata.is_normalized("NFC", raw)
    ):
        return raw
    raise ScoringError(
        "text-rules",
        place,
        "text that is not empty, in Unicode form NFC, without control characters",
        shown(ascii(raw)),
        "normalise the text to NFC and remove control characters",
    )


def hex_bytes(raw: object, place: str, size: int = 32) -> bytes:
    """Lower-case hexadecimal of exactly ``size`` bytes.

    Raises ScoringError ``bad-hex``.
    """
    if isinstance(raw, str) and len(raw) == 2 * size and _HEX.match(raw):
        return bytes.fromhex(raw)
    raise ScoringError(
        "bad-hex", place, f"{2 * size} lower-case hex digits", shown(raw), "copy the value again"
    )


def day(raw: object, place: str) -> date:
    """A civil date ``YYYY-MM-DD``.

    Raises ScoringError ``bad-date``.
    """
    if isinstance(raw, str) and _DAY.match(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            pass
    raise ScoringError("bad-date", place, "a date YYYY-MM-DD", shown(raw), "write such a date")


def moment(raw: object, place: str) -> datetime:
    """A point in time, ISO 8601 with its offset.

    Raises ScoringError ``bad-time``.
    """
    if isinstance(raw, str):
        try:
            at = datetime.fromisoformat(raw)
        except ValueError:
            pass
        else:
            if at.tzinfo is not None:
                return at
    raise ScoringError(
        "bad-time",
        place,
        "a time with offset such as 2026-03-02T09:00:00+08:00",
        shown(raw),
        "write such a time",
    )


def flag(raw: object, place: str) -> bool:
    """True or false, nothing that merely looks like it.

    Raises ScoringError ``wrong-shape``.
    """
    if isinstance(raw, bool):
        return raw
    raise ScoringError("wrong-shape", place, "true or false", shown(raw), "write true or false")
