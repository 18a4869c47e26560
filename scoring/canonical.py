"""Canonical JSON (RFC 8785) and its SHA-256: the same content gives the same bytes everywhere."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from scoring.errors import ScoringError, shown


def canonical_bytes(value: Any) -> bytes:
    """Write a JSON value in its one canonical form.

    Raises ScoringError ``not-canonical`` for what JSON cannot carry exactly: NaN, integers
    beyond 2^53, keys that are not text, lone surrogates.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as fault:
        raise ScoringError(
            "not-canonical",
            "JSON value",
            "text, whole numbers within 2^53, true, false, null, lists and objects",
            shown(str(fault)),
            "write large or fractional numbers as text",
        ) from fault


def sha256_hex(data: bytes) -> str:
    """SHA-256 of bytes, lower-case hexadecimal (摘要)."""
    return hashlib.sha256(data).hexdigest()


def canonical_digest(value: Any) -> str:
    """SHA-256 of the canonical form of a JSON value, lower-case hexadecimal (摘要)."""
    return sha256_hex(canonical_bytes(value))
