"""Ciphertext as a tablet makes it, written out again (合成数据)."""

import json
import os
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.backend.keys.make import KEY, Wrap
from tests.backend.sync.make import Tablet, body_of

ESCROW = "/api/v1/sync/escrow"
Json = dict[str, Any]


class Locker:
    """One tablet's store: what lies in it, encrypted by its data key."""

    def __init__(self, one: Tablet, key: bytes = KEY) -> None:
        self.one, self.key = one, key
        self.wrapped = Wrap(one.device.pk).for_office()

    def box(self, table: str, row: str, content: bytes) -> bytes:
        """Encrypt one row."""
        iv = os.urandom(12)
        return iv + AESGCM(self.key).encrypt(iv, content, f"{table}\n{row}".encode())

    def piece(self, *rows: tuple[str, str, bytes]) -> bytes:
        """Make a piece of rows (table, id, box)."""
        entries = [
            {"table": table, "id": row, "seq": n, "visit": str(self.one.visit.pk), "length": len(b)}
            for n, (table, row, b) in enumerate(rows, 1)
        ]
        header = {"kind": "operations", "entries": entries, "waiting": []}
        return self.with_header(header, b"".join(b for *_, b in rows))

    def operations(self, *made: Json) -> bytes:
        """Make a piece of journal rows."""
        rows = [(str(one["id"]), json.dumps(one).encode()) for one in made]
        return self.piece(*(("journal", row, self.box("journal", row, told)) for row, told in rows))

    def carried(self, of: Tablet, *made: Json) -> bytes:
        """Make a piece of a colleague's batch that this tablet was to pass on."""
        body = body_of(made)
        batch = {"device": str(of.device.pk), "body": body.decode(), "signature": of.sign(body)}
        content = json.dumps({"id": "b", "visit": str(self.one.visit.pk), **batch}).encode()
        return self.piece(("carried", "b", self.box("carried", "b", content)))

    def photo(self, evidence: str, data: bytes, parts: int = 1) -> list[bytes]:
        """Make the pieces of a photo."""
        box = self.box("photobytes", evidence, data)
        step = -(-len(box) // parts)
        told = {"kind": "photo", "id": evidence, "visit": str(self.one.visit.pk), "parts": parts}
        slices = [box[n * step : (n + 1) * step] for n in range(parts)]
        return [
            self.with_header({**told, "part": n, "length": len(part)}, part)
            for n, part in enumerate(slices)
        ]

    def with_header(self, header: Json, content: bytes, **other: Any) -> bytes:
        """Put the header line before the content."""
        told = {"v": 1, "device": str(self.one.device.pk), "wrapped_data_key": self.wrapped}
        return json.dumps({**told, **header, **other}).encode() + b"\n" + content

    def journal(self, *pieces: bytes) -> bytes:
        """Make the file that the tablet exports."""
        return b"".join(
            len(piece).to_bytes(8, "big") + piece + self.one.raw_signature(piece, ESCROW)
            for piece in pieces
        )

    def hand_over(self, piece: bytes) -> UUID:
        """Leave a piece at the escrow address; give its id there."""
        from tests.backend.sync.test_escrow import hand_over

        answer = hand_over(self.one, piece)
        assert answer.status_code == 201, answer.content
        return UUID(answer.json()["receipt"]["id"])
