"""What the build left in dist/app: the manifest of its files, and the service worker."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

ENTRY = "src/main.ts"
FILES = "files.json"
WORKER = "sw.js"


@dataclass(frozen=True, slots=True)
class Built:
    """What the shell page loads, as names under /static/app/.

    parts: the modules that the script imports at once, so that they are fetched beside it.
    """

    script: str
    styles: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(default=())


def built() -> Built | None:
    """Read the build's manifest; None when there is none, or none of this app."""
    try:
        files = json.loads((folder() / FILES).read_text(encoding="utf-8"))
        entry = files[ENTRY]
    except (OSError, ValueError, KeyError):
        return None
    chunks = _together(ENTRY, files, {})
    styles = [name for one in chunks.values() for name in one.get("css", [])]
    parts = [one["file"] for key, one in chunks.items() if key != ENTRY]
    return Built(entry["file"], tuple(dict.fromkeys(styles)), tuple(parts))


def worker_source() -> bytes | None:
    """Give the service worker as it was built; None when it was not."""
    try:
        return (folder() / WORKER).read_bytes()
    except OSError:
        return None


def folder() -> Path:
    """Say where the build lies."""
    return Path(settings.TABLET) / "dist" / "app"


def _together(key: str, files: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Collect a chunk and all it imports at once; what is loaded later is left out."""
    if key in files and key not in found:
        found[key] = files[key]
        for imported in files[key].get("imports", []):
            _together(imported, files, found)
    return found
