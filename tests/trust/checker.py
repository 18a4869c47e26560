"""An outsider's checker of the public log, written from backend/translog/FORMAT.md alone.

It imports nothing of this house: the standard library, and `cryptography` for Ed25519.
By hand:  python tests/trust/checker.py KEY DOCUMENT PROOF   prints what the document is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Wrong(Exception):
    """Something is not as the description says."""


def must(true: bool, what: str) -> None:
    """Complain unless it is so."""
    if not true:
        raise Wrong(what)


def sha(data: bytes) -> bytes:
    """Hash."""
    return hashlib.sha256(data).digest()


def b64(text: str) -> bytes:
    """Decode base64, strictly."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as fault:
        raise Wrong("base64") from fault
    must(base64.b64encode(data).decode() == text, "base64 in its one spelling")
    return data


def plain_json(text: str) -> Any:
    """Read canonical JSON of texts and whole numbers."""
    try:
        told = json.loads(text)
    except ValueError as fault:
        raise Wrong("JSON") from fault
    again = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    must(again == text, "canonical JSON")
    return told


# section 3: the checkpoint


def checkpoint(note: str, key: str) -> tuple[int, bytes]:
    """Check a note under a verifier key; give size and root."""
    name, key_id, key_data = key.strip().split("+", 2)
    raw = b64(key_data)
    must(raw[:1] == b"\x01" and len(raw) == 33, "an Ed25519 key")
    must(sha(name.encode() + b"\n" + raw)[:4].hex() == key_id, "the key's own id")
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    must(text.count("\n") == 3 and lines.endswith("\n"), "three lines and signatures")
    good = 0
    for line in lines[:-1].split("\n"):
        parts = line.split(" ")
        must(len(parts) == 3 and parts[0] == "—", "a signature line")
        signature = b64(parts[2])
        if parts[1] == name and signature[:4].hex() == key_id:
            try:
                Ed25519PublicKey.from_public_bytes(raw[1:]).verify(signature[4:], text.encode())
            except InvalidSignature as fault:
                raise Wrong("the signature") from fault
            good += 1
    must(good > 0, "a signature of the key")
    origin, size, root = text[:-1].split("\n")
    must(origin == name and str(int(size)) == size, "origin and size")
    return int(size), b64(root)


# section 1 and 2: the tree, from a folder with the log's files


class Log:
    """A copy of the log's files."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size

    def tile(self, level: str, number: int, width: int) -> bytes:
        """Read a tile: its partial file, or the beginning of the full one."""
        digits = str(number)
        while len(digits) % 3:
            digits = "0" + digits
        parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
        path = self.folder / "tile" / level
        for part in parts[:-1]:
            path = path / ("x" + part)
        path = path / parts[-1]
        partial = path.with_name(path.name + ".p") / str(width)
        for file in [partial] if width < 256 else []:
            if file.exists():
                return file.read_bytes()
        must(path.exists(), f"the file {path}")
        return path.read_bytes()

    def hash_at(self, level: int, number: int) -> bytes:
        """Give one hash of a level."""
        here = self.size // 256**level
        width = min(256, here - number // 256 * 256)
        data = self.tile(str(level), number // 256, width)
        return data[number % 256 * 32 : number % 256 * 32 + 32]

    def subtree(self, first: int, end: int) -> bytes:
        """Hash the entries from first to end, as the tree splits."""
        count = end - first
        if count & (count - 1) == 0 and first % count == 0:
            k = count.bit_length() - 1
            level, number = k // 8, first // 256 ** (k // 8)
            row = [self.hash_at(level, number + i) for i in range(2 ** (k % 8))]
            while len(row) > 1:
                row = [sha(b"\1" + row[i] + row[i + 1]) for i in range(0, len(row), 2)]
            return row[0]
        middle = first + below(count)
        return sha(b"\1" + self.subtree(first, middle) + self.subtree(middle, end))

    def entries(self) -> list[bytes]:
        """Read every entry."""
        found: list[bytes] = []
        for number in range((self.size + 255) // 256):
            width = min(256, self.size - 256 * number)
            data, some = self.tile("entries", number, width), []
            while data:
                length = int.from_bytes(data[:2], "big")
                must(len(data) >= 2 + length, "a whole entry")
                some.append(data[2 : 2 + length])
                data = data[2 + length :]
            must(len(some) >= width, "all entries of the bundle")
            found += some[:width]
        return found

    def proof_of_growth(self, old: int) -> list[bytes]:
        """Compute the consistency proof from an older size (RFC 6962, section 2.1.2)."""

        def sub(m: int, first: int, end: int, whole: bool) -> list[bytes]:
            if m == end - first:
                return [] if whole else [self.subtree(first, end)]
            k = below(end - first)
            if m <= k:
                return [*sub(m, first, first + k, whole), self.subtree(first + k, end)]
            return [*sub(m - k, first + k, end, False), self.subtree(first, first + k)]

        return sub(old, 0, self.size, True)


def below(n: int) -> int:
    """Give the largest power of two below n."""
    k = 1
    while 2 * k < n:
        k = 2 * k
    return k


def grew(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> None:
    """Check a consistency proof step by step, as RFC 9162 section 2.1.4.2 does."""
    must(0 < old <= new, "a log that does not shrink")
    if old == new:
        must(not proof and old_root == new_root, "the same root")
        return
    proof = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    must(bool(proof), "a proof")
    fr = sr = proof[0]
    for c in proof[1:]:
        must(sn != 0, "a proof of the right length")
        if fn & 1 or fn == sn:
            fr, sr = sha(b"\1" + c + fr), sha(b"\1" + c + sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = sha(b"\1" + sr + c)
        fn, sn = fn >> 1, sn >> 1
    must(sn == 0 and fr == old_root and sr == new_root, "the old tree inside the new one")


# section 4, 5 and 6: entries, openings, proof files


def opens(entry: str, opening: dict[str, Any]) -> dict[str, Any]:
    """Check that an opening belongs to an entry; give the entry."""
    told: dict[str, Any] = plain_json(entry)
    must(set(told) == {"document", "rules", "subject", "time", "type", "version"}, "an entry")
    must(set(opening) == {"document", "index", "salt", "subject", "version"}, "an opening")
    must(told["version"] == opening["version"] == 1, "version 1")
    salt = bytes.fromhex(opening["salt"])
    must(len(salt) == 32 and salt.hex() == opening["salt"], "32 bytes of salt")
    subject = json.dumps(
        opening["subject"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    hidden = {"subject": f"subject {subject}", "document": f"document {opening['document']}"}
    for member, text in hidden.items():
        value = hmac.new(salt, text.encode(), "sha256").hexdigest()
        must(told[member] == value, f"the entry's {member}")
    return told


def document(data: bytes, proof: str, key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check a document against its proof file; give entry and opening."""
    head, _, note = proof.partition("\n\n")
    first, extra, place, *path = head.split("\n")
    must(first == "c2sp.org/tlog-proof@v1", "a proof file")
    must(extra.startswith("extra ") and place.startswith("index "), "extra and index")
    try:
        told = plain_json(b64(extra[6:]).decode())
    except UnicodeDecodeError as fault:
        raise Wrong("UTF-8") from fault
    must(set(told) == {"entry", "opening"}, "entry and opening")
    must(str(told["opening"]["index"]) == place[6:], "the index")
    entry = opens(told["entry"], told["opening"])
    must(sha(data).hex() == told["opening"]["document"], "the document's digest")
    size, root = checkpoint(note, key)
    leads = up(sha(b"\0" + told["entry"].encode()), told["opening"]["index"], size, path)
    must(leads == root, "the root")
    return entry, told["opening"]


def up(value: bytes, index: int, size: int, path: list[str]) -> bytes:
    """Go from a leaf to the root, as RFC 9162 section 2.1.3.2 does."""
    must(0 <= index < size, "a place in the tree")
    fn, sn = index, size - 1
    for line in path:
        other = b64(line)
        must(len(other) == 32 and sn != 0, "a path of the right length")
        if fn & 1 or fn == sn:
            value = sha(b"\1" + other + value)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            value = sha(b"\1" + value + other)
        fn, sn = fn >> 1, sn >> 1
    must(sn == 0, "a path of the right length")
    return value


def whole(folder: Path, key: str) -> int:
    """Check a whole copy: every entry, tile and opening; give the size."""
    size, root = checkpoint((folder / "checkpoint").read_text(encoding="utf-8"), key)
    log = Log(folder, size)
    entries = log.entries()
    row, level = [sha(b"\0" + entry) for entry in entries], 0
    while row:
        for number, value in enumerate(row):
            must(log.hash_at(level, number) == value, f"hash {number} of level {level}")
        full = [row[i : i + 256] for i in range(0, len(row) - len(row) % 256, 256)]
        row, level = [tree(part) for part in full], level + 1
    must(log.subtree(0, size) == root, "the root")
    for number, entry in enumerate(entries):
        file = folder / "openings" / f"{number}.json"
        if file.exists():
            opening = plain_json(file.read_text(encoding="utf-8"))
            must(opening["index"] == number, "the opening's number")
            opens(entry.decode(), opening)
    return size


def tree(row: list[bytes]) -> bytes:
    """Hash 256 neighbours."""
    while len(row) > 1:
        row = [sha(b"\1" + row[i] + row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


if __name__ == "__main__":
    the_key, the_document, the_proof = sys.argv[1:]
    try:
        said = document(Path(the_document).read_bytes(), Path(the_proof).read_text(), the_key)
    except Wrong as wrong:
        sys.exit(f"it does not hold: {wrong}")
    print(json.dumps(said, ensure_ascii=False, indent=2))
