"""What a made thing was made from, kept beside it: it is made again when that changed."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path


class Stamp:
    """A small file written last: where it is missing, the thing beside it is not finished."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        """What was written; empty where nothing was, or where it is damaged."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def write(self, what: dict[str, str]) -> None:
        """Write whole or not at all."""
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_text(json.dumps(what, indent=2) + "\n", encoding="utf-8")
        draft.replace(self.path)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


def digest(paths: Sequence[Path]) -> str:
    """SHA-256 over the names and bytes of files, in the order given."""
    whole = hashlib.sha256()
    for path in paths:
        body = path.read_bytes()
        whole.update(f"{path.name} {len(body)} ".encode() + body)
    return whole.hexdigest()
