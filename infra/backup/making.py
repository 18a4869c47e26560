"""Making a backup (制作备份): into a draft, verified, then renamed; or nothing is left."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from infra.backup import manifest, safe
from infra.backup.copying import FIRST, copy_bucket
from infra.backup.dump import Snapshot, snapshot
from infra.backup.house import PARTS, House
from infra.backup.listing import Listing
from infra.local.places import ROOT
from infra.local.trouble import Trouble

DRAFT = ".partial"
NAMES_SHOWN = 20
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a backup is wanted."""

    to: Path
    passphrase: str = ""
    durable: bool = False  # lies where a fire here does not reach: tablets may let go


def make(house: House, wish: Wish, say: Say) -> dict[str, Any]:
    """Make one; give its manifest.

    Raises Trouble where the folder is not empty, and when anything fails.
    """
    with _draft(wish.to) as draft:
        before = latest(wish.to)
        with closing(Listing(draft)) as files, snapshot(house) as moment:
            say(f"snapshot of {moment.at}")
            moment.dump(draft, say)
            told = _told(house, wish, moment, say)
            told["files"], told["missing"] = _files(house, moment, files, before, say)
            told["log_published"] = files.find("log", FIRST) is not None
        if wish.passphrase:
            path = draft / safe.NAME
            path.write_bytes(safe.seal(house, wish.passphrase))
            path.chmod(0o600)
        manifest.write(draft, told)
        manifest.check(draft, say)
        os.sync()
    if wish.durable and not told["missing"]:
        say(house.manage("mark_durable", told["taken_at"]).strip())
    return manifest.read(wish.to)


def earlier(parent: Path) -> list[Path]:
    """Give the whole backups in a folder, the oldest first."""
    found = []
    for path in parent.iterdir() if parent.is_dir() else ():
        if path.is_dir() and not path.name.endswith(DRAFT) and (path / manifest.NAME).exists():
            found.append((manifest.read(path)["taken_at"], path))
    return [path for _at, path in sorted(found)]


def latest(to: Path) -> Path | None:
    """Give the last whole backup beside a new one."""
    return next(reversed([path for path in earlier(to.parent) if path != to]), None)


def prune(parent: Path, keep: int) -> list[Path]:
    """Delete all but the last ones; what they share with these stays."""
    gone = earlier(parent)[: -max(keep, 1)]
    for path in gone:
        shutil.rmtree(path)
    return gone


@contextmanager
def _draft(to: Path) -> Iterator[Path]:
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise Trouble("folder-not-empty", f"expected {to} to be new or empty; name another")
    draft = to.with_name(to.name + DRAFT)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    try:
        yield draft
        if to.exists():
            to.rmdir()
        draft.rename(to)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _told(house: House, wish: Wish, moment: Snapshot, say: Say) -> dict[str, Any]:
    return {
        "name": wish.to.name,
        "taken_at": moment.at,
        "lsn": moment.lsn,
        "made_by": {"xingjian": _version(), "postgresql": moment.server},
        "migrations": moment.migrations,
        "state": moment.state(say),
        "master_key_mark": house.key_mark(),
        "keys": "sealed" if wish.passphrase else "left out: keep master_key elsewhere",
    }


def _files(
    house: House, moment: Snapshot, files: Listing, before: Path | None, say: Say
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Copy both buckets after the snapshot: what its rows name is there, or named as missing."""
    counts = {}
    old = Listing(before) if before else None
    for part in PARTS:
        fetched = copy_bucket(house, part, files, old, say)
        count, size = files.counted(part)
        counts[part] = {"count": count, "bytes": size, "fetched": fetched}
    if old:
        old.close()
    gone = (key for key in moment.named() if files.find("objects", key) is None)
    shown = list(islice(gone, NAMES_SHOWN))
    return counts, {"count": len(shown) + sum(1 for _ in gone), "names": shown} if shown else {}


def _version() -> str:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])
