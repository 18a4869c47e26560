"""The tablet's side of its data key, written out again with the library's own pieces (合成数据)."""

import os
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.keys.data_keys import office_key
from backend.keys.services import b64url, from_b64url

KEY = bytes(range(32))
CURVE = ec.SECP256R1()


def device_key() -> tuple[ec.EllipticCurvePrivateKey, dict[str, str]]:
    """Make a key pair; give its private half and the JWK of its public one."""
    private = ec.generate_private_key(CURVE)
    return private, jwk_of(private)


def jwk_of(private: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """Give the JWK of the public half."""
    point = private.public_key().public_numbers()
    numbers = {n: b64url(getattr(point, n).to_bytes(32, "big")) for n in "xy"}
    return {"kty": "EC", "crv": "P-256", **numbers}


class Wrap:
    """A tablet's data key on its way to the office and back."""

    def __init__(self, device: UUID, key: bytes = KEY) -> None:
        self.info = f"xingjian data key\n{device}".encode()
        self.key = key

    def for_office(self) -> dict[str, Any]:
        """Wrap the key for the office, as the tablet does at its enrolment."""
        office = office_key()
        numbers = {n: int.from_bytes(from_b64url(office["jwk"][n]), "big") for n in "xy"}
        theirs = ec.EllipticCurvePublicNumbers(curve=CURVE, **numbers).public_key()
        mine, iv = ec.generate_private_key(CURVE), os.urandom(12)
        sealed = self._cipher(mine.exchange(ec.ECDH(), theirs)).encrypt(iv, self.key, None)
        told = {"iv": b64url(iv), "ciphertext": b64url(sealed)}
        return {"key": office["id"], "epk": jwk_of(mine), **told}

    def opened(self, envelope: dict[str, Any], private: ec.EllipticCurvePrivateKey) -> bytes:
        """Open what the office handed back, with the key made for the request."""
        numbers = {n: int.from_bytes(from_b64url(envelope["epk"][n]), "big") for n in "xy"}
        theirs = ec.EllipticCurvePublicNumbers(curve=CURVE, **numbers).public_key()
        cipher = self._cipher(private.exchange(ec.ECDH(), theirs))
        return cipher.decrypt(
            from_b64url(envelope["iv"]), from_b64url(envelope["ciphertext"]), None
        )

    def _cipher(self, shared: bytes) -> AESGCM:
        return AESGCM(HKDF(hashes.SHA256(), 32, salt=None, info=self.info).derive(shared))
