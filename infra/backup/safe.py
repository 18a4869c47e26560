"""The installation's keys under a passphrase (密钥封存): scrypt, AES-256-GCM."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from infra.backup.house import House
from infra.local.trouble import Trouble

NAME = "keys.sealed"
LEAST = 12  # characters of a passphrase
KEPT = {"master_key": "XINGJIAN_MASTER_KEY", "django_secret_key": "DJANGO_SECRET_KEY"}
ABOUT = b"xingjian keys 1"


def seal(house: House, passphrase: str) -> bytes:
    """Seal the keys.  Raises Trouble for a passphrase that is too short."""
    if len(passphrase) < LEAST:
        expected = f"expected a passphrase of {LEAST} characters or more, came {len(passphrase)}"
        raise Trouble("passphrase-short", expected)
    salt, nonce = os.urandom(16), os.urandom(12)
    keys = json.dumps({name: house.environment[value] for name, value in KEPT.items()})
    sealed = AESGCM(_key(passphrase, salt)).encrypt(nonce, keys.encode(), ABOUT)
    told = {"salt": _text(salt), "nonce": _text(nonce), "sealed": _text(sealed)}
    return json.dumps({"format": 1, "kdf": "scrypt n=65536 r=8 p=1", **told}).encode()


def open_to(sealed: bytes, passphrase: str, folder: Path) -> list[Path]:
    """Write the keys into a folder, each a file that only its owner reads.

    Raises Trouble for a wrong passphrase, and where a file is there already.
    """
    told = json.loads(sealed)
    salt, nonce, data = (base64.b64decode(told[name]) for name in ("salt", "nonce", "sealed"))
    try:
        keys = json.loads(AESGCM(_key(passphrase, salt)).decrypt(nonce, data, ABOUT))
    except InvalidTag as fault:
        raise Trouble("passphrase-wrong", "expected the backup's passphrase") from fault
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [_written(folder / name, keys[name]) for name in KEPT]


def _written(path: Path, text: str) -> Path:
    try:
        with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    except FileExistsError as fault:
        raise Trouble("key-there", f"expected no {path}, came one; set it aside first") from fault
    return path


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(passphrase.encode())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
