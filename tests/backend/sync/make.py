"""A tablet for tests: its key, its sequence, its operations (合成数据)."""

import base64
import gzip
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.conf import settings
from rest_framework.test import APIClient

from backend.accounts.models import Device, Person
from backend.accounts.services import begin_session
from backend.core import clock
from backend.core.ids import uuid7
from backend.inspections import services
from backend.inspections.models import Visit
from backend.inspections.selectors import adopted_answers
from backend.keys.services import enrol_device_key
from backend.papers.text import render_text, text_digest
from backend.registers.models import Officer
from tests.backend import make
from tests.backend.inspections import make as visits

RECORD = settings.PDF_TEMPLATES / "onsite-record"
PUSH = "/api/v1/sync/push"


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Tablet:
    """One enrolled tablet on which an officer is logged in."""

    def __init__(self, visit: Visit, seat: int = 0, person: Person | None = None) -> None:
        self.visit = visit
        self.officer: UUID = visits.crew_of(visit)[seat]
        self.person = person or Officer.objects.get(pk=self.officer).person
        self.device: Device = visits.device()
        self.key = ec.generate_private_key(ec.SECP256R1())
        numbers = self.key.public_key().public_numbers()
        jwk = {name: b64(getattr(numbers, name).to_bytes(32, "big")) for name in "xy"}
        enrol_device_key(self.device.pk, {"kty": "EC", "crv": "P-256", **jwk})
        self.seq = 0

    @cached_property
    def client(self) -> Any:  # its stub takes text bodies only
        assert self.person is not None
        return make.client_for(self.person)

    def bound(self) -> "Tablet":
        """Go on with a login that is bound to this tablet."""
        assert self.person is not None
        tokens = begin_session(person=self.person, device=self.device)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.access}")
        self.client = client
        return self

    def op(self, kind: str, body: dict[str, Any] | None = None, **outer: Any) -> dict[str, Any]:
        """Make the next operation of this tablet."""
        self.seq += 1
        done_at: datetime = outer.pop("done_at", clock.now() - timedelta(seconds=1))
        operation = {
            "id": str(uuid7()),
            "device": str(self.device.pk),
            "seq": self.seq,
            "kind": kind,
            "visit": str(self.visit.pk),
            "parent": None,
            "after": [],
            "done_at": done_at.isoformat(),
            "body": {"officer": str(self.officer), **(body or {})},
        }
        return {**operation, **outer}

    def answer(self, item: str = "exit", value: str = "yes", **outer: Any) -> dict[str, Any]:
        """Answer one item of the synthetic checklist."""
        return self.op("answer.set", {"item": f"safety.{item}", "value": value}, **outer)

    def sign(self, body: bytes, path: str = PUSH) -> str:
        return b64(self.raw_signature(body, path))

    def raw_signature(self, body: bytes, path: str) -> bytes:
        """Give r‖s over a body for an address."""
        message = f"POST\n{path}\n{self.device.pk}\n".encode() + body
        r, s = decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def fetch(self) -> dict[str, Any]:
        """Download the visit's package: numbers, nonce, words."""
        return services.package(self.visit.pk, self.device.pk, actor="system")

    def record(self, number: str = "", **outer: Any) -> dict[str, Any]:
        """Render a 笔录 from the sample, as the tablet does it offline."""
        if not number:
            number = self.fetch()["numbers"][0]["numbers"][0]
        context = {**json.loads((RECORD / "sample.json").read_bytes()), "number": number}
        text = render_text("onsite-record", context)
        return self.op(
            "paper.render",
            {
                "kind": "onsite-record",
                "number": number,
                "text": text,
                "text_digest": text_digest(text),
                "context": context,
            },
            **outer,
        )

    def signature(self, record: dict[str, Any], signer: str = "representative", **more: Any) -> Any:
        """Let somebody sign a rendered record."""
        body = {
            "text_digest": record["body"]["text_digest"],
            "signer": signer,
            "name": "合成负责人",
            "signed_on": clock.today().isoformat(),
            **more,
        }
        return self.op("signature.add", body, after=[record["id"]])

    def lock(self, visit: Visit, **other: Any) -> dict[str, Any]:
        """State what the record holds; by default the truth as the server has it."""
        visit.refresh_from_db()
        hashes = visit.evidence.exclude(state="withdrawn").values_list("sha256", flat=True)
        truth = {
            "operations": visit.operations,
            "answers_digest": adopted_answers(visit).digest,
            "evidence": list(hashes),
        }
        return self.op("visit.lock", {**truth, **other})

    def send(
        self, body: bytes, *, signature: str | None = None, packed: bytes | None = None
    ) -> Any:
        """Send a body with its signature; packed: what goes over the wire, gzipped."""
        headers: dict[str, Any] = {
            "HTTP_XINGJIAN_DEVICE": str(self.device.pk),
            "HTTP_XINGJIAN_SIGNATURE": self.sign(body) if signature is None else signature,
        }
        if packed is not None:
            headers["HTTP_CONTENT_ENCODING"] = "gzip"
        return self.client.generic(
            "POST",
            PUSH,
            body if packed is None else packed,
            content_type="application/json",
            **headers,
        )

    def push(self, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        """Push operations and give their receipts."""
        body = body_of(operations)
        response = self.send(body, packed=gzip.compress(body))
        assert response.status_code == 200, response.content
        receipts: list[dict[str, Any]] = response.json()["receipts"]
        assert [one["id"] for one in receipts] == [one.get("id") for one in operations]
        return receipts

    def outcomes(self, *operations: dict[str, Any]) -> list[str]:
        """Push operations and give the bare outcomes."""
        return [one["outcome"] for one in self.push(*operations)]

    def pull(self, cursor: str = "", state: str = "") -> Any:
        return self.client.get(
            "/api/v1/sync/pull",
            {"cursor": cursor, "state": state},
            HTTP_XINGJIAN_DEVICE=str(self.device.pk),
        )


def body_of(operations: Sequence[dict[str, Any]]) -> bytes:
    """Write a batch as a tablet does."""
    return json.dumps({"operations": list(operations)}).encode()


def tablet(visit: Visit | None = None, seat: int = 0) -> Tablet:
    """Give a tablet of an open visit."""
    return Tablet(visit or visits.opened(), seat)
