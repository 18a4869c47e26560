"""What a tablet keeps secret (平板密钥): its data key wrapped for the office, officers' pens."""

import base64
import os
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Json = dict[str, Any]
CURVE = ec.SECP256R1()


def b64url(data: bytes) -> str:
    """Encode without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def new_key() -> ec.EllipticCurvePrivateKey:
    """Make a P-256 key."""
    return ec.generate_private_key(CURVE)


def jwk_of(key: ec.EllipticCurvePrivateKey) -> Json:
    """Give the public half."""
    point = key.public_key().public_numbers()
    numbers = {name: b64url(getattr(point, name).to_bytes(32, "big")) for name in "xy"}
    return {"kty": "EC", "crv": "P-256", **numbers}


def signed(key: ec.EllipticCurvePrivateKey, message: bytes) -> str:
    """Sign: r‖s in base64url."""
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return b64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def pem_of(key: ec.EllipticCurvePrivateKey) -> str:
    """Write a private key down."""
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    return key.private_bytes(*form, serialization.NoEncryption()).decode()


def read_pem(text: str) -> ec.EllipticCurvePrivateKey:
    """Read one again."""
    key = serialization.load_pem_private_key(text.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def wrapped_for(office: Json, data_key: bytes, device: str) -> Json:
    """Wrap a tablet's data key for the office's key, as its enrolment carries it."""
    numbers = {name: _number(office["jwk"][name]) for name in "xy"}
    theirs = ec.EllipticCurvePublicNumbers(numbers["x"], numbers["y"], CURVE).public_key()
    mine, iv = new_key(), os.urandom(12)
    info = f"xingjian data key\n{device}".encode()
    secret = HKDF(hashes.SHA256(), 32, None, info).derive(mine.exchange(ec.ECDH(), theirs))
    sealed = AESGCM(secret).encrypt(iv, data_key, None)
    told = {"iv": b64url(iv), "ciphertext": b64url(sealed)}
    return {"key": office["id"], "epk": jwk_of(mine), **told}


def proof_of(pen: str, visit: str, officer: str, text_digest: str) -> str:
    """Let an officer's pen sign that the text of this digest is his."""
    told = f"signature.add\n{visit}\n{officer}\n{text_digest}\n"
    return signed(read_pem(pen), told.encode())


def _number(text: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")
