"""The database as it was at one moment (数据库快照), and what its rows name in the object store."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from infra.backup.house import House, finished
from infra.local.trouble import Trouble

NAME = "database.dump"
# Which columns name objects, and the content key without which nobody misses the object.
NAMED: tuple[tuple[str, str, str], ...] = (
    ("inspections_evidence", "object_key", "content_key"),
    ("inspections_evidence", "thumb_key", "thumb_content_key"),
    ("papers_paper", "archive_key", "archive_content_key"),
    ("papers_paper", "public_key", ""),
    ("rectifications_answerfile", "object_key", "content_key"),
    ("sync_quarantined", "object_key", ""),
)
_MOMENT = """
SELECT pg_export_snapshot(), clock_timestamp(), current_setting('server_version'),
  CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END::text
"""
_COLUMN = """
SELECT 1 FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND column_name = %s
"""
HEADS = 'SELECT app, max(name COLLATE "C") FROM django_migrations GROUP BY app ORDER BY app'


@dataclass
class Snapshot:
    """One moment of the database, held open."""

    house: House
    line: psycopg.Connection
    id: str
    at: str
    lsn: str
    server: str
    migrations: dict[str, str] = field(default_factory=dict)

    def dump(self, folder: Path, say: Callable[[str], None]) -> None:
        """Write the dump (pg_dump, custom format)."""
        path = folder / NAME
        words = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments"]
        program = self.house.tool("pg_dump", *words, f"--snapshot={self.id}", f"--file={path}")
        while program.poll() is None:
            time.sleep(0.5)
            say(f"database: {path.stat().st_size if path.exists() else 0} bytes")
        finished(program, "pg_dump")

    def state(self, say: Callable[[str], None]) -> dict[str, Any] | None:
        """The state digest of this moment; None where the database is of another version."""
        try:
            told = self.house.manage("state_digest", "--json", "--snapshot", self.id)
        except Trouble as trouble:
            why = [line for line in str(trouble).splitlines() if "Error" in line] or [str(trouble)]
            say(f"no state digest, the database is of another version: {why[-1]}")
            return None
        found: dict[str, Any] = json.loads(told)
        return found

    def named(self) -> Iterator[str]:
        """Every key that a row names and somebody could still read."""
        for table, column, content_key in NAMED:
            if self.line.execute(_COLUMN, [table, column]).fetchone() is None:
                continue  # an older database
            query = sql.SQL("SELECT {0} FROM {1} t WHERE {0} <> ''").format(
                sql.Identifier(column), sql.Identifier(table)
            )
            if content_key:
                query += sql.SQL(
                    " AND NOT EXISTS (SELECT 1 FROM keys_contentkey k WHERE k.id = t.{}"
                    " AND k.destroyed_at IS NOT NULL)"
                ).format(sql.Identifier(content_key))
            with self.line.cursor(name="named") as cursor:
                cursor.itersize = 2000
                for (key,) in cursor.execute(query):
                    yield key


@contextmanager
def snapshot(house: House) -> Iterator[Snapshot]:
    """Hold one moment of the database, for reading."""
    with psycopg.connect(house.owner_url) as line:
        line.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        line.read_only = True
        row = line.execute(_MOMENT).fetchone()
        assert row is not None
        held = Snapshot(house, line, row[0], row[1].isoformat(), row[3], row[2])
        held.migrations = dict(line.execute(HEADS).fetchall())
        yield held
