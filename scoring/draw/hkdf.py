"""HKDF with SHA-256 (密钥派生): one key out of public randomness, one position out of the key.

Source: RFC 5869 sections 2.2 and 2.3.
"""

from __future__ import annotations

import hmac

HASH_BYTES = 32


def extract(salt: bytes, ikm: bytes) -> bytes:
    """HKDF-Extract: the pseudorandom key of a salt and input keying material."""
    return hmac.digest(salt or bytes(HASH_BYTES), ikm, "sha256")


def expand(prk: bytes, info: bytes, length: int = HASH_BYTES) -> bytes:
    """HKDF-Expand: ``length`` bytes (at most 255 × 32) bound to ``info``."""
    if not 0 < length <= 255 * HASH_BYTES:
        raise ValueError(f"expected 1 to {255 * HASH_BYTES} bytes, came {length}")
    if length == HASH_BYTES:  # one block, the only case of a draw with its 400,000 labels
        return hmac.digest(prk, info + b"\x01", "sha256")
    block, done = b"", b""
    for counter in range(1, -(-length // HASH_BYTES) + 1):
        block = hmac.digest(prk, block + info + bytes((counter,)), "sha256")
        done += block
    return done[:length]
