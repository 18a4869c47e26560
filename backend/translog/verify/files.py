"""Reading what the command was given: keys, checkpoints, a copy of the log's files."""

from __future__ import annotations

import json
from pathlib import Path

from backend.translog.proof.faults import Fault, Missing, Unreadable
from backend.translog.proof.leaves import Opening, read_opening
from backend.translog.proof.notes import VerifierKey, read_key
from backend.translog.proof.tiles import Tile


def read(path: Path) -> bytes:
    """Read a file; raises Unreadable."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Unreadable(
            "file-unreadable", expected=str(path), came=fault.strerror or ""
        ) from fault


def read_text(path: Path) -> str:
    """Read a text; raises Unreadable."""
    try:
        return read(path).decode()
    except UnicodeDecodeError as fault:
        raise Unreadable("text-form", expected="UTF-8", came=str(path)) from fault


def keys_of(told: str) -> list[VerifierKey]:
    """Read the log's key: the text itself, or a file with one key a line."""
    path = Path(told)
    text = read_text(path) if path.exists() else told
    keys = [read_key(line) for line in text.splitlines() if line.strip()]
    if not keys:
        raise Unreadable("key-form", expected="<origin>+<key ID>+<base64>", came="nothing")
    return keys


class Copy:
    """A copy of the log's files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def tile(self, tile: Tile) -> bytes:
        """Read a tile or bundle; a partial tile may be cut from the full one. Raises Missing."""
        for one in (tile, tile.full):
            path = self.folder / one.path
            if path.is_file():
                data = read(path)
                return data[: tile.width * 32] if tile.level >= 0 and one != tile else data
        raise Missing("file-missing", expected=tile.path, do="copy this file of the log too")

    def checkpoint(self) -> str:
        """Read the copied checkpoint."""
        return read_text(self.folder / "checkpoint")

    def opening(self, index: int) -> Opening | None:
        """Read an opening; None where it was deleted or not copied."""
        path = self.folder / "openings" / f"{index}.json"
        if not path.is_file():
            return None
        try:
            number, opening = read_opening(json.loads(read(path)))
        except ValueError as fault:
            raise Fault("opening-form", came=str(path)) from fault
        if number != index:
            raise Fault("opening-form", expected=f"index {index}", came=str(number))
        return opening
