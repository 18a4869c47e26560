"""A published checklist version never changes: its bytes match checklists/published.sha256."""

from __future__ import annotations

import hashlib
from pathlib import Path

from scoring.assemble import folder_digest
from tests.scoring.folder import CHECKLISTS


def digest(folder: Path) -> str:
    """Hash of every file's relative path and bytes, in path order; written here a second time."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix().encode()
        body = path.read_bytes()
        whole.update(b"%d %s %d " % (len(name), name, len(body)) + body)
    return whole.hexdigest()


def recorded() -> dict[str, str]:
    lines = (CHECKLISTS / "published.sha256").read_text(encoding="utf-8").splitlines()
    return {version: value for value, version in (line.split() for line in lines)}


def test_published_versions_are_frozen() -> None:
    assert {version: digest(CHECKLISTS / version) for version in recorded()} == recorded()


def test_every_shipped_version_is_recorded() -> None:
    shipped = {
        path.parent.relative_to(CHECKLISTS).as_posix()
        for path in CHECKLISTS.glob("*/*/standard.yaml")
    }

    assert shipped == set(recorded())


def test_the_digest_of_a_standard_is_the_recorded_one() -> None:
    assert {version: folder_digest(CHECKLISTS / version) for version in recorded()} == recorded()
