"""Tablets' data keys in the office's care (平板数据密钥托管): opened, or handed on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.keys.envelopes import (
    Envelope,
    EnvelopeBroken,
    open_envelope,
    public_jwk,
    seal_for,
)

PURPOSE = "office-data-key"
LENGTH = 32


def office_key() -> dict[str, Any]:
    """Give the office's public key: id, JWK, fingerprint."""
    return public_jwk(PURPOSE)


def data_key(envelope: Any, device: UUID) -> bytes:
    """Open a tablet's data key; raises EnvelopeBroken."""
    key = open_envelope(envelope, info=_info(device), purpose=PURPOSE)
    if len(key) != LENGTH:
        raise EnvelopeBroken("not a data key", expected=f"{LENGTH} bytes", came=str(len(key)))
    return key


def demand_opens(envelope: Any, device: UUID) -> None:
    """Raise EnvelopeBroken unless the envelope holds a data key for this tablet."""
    data_key(envelope, device)


def hand_on(envelope: Any, device: UUID, jwk: dict[str, Any], *, key: str) -> Envelope:
    """Put a tablet's data key into an envelope for another public key of the same tablet.

    Raises EnvelopeBroken, NotAKey.
    """
    return seal_for(jwk, data_key(envelope, device), info=_info(device), key=key)


def _info(device: UUID) -> str:
    return f"xingjian data key\n{device}"
