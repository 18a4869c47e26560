"""What a row needs of a tablet: operations, signed batches, uploads, rightly or wrongly made."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import uuid
from typing import Any

from infra.demo.tablet import PUSH, Tablet
from tests.backend.walk.conftest import Stage

Json = dict[str, Any]
UPLOADS = "/api/v1/uploads/"
PIECE = "application/offset+octet-stream"


def signed(tablet: Tablet, body: bytes, path: str = PUSH) -> str:
    """Sign a body as the tablet does."""
    return tablet.headers("POST", path, body)["Xingjian-Signature"]


class Pad:
    """A tablet in an officer's hands: 1 leads, 2 is the second."""

    def __init__(self, stage: Stage, number: int = 1, visit: str = "visit1") -> None:
        self.stage, self.number = stage, number
        self.tablet = stage.tablet(number)
        self.visit = stage.names[visit]
        self.who = "lead1" if number == 1 else "second1"

    def op(self, kind: str, /, *, seat: Any = 0, after: Any = None, **body: Any) -> Json:
        """Make the next operation."""
        officer = self.stage.names[f"seat1{seat or min(self.number, 2)}"]
        self.tablet.do(self.visit, kind, {"officer": officer, **body}, after)
        return self.tablet.journal[-1]

    def body(self, *operations: Any) -> bytes:
        """Write a batch."""
        return json.dumps({"operations": operations}).encode()

    def send(self, body: bytes, *, signature: str | None = None, who: str = "", **more: Any) -> Any:
        """Send a body; more are headers, packed is what goes over the wire."""
        packed = more.pop("packed", None)
        headers = {
            "Xingjian-Device": self.tablet.device,
            "Xingjian-Signature": signed(self.tablet, body) if signature is None else signature,
            **({"Content-Encoding": "gzip"} if packed is not None else {}),
            **more,
        }
        client = self.stage.client(more.pop("as_", who or self.who))
        content = body if packed is None else packed
        kind = "application/json"
        return client.generic("POST", PUSH, content, content_type=kind, headers=headers)

    def push(self, *operations: Any) -> list[Json]:
        """Push operations and give their receipts."""
        answer = self.send(self.body(*operations))
        assert answer.status_code == 200, answer.content
        receipts: list[Json] = answer.json()["receipts"]
        return receipts

    def open(self) -> None:
        """Both officers are in the home."""
        begun = self.op("visit.open")
        joined = self.op("visit.join", seat=2, after=[begun["id"]])
        assert {one["outcome"] for one in self.push(begun, joined)} == {"applied"}

    def manifest(self, data: bytes, **other: Any) -> Json:
        """Announce a photo's bytes."""
        told = {
            "id": str(uuid.uuid4()),
            "item": "protection.fall_floor",
            "sha256": hashlib.sha256(data).hexdigest(),
            "length": len(data),
            "media_type": "image/jpeg",
            "kind": "photo",
            "captured_at": self.tablet.now().isoformat(),
        }
        return self.op("evidence.add", **{**told, **other})

    def upload(self, method: str, where: str, data: bytes = b"", **headers: str) -> Any:
        """Call the upload addresses as a tus client does."""
        told = {"Tus-Resumable": "1.0.0", "Xingjian-Device": self.tablet.device}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        kind = told.pop("Content-Type", PIECE if method == "PATCH" else "")
        client = self.stage.client(self.who)
        return client.generic(method, where, data, content_type=kind, headers=told)

    def create(self, evidence: str, length: int | str) -> Any:
        """Begin an upload for a manifest."""
        metadata = f"evidence {base64.b64encode(evidence.encode()).decode()}"
        told = {"Upload_Length": str(length), "Upload_Metadata": metadata}
        return self.upload("POST", UPLOADS, b"", **told)


def packed_bomb() -> bytes:
    """Nine mebibytes of blanks, gzipped."""
    return gzip.compress(b" " * (9 << 20))
