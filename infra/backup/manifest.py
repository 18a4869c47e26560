"""What a backup says about itself (备份清单), and whether it is still so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from infra.backup.listing import Listing
from infra.local.trouble import Trouble

NAME = "manifest.json"
FORMAT = 1
Json = dict[str, Any]


def read(folder: Path) -> Json:
    """Read it.  Raises Trouble where there is none, or one of another kind."""
    try:
        told: Json = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Trouble("not-a-backup", f"expected {folder}/{NAME}, came {fault}") from fault
    if told.get("format") != FORMAT:
        raise Trouble("format-unknown", f"expected format {FORMAT}, came {told.get('format')}")
    return told


def write(folder: Path, told: Json) -> None:
    """Write it, with the digest of every part."""
    told = {"format": FORMAT, **told, "parts": {}}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != NAME:
            told["parts"][path.name] = {"bytes": path.stat().st_size, "sha256": sha256(path)}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def check(folder: Path, say: Callable[[str], None]) -> Json:
    """Read every byte of a backup and compare.  Raises Trouble `backup-damaged`."""
    told = read(folder)
    for name, part in told["parts"].items():
        _same(folder / name, part["bytes"], part["sha256"])
        say(f"{name}: {part['bytes']} bytes, as written")
    with closing(Listing(folder)) as listing:
        for part, counts in told["files"].items():
            if listing.counted(part) != (counts["count"], counts["bytes"]):
                raise _damaged(f"{part}: another number of files or bytes")
        for number, file in enumerate(listing.all(), 1):
            _same(listing.place(file.sha256), file.bytes, file.sha256)
            if number % 500 == 0:
                say(f"files: {number} as written")
    return told


def sha256(path: Path) -> str:
    """Digest a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _same(path: Path, size: int, digest: str) -> None:
    if not path.is_file():
        raise _damaged(f"{path} is missing")
    if path.stat().st_size != size or sha256(path) != digest:
        raise _damaged(f"{path} is not what was written")


def _damaged(came: str) -> Trouble:
    do = "take another backup, and look at the disk this one lies on"
    return Trouble("backup-damaged", f"expected every byte as it was written, came: {came}; {do}")
