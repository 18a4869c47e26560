"""A tablet that signs what it sends, and somebody who logs in on it (合成数据)."""

import json
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from backend.accounts.models import Device, Person
from backend.keys.services import b64url, enrol_device_key
from tests.backend import make
from tests.backend.keys.make import Wrap, device_key

WORD = "合成口令-请勿使用"
TOKEN, REFRESH = "/api/v1/token", "/api/v1/token/refresh"


class SignedTablet:
    """An enrolled tablet of a region."""

    def __init__(self, *, at: str = make.DAOLI, with_data_key: bool = True) -> None:
        self.key, jwk = device_key()
        device = uuid4()
        self.device = Device.objects.create(
            id=device,
            label="合成平板",
            region=make.region(at),
            enrolled_by=make.person("registrar"),
            wrapped_data_key=Wrap(device).for_office() if with_data_key else None,
        )
        enrol_device_key(device, jwk)

    def headers(self, method: str, path: str, body: bytes = b"") -> dict[str, str]:
        """Give the two headers of a signed call."""
        message = f"{method}\n{path}\n{self.device.pk}\n".encode() + body
        r, s = decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256())))
        signature = b64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return {"Xingjian-Device": str(self.device.pk), "Xingjian-Signature": signature}

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Send a signed call."""
        return send(path, body, self)

    def get(self, path: str) -> Any:
        """Ask by a signed call."""
        client: Any = make.client_for()
        return client.get(path, headers=self.headers("GET", path))


def send(path: str, body: dict[str, Any], tablet: SignedTablet | None = None) -> Any:
    """Send JSON as nobody, signed by a tablet or not."""
    client: Any = make.client_for()
    raw = json.dumps(body).encode()
    headers = tablet.headers("POST", path, raw) if tablet else {}
    return client.generic("POST", path, raw, content_type="application/json", headers=headers)


def somebody(*roles: str, username: str = "chenyan") -> Person:
    """Make somebody with a password."""
    made = make.person(*roles, username=username)
    made.set_password(WORD)
    made.save(update_fields=["password"])
    return made


def log_in(tablet: SignedTablet | None = None, *, username: str = "chenyan") -> dict[str, str]:
    """Log in and give both tokens."""
    answer = send(TOKEN, {"username": username, "password": WORD}, tablet)
    assert answer.status_code == 200, answer.content
    told: dict[str, str] = answer.json()
    return told


def renew(refresh: str, tablet: SignedTablet | None = None) -> Any:
    """Ask for new tokens."""
    return send(REFRESH, {"refresh": refresh}, tablet)


def me(access: str) -> Any:
    """Ask who this token is."""
    client: Any = make.client_for()
    return client.get("/api/v1/me", headers={"Authorization": f"Bearer {access}"})
