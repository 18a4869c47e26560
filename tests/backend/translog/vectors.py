"""One small log that Python and TypeScript both read: tests/tablet/vectors/log.json.

Written anew by `python -m tests.backend.translog.vectors`; nothing in it is random.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.translog.proof.checkpoints import Checkpoint, sign_checkpoint
from backend.translog.proof.hashing import leaf_hash, root_of
from backend.translog.proof.leaves import Opening, Subject, entry_of, sha256
from backend.translog.proof.notes import VerifierKey
from backend.translog.proof.proofs import Proof
from backend.translog.proof.reader import TreeReader
from backend.translog.proof.tiles import Tile, added

FILE = Path(__file__).parents[2] / "tablet" / "vectors" / "log.json"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey("log.example.cn/log", PRIVATE.public_key().public_bytes_raw())
SIZE = 600
PROVEN = (0, 255, 256, 511, 512, 599)


def document(index: int) -> str:
    """Give a document: a synthetic text."""
    return f"合成文件 {index} 号\n"


def opening(index: int) -> Opening:
    """Give what opens an entry; salts are counted, not drawn."""
    subject = Subject("publication", str(index), f"“合成”养老院 {index}/二\\部")
    return Opening(subject, sha256(document(index).encode()), index.to_bytes(32, "big"))


def made() -> dict[str, Any]:
    """Make the log."""
    time = "2026-11-26T06:05:00Z"
    entries = [entry_of("result.published", time, opening(n)) for n in range(SIZE)]
    levels = [[leaf_hash(entry) for entry in entries]]
    while len(levels[-1]) >= 256:
        row = levels[-1]
        levels.append([root_of(row[i : i + 256]) for i in range(0, len(row) - 255, 256)])

    def fetch(tile: Tile) -> bytes:
        row = levels[tile.level][tile.index * 256 : tile.index * 256 + tile.width]
        return b"".join(row)

    tree = TreeReader(SIZE, fetch)
    note = sign_checkpoint(Checkpoint(KEY.name, SIZE, tree.root()), KEY, PRIVATE.sign)
    proofs = {
        str(n): Proof(n, entries[n], opening(n), tuple(tree.inclusion(n)), note).text
        for n in PROVEN
    }
    tiles = [tile for tile in added(0, SIZE) if tile.level >= 0]
    return {
        "key": str(KEY),
        "note": note,
        "documents": {str(n): document(n) for n in PROVEN},
        "proofs": proofs,
        "tiles": {tile.path: base64.b64encode(fetch(tile)).decode() for tile in tiles},
    }


def written() -> str:
    """Give the file."""
    return json.dumps(made(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
