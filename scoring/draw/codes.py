"""One-time codes (一次性验证码): a hash chain whose end is published before the randomness.

The office chooses a secret; ``H^n(secret)`` is the commitment (预公布摘要). Iteration i opens
``H^(n-i)(secret)``, which anyone hashes back to the value published before. The secret itself
is never a code: at most n − 1 iterations.

Source: draft-thomson-elegy-vrs-00 section 2.3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from scoring.draw.shape import hex_bytes
from scoring.errors import ScoringError, shown


def commitment(secret: str, n: int) -> str:
    """``H^n(secret)``, hex: SHA-256 over raw bytes, the secret as UTF-8."""
    return _hashed(secret, n).hex()


def code(secret: str, n: int, iteration: int) -> str:
    """The code of an iteration (the first is 1), ``H^(n-iteration)(secret)``, hex.

    Raises ScoringError ``codes-exhausted`` where the secret itself would be the code.
    """
    if not 1 <= iteration < n:
        raise _exhausted(n, iteration)
    return _hashed(secret, n - iteration).hex()


def check_chain(announced: str, n: int, codes: Sequence[object]) -> list[bytes]:
    """The codes as bytes, each one hashing to the one before, the first to the commitment.

    Raises ScoringError ``code-not-preimage`` or ``codes-exhausted``.
    """
    if len(codes) >= n:
        raise _exhausted(n, len(codes))
    opened = []
    earlier = bytes.fromhex(announced)
    for number, raw in enumerate(codes):
        earlier = _preimage(raw, earlier, f"iterations[{number}].code")
        opened.append(earlier)
    return opened


def check_secret(announced: str, n: int, secret: str) -> None:
    """The published secret leads to the commitment.

    Raises ScoringError ``commitment-mismatch``.
    """
    reached = commitment(secret, n)
    if reached != announced:
        raise ScoringError(
            "commitment-mismatch",
            "secret",
            f"a secret whose SHA-256, applied {n} times, is {announced}",
            reached,
            "check secret, n and commitment; nothing may be typed anew after the announcement",
        )


def _preimage(raw: object, earlier: bytes, place: str) -> bytes:
    try:
        value = hex_bytes(raw, place)
    except ScoringError:
        value = b""
    if hashlib.sha256(value).digest() != earlier:
        raise ScoringError(
            "code-not-preimage",
            place,
            f"the 32 bytes, as lower-case hex, whose SHA-256 is {earlier.hex()}",
            shown(raw, 80),
            "open the next code of the announced chain, none other and none out of order",
        )
    return value


def _hashed(secret: str, times: int) -> bytes:
    value = secret.encode("utf-8")
    for _ in range(times):
        value = hashlib.sha256(value).digest()
    return value


def _exhausted(n: int, iteration: int) -> ScoringError:
    return ScoringError(
        "codes-exhausted",
        "iterations",
        f"1 to {n - 1} iterations for n = {n}",
        str(iteration),
        "announce a new draw with a new secret and a larger n",
    )
