"""Ed25519 keys of this server, for notes that anybody verifies (检查点签名)."""

from functools import cache
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from backend.keys.models import ServerKey
from backend.keys.wrapping import new_server_key, private_of


def public_key(purpose: str) -> bytes:
    """Give the 32 bytes of the public key in use for a purpose, made at first need."""
    found = serialization.load_pem_public_key(_row(purpose).public_pem.encode())
    assert isinstance(found, Ed25519PublicKey)
    return found.public_bytes_raw()


def sign(purpose: str, data: bytes) -> bytes:
    """Sign bytes with the key in use for a purpose: 64 bytes."""
    return _private(_row(purpose).pk).sign(data)


def _row(purpose: str) -> ServerKey:
    row = ServerKey.objects.filter(purpose=purpose, retired_at=None).first()
    return row or new_server_key(purpose, Ed25519PrivateKey.generate())


@cache
def _private(key_id: UUID) -> Ed25519PrivateKey:
    key = private_of(ServerKey.objects.get(pk=key_id))
    assert isinstance(key, Ed25519PrivateKey)
    return key
