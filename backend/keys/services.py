"""Signing, checking signatures, and sealing files.

Private keys and content keys lie in the database wrapped (AES-256-GCM) by the master key, which
comes from the environment and never enters the database.
"""

import base64
import os
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Refusal
from backend.keys.models import ContentKey, DeviceKey, ServerKey
from backend.keys.wrapping import new_server_key, private_of, unwrap, wrap

P256 = ec.ECDSA(hashes.SHA256())
FIELD = 32  # bytes of one coordinate, and of r and s


class Forgotten(Refusal):
    """The content key was destroyed: the file cannot be read any more."""

    code = "content-forgotten"
    title = _("文件内容已销毁")
    hint = _("查阅保留的记录；文件内容不能恢复")


class NotAKey(Refusal):
    """A public key did not have the expected form."""

    code = "not-a-key"
    title = _("公钥格式不符")


@dataclass(frozen=True, slots=True)
class Signature:
    """Which key signed, and its signature (r‖s, base64url without padding)."""

    key_id: UUID
    value: str


def b64url(data: bytes) -> str:
    """Encode without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_b64url(text: str) -> bytes:
    """Decode with or without padding; raises ValueError for anything else."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def server_key(purpose: str) -> ServerKey:
    """Give the key in use for a purpose, made at first need."""
    row = ServerKey.objects.filter(purpose=purpose, retired_at=None).first()
    return row or new_server_key(purpose, ec.generate_private_key(ec.SECP256R1()))


@cache
def _private(key_id: UUID) -> ec.EllipticCurvePrivateKey:
    key = private_of(ServerKey.objects.get(pk=key_id))
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def private_key(purpose: str) -> ec.EllipticCurvePrivateKey:
    """Give the private key object in use for a purpose, cached in this process."""
    return _private(server_key(purpose).pk)


def private_key_of(key_id: UUID, purpose: str) -> ec.EllipticCurvePrivateKey:
    """Give a key of a purpose by its id, retired or not; raises LookupError."""
    if not ServerKey.objects.filter(pk=key_id, purpose=purpose).exists():
        raise LookupError(f"no key {key_id} for {purpose}")
    return _private(key_id)


def public_numbers(public: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """Give a public key as its JWK."""
    point = public.public_numbers()
    numbers = {name: b64url(getattr(point, name).to_bytes(FIELD, "big")) for name in "xy"}
    return {"crv": "P-256", "kty": "EC", **numbers}


def sign(purpose: str, data: bytes) -> Signature:
    """Sign bytes with the key in use for a purpose."""
    row = server_key(purpose)
    r, s = decode_dss_signature(_private(row.pk).sign(data, P256))
    return Signature(row.pk, b64url(r.to_bytes(FIELD, "big") + s.to_bytes(FIELD, "big")))


def verify(key_id: UUID, data: bytes, value: str) -> bool:
    """Say whether a key of this server, retired or not, made the signature."""
    row = ServerKey.objects.filter(pk=key_id).first()
    if row is None:
        return False
    public = serialization.load_pem_public_key(row.public_pem.encode())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    return _holds(public, data, value)


def _holds(public: ec.EllipticCurvePublicKey, data: bytes, value: str) -> bool:
    try:
        raw = from_b64url(value)
        if len(raw) != 2 * FIELD:
            return False
        halves = int.from_bytes(raw[:FIELD], "big"), int.from_bytes(raw[FIELD:], "big")
        public.verify(encode_dss_signature(*halves), data, P256)
    except (ValueError, InvalidSignature):
        return False
    return True


def public_key_of(jwk: dict[str, Any]) -> ec.EllipticCurvePublicKey:
    """Read a P-256 public key from its JWK; raises NotAKey."""
    try:
        if jwk["kty"] != "EC" or jwk["crv"] != "P-256":
            raise ValueError(jwk["crv"])
        x, y = (int.from_bytes(from_b64url(jwk[name]), "big") for name in "xy")
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except (KeyError, TypeError, ValueError) as fault:
        raise NotAKey(
            "not a P-256 public key",
            expected='{"kty": "EC", "crv": "P-256", "x": …, "y": …}',
            came=str(fault)[:80],
            do="send the public half of the tablet's key as a JWK",
            place="public_jwk",
        ) from fault


def enrol_device_key(device_id: UUID, public_jwk: dict[str, Any]) -> DeviceKey:
    """Keep a tablet's public key; raises NotAKey when it is not a point on P-256."""
    public_key_of(public_jwk)
    kept = {name: public_jwk[name] for name in ("kty", "crv", "x", "y")}
    return DeviceKey.objects.create(device_id=device_id, public_jwk=kept)


def is_device_key(device_id: UUID, public_jwk: dict[str, Any]) -> bool:
    """Say whether this is the key that the tablet came in with."""
    row = DeviceKey.objects.filter(pk=device_id).first()
    return row is not None and all(public_jwk.get(n) == v for n, v in row.public_jwk.items())


def signed_by(jwk: dict[str, Any], message: bytes, signature: str) -> bool:
    """Say whether a public key signed the message (r‖s, base64url)."""
    return _holds(public_key_of(jwk), message, signature)


def verify_device(device_id: UUID, message: bytes, signature: str) -> bool:
    """Say whether the tablet's key signed the message (r‖s, base64url); revoked or not."""
    row = DeviceKey.objects.filter(pk=device_id).first()
    return row is not None and _holds(public_key_of(row.public_jwk), message, signature)


def seal(data: bytes) -> tuple[UUID, bytes]:
    """Encrypt bytes under a new content key; give the key's id and the ciphertext."""
    key = AESGCM.generate_key(256)
    row = ContentKey()
    row.wrapped = wrap(key, str(row.pk).encode())
    row.save(force_insert=True)
    nonce = os.urandom(12)
    return row.pk, nonce + AESGCM(key).encrypt(nonce, data, str(row.pk).encode())


def unseal(content_key_id: UUID, ciphertext: bytes) -> bytes:
    """Decrypt; raises Forgotten when the key was destroyed, ValueError when a byte changed."""
    row = ContentKey.objects.get(pk=content_key_id)
    if row.wrapped is None:
        raise Forgotten(f"destroyed at {row.destroyed_at}")
    key = AESGCM(unwrap(row.wrapped, str(row.pk).encode()))
    try:
        return key.decrypt(ciphertext[:12], ciphertext[12:], str(row.pk).encode())
    except InvalidTag as fault:
        raise ValueError("the stored bytes changed") from fault


def forget(content_key_id: UUID) -> None:
    """Destroy a content key; what it sealed is gone for good, also after a restore."""
    ContentKey.objects.filter(pk=content_key_id).update(wrapped=None, destroyed_at=timezone.now())
    transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    """Let the list be written soon; without the broker the clock does it."""
    from backend.keys.tasks import list_destroyed

    list_destroyed.apply_async(retry=False, expires=30)
