"""Passwords and keys made at the first start and kept (口令与密钥): one file each, mode 600."""

import os
import secrets

from infra.local.places import Places


def secret(places: Places, name: str) -> str:
    """The secret of that name; made when it does not exist yet, never changed after."""
    path = places.secrets / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _keep(places, name, secrets.token_urlsafe(36))


def _keep(places: Places, name: str, value: str) -> str:
    """Write whole or not at all; whoever comes second takes the first one's value."""
    path = places.secrets / name
    draft = places.secrets / f".{name}.{os.getpid()}"
    with open(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        value = path.read_text(encoding="ascii")
    finally:
        draft.unlink()
    return value
