"""What only the master key can do: wrap the keys in the database, and name things unguessably."""

import hashlib
import hmac
import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, transaction

from backend.keys.models import ServerKey


def wrap(data: bytes, context: bytes) -> bytes:
    """Wrap bytes for the row that the context names."""
    nonce = os.urandom(12)
    return nonce + _master().encrypt(nonce, data, context)


def unwrap(wrapped: bytes | memoryview, context: bytes) -> bytes:
    """Open what was wrapped."""
    wrapped = bytes(wrapped)
    return _master().decrypt(wrapped[:12], wrapped[12:], context)


def new_server_key(purpose: str, private: PrivateKeyTypes) -> ServerKey:
    """Keep a new key, or give the one that another process made first."""
    pem = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    der = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    row = ServerKey(purpose=purpose, public_pem=pem.decode())
    row.wrapped = wrap(der, str(row.pk).encode())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return ServerKey.objects.get(purpose=purpose, retired_at=None)
    return row


def private_of(row: ServerKey) -> PrivateKeyTypes:
    """Open the private half of a key."""
    return serialization.load_der_private_key(unwrap(row.wrapped, str(row.pk).encode()), None)


def code_of(subject: str, alphabet: str, length: int) -> str:
    """Give the code of a subject (核验码): nobody can guess it, and asked again it is the same.

    A paper made anew after a restore bears the code that is printed on the one handed out.
    """
    told = hmac.digest(settings.MASTER_KEY.encode(), b"code\n" + subject.encode(), "sha256")
    number, letters = int.from_bytes(told, "big"), []
    for _ in range(length):
        number, place = divmod(number, len(alphabet))
        letters.append(alphabet[place])
    return "".join(letters)


def _master() -> AESGCM:
    return AESGCM(hashlib.sha256(settings.MASTER_KEY.encode()).digest())
