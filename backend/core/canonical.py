"""Canonical JSON (RFC 8785) and its digest: the same content gives the same bytes."""

import hashlib
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """Give the RFC 8785 bytes of strings, integers, booleans, None, lists and objects.

    Numbers of the field travel as decimal strings; raises ValueError for what JSON cannot say.
    """
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """Give the SHA-256 of the canonical bytes, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
