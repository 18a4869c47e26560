"""Small secrets under a public key (信封加密): ECDH P-256, HKDF-SHA-256, AES-256-GCM.

An envelope is `{"key", "epk", "iv", "ciphertext"}`: whose public key it is for, the sender's
one-time public key, and the rest in base64url.  The tablet makes and opens the same form with
WebCrypto; `info` binds an envelope to what it is for.
"""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext_lazy as _

from backend.core.canonical import digest
from backend.core.refusals import Malformed
from backend.keys.services import (
    NotAKey,
    b64url,
    from_b64url,
    private_key_of,
    public_key_of,
    public_numbers,
    server_key,
)

Envelope = dict[str, Any]
IV = 12
CURVE = ec.SECP256R1()


class EnvelopeBroken(Malformed):
    """An envelope has the wrong shape, is for another key, or does not open."""

    code = "envelope-broken"
    title = _("加密信封格式不符或无法打开")


def public_jwk(purpose: str) -> dict[str, Any]:
    """Give the public half of the server's key for a purpose, with its id and fingerprint."""
    row = server_key(purpose)
    jwk = public_numbers(private_key_of(row.pk, purpose).public_key())
    return {"id": str(row.pk), "jwk": jwk, "fingerprint": fingerprint(jwk)}


def fingerprint(jwk: dict[str, Any]) -> str:
    """Give the SHA-256 of a key's RFC 8785 form {crv, kty, x, y}, in hex (RFC 7638)."""
    return digest({name: jwk[name] for name in ("crv", "kty", "x", "y")})


def check_digits(jwk: dict[str, Any]) -> str:
    """Give six digits by which two people compare a key aloud (核对码)."""
    return f"{int(fingerprint(jwk)[:8], 16) % 1_000_000:06d}"


def seal_for(jwk: dict[str, Any], data: bytes, *, info: str, key: str = "") -> Envelope:
    """Put bytes into an envelope for a public key; key: how its owner calls it."""
    mine, iv = ec.generate_private_key(CURVE), os.urandom(IV)
    ciphertext = _cipher(mine, public_key_of(jwk), info).encrypt(iv, data, None)
    epk = public_numbers(mine.public_key())
    return {"key": key, "epk": epk, "iv": b64url(iv), "ciphertext": b64url(ciphertext)}


def open_envelope(envelope: Any, *, info: str, purpose: str) -> bytes:
    """Open an envelope for one of the server's keys of a purpose, retired or not.

    Raises EnvelopeBroken.
    """
    try:
        private = private_key_of(UUID(envelope["key"]), purpose)
        iv, ciphertext = from_b64url(envelope["iv"]), from_b64url(envelope["ciphertext"])
        if len(iv) != IV:
            raise ValueError(f"iv of {len(iv)} bytes")
        return _cipher(private, public_key_of(envelope["epk"]), info).decrypt(iv, ciphertext, None)
    except (KeyError, TypeError, ValueError, AttributeError, LookupError, NotAKey) as fault:
        raise _broken(str(fault)[:80] or type(fault).__name__) from fault
    except InvalidTag as fault:
        raise _broken("it does not open with that key") from fault


def _cipher(
    private: ec.EllipticCurvePrivateKey, public: ec.EllipticCurvePublicKey, info: str
) -> AESGCM:
    shared = private.exchange(ec.ECDH(), public)
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=None, info=info.encode()).derive(shared))


def _broken(came: str) -> EnvelopeBroken:
    return EnvelopeBroken(
        "the envelope cannot be opened",
        expected='{"key": id of a server key, "epk": JWK, "iv": …, "ciphertext": …}',
        came=came,
        do="ask for the server's key again and make a new envelope",
    )
