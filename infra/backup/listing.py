"""Which files a backup holds (文件清单): one SQLite file, so that no list grows in memory.

A file lies under its own SHA-256, once, whatever names it has.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

NAME = "files.db"
TABLE = """
CREATE TABLE IF NOT EXISTS file (
  part TEXT, key TEXT, bytes INTEGER, mark TEXT, type TEXT, sha256 TEXT,
  PRIMARY KEY (part, key)) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class File:
    """One object: its part (objects, log), key, size, the store's own mark, type, digest."""

    part: str
    key: str
    bytes: int
    mark: str
    type: str
    sha256: str


class Listing:
    """The files of one backup."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = sqlite3.connect(folder / NAME)
        self.rows.execute(TABLE)

    def close(self) -> None:
        """Write everything down."""
        self.rows.commit()
        self.rows.close()

    def place(self, sha256: str) -> Path:
        """Where a file lies."""
        return self.folder / "files" / sha256[:2] / sha256

    def add(self, files: Iterable[File]) -> None:
        """Note files."""
        told = [(f.part, f.key, f.bytes, f.mark, f.type, f.sha256) for f in files]
        self.rows.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", told)

    def find(self, part: str, key: str) -> File | None:
        """Look one up."""
        with closing(
            self.rows.execute("SELECT * FROM file WHERE part=? AND key=?", (part, key))
        ) as c:
            row = c.fetchone()
        return File(*row) if row else None

    def all(self, part: str = "") -> Iterator[File]:
        """Give them in order."""
        where = " WHERE part = ?" if part else ""
        with closing(self.rows.cursor()) as cursor:
            given = (part,) if part else ()
            for row in cursor.execute(f"SELECT * FROM file{where} ORDER BY part, key", given):
                yield File(*row)

    def counted(self, part: str) -> tuple[int, int]:
        """Say how many there are of a part, and their bytes."""
        told = "SELECT count(*), coalesce(sum(bytes), 0) FROM file WHERE part = ?"
        with closing(self.rows.execute(told, (part,))) as cursor:
            count, size = cursor.fetchone()
        return int(count), int(size)
