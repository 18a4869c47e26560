"""A scripted tablet: a key, a journal on disk, batches signed by the key, files over a bad line.

The journal is written before anything is sent, so that a walk cut off anywhere sends the very
same operations again; the server answers `duplicate`.
"""

import base64
import gzip
import json
import os
import random
import socket
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uuid6
from cryptography.hazmat.primitives.asymmetric import ec

from infra.demo.client import Caller, Refused
from infra.demo.secrets import jwk_of, new_key, pem_of, proof_of, read_pem, signed

Json = dict[str, Any]
CLEARED = {"applied", "duplicate"}
MOVED = 409  # tus: the offset is another one
PUSH = "/api/v1/sync/push"


KEPT = ("device", "seq", "ahead", "journal", "receipts", "data_key", "pens")


@dataclass
class Tablet:
    """One tablet of the pair.

    data_key: hex; what encrypts a real tablet's store.  pens: "visit/officer" → his signing key,
    which a real tablet wraps by PIN.
    """

    path: Path  # its durable store
    device: str = ""
    seq: int = 0
    ahead: float = 0.0  # seconds its clock is ahead of real time: the demonstration's clock
    journal: list[Json] = field(default_factory=list)
    receipts: dict[str, Json] = field(default_factory=dict)
    data_key: str = ""
    pens: dict[str, str] = field(default_factory=dict)
    key: ec.EllipticCurvePrivateKey = field(init=False)

    @classmethod
    def open(cls, path: Path) -> "Tablet":
        """Switch it on; a new one makes its key and its id."""
        tablet = cls(path)
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            tablet.key = read_pem(kept.pop("key"))
            for name, value in kept.items():
                setattr(tablet, name, value)
        else:
            tablet.key = new_key()
            tablet.device, tablet.data_key = str(uuid.uuid4()), os.urandom(32).hex()
            tablet.save()
        return tablet

    def save(self) -> None:
        """Write everything down before anybody is told."""
        kept = {name: getattr(self, name) for name in KEPT}
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps({**kept, "key": pem_of(self.key)}), encoding="utf-8")
        draft.chmod(0o600)
        draft.replace(self.path)

    @property
    def public_jwk(self) -> Json:
        """Its public key."""
        return jwk_of(self.key)

    def headers(self, method: str, path: str, body: bytes) -> dict[str, str]:
        """Give the two headers by which the server knows this tablet."""
        message = f"{method}\n{path}\n{self.device}\n".encode() + body
        return {"Xingjian-Device": self.device, "Xingjian-Signature": signed(self.key, message)}

    def admit(self, caller: Caller, visit: str, officer: str) -> None:
        """Let an officer unlock once for a visit: his own login proves him."""
        place = f"{visit}/{officer}"
        if place not in self.pens:
            self.pens[place] = pem_of(new_key())
            self.save()
        body = {"device": self.device, "public_jwk": jwk_of(read_pem(self.pens[place]))}
        caller.post(f"/api/v1/visits/{visit}/officer-keys", body)

    def prove(self, visit: str, officer: str, text_digest: str) -> str:
        """Let an officer sign by his own key."""
        return proof_of(self.pens[f"{visit}/{officer}"], visit, officer, text_digest)

    def now(self) -> datetime:
        """Its own clock."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def do(self, visit: str, kind: str, body: Json, after: list[str] | None = None) -> str:
        """Write one operation into the journal and give its id."""
        self.seq += 1
        operation = {
            "id": str(uuid6.uuid7()),
            "device": self.device,
            "seq": self.seq,
            "kind": kind,
            "visit": visit,
            "parent": None,
            "after": after or [],
            "done_at": self.now().isoformat(),
            "body": body,
        }
        self.journal.append(operation)
        return str(operation["id"])

    def of(self, visit: str) -> list[Json]:
        """Give its operations on a visit, in order."""
        return [one for one in self.journal if one["visit"] == visit]

    def push(self, caller: Caller, operations: list[Json]) -> list[Json]:
        """Send one signed batch; give and keep the receipts."""
        body = json.dumps(
            {"operations": operations, "sent_at": self.now().isoformat()}, ensure_ascii=False
        ).encode()
        headers = {
            **self.headers("POST", PUSH, body),
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
        }
        answer = caller.ask("POST", PUSH, headers=headers, content=gzip.compress(body)).json()
        for receipt in answer["receipts"]:
            self.receipts[receipt["id"]] = receipt
        self.save()
        return list(answer["receipts"])

    def waiting(self, visit: str) -> list[Json]:
        """Give the operations without a receipt that clears them."""
        cleared = {i for i, r in self.receipts.items() if r["outcome"] in CLEARED}
        return [one for one in self.of(visit) if one["id"] not in cleared]

    def upload(self, caller: Caller, evidence: str, data: bytes, *, cut_at: int = 0) -> int:
        """Send a file by tus; with cut_at the line breaks there once. Gives the bytes sent."""
        common = {"Tus-Resumable": "1.0.0", "Xingjian-Device": self.device}
        name = base64.b64encode(evidence.encode()).decode()
        headers = {**common, "Upload-Length": str(len(data)), "Upload-Metadata": f"evidence {name}"}
        made = caller.ask("POST", "/api/v1/uploads/", headers=headers)
        where = urlsplit(made.headers["location"]).path
        sent, offset = 0, int(made.headers["upload-offset"])
        if cut_at and offset == 0:
            sent += _cut(caller, where, common, data, cut_at)
        while offset < len(data):
            offset = int(caller.ask("HEAD", where, headers=common).headers["upload-offset"])
            if offset == len(data):
                break
            body = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            try:
                caller.ask("PATCH", where, headers={**common, **body}, content=data[offset:])
            except Refused as refused:
                if refused.status != MOVED:  # sent again after a cut: ask how far it is
                    raise
                sent += len(data) - offset
                continue
            sent += len(data) - offset
            offset = len(data)
        return sent


def _cut(caller: Caller, where: str, common: Json, data: bytes, cut_at: int) -> int:
    """Begin a PATCH of everything and let the line break in the middle."""
    parts = urlsplit(caller.base)
    lines = {
        "Host": parts.netloc,
        "Authorization": f"Bearer {caller.token}",
        **common,
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(len(data)),
        "Connection": "close",
    }
    head = f"PATCH {where} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items())
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=30) as line:
            line.sendall(head.encode() + b"\r\n" + data[:cut_at])
            line.shutdown(socket.SHUT_WR)
            line.settimeout(10)
            while line.recv(4096):
                pass
    except OSError:  # cut from the other side too
        return 0
    return cut_at


def shuffled(operations: list[Json], seed: int) -> list[list[Json]]:
    """Give the operations as a bad line delivers them: in pieces, out of order, some twice."""
    chance = random.Random(seed)
    pieces = [operations[n : n + 9] for n in range(0, len(operations), 9)]
    chance.shuffle(pieces)
    return [*pieces, *pieces[:2]]
