"""The database beside the old one, and the change from one to the other (恢复数据库)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from infra.backup.dump import NAME
from infra.backup.house import House, finished
from infra.local import databases

HOME = "postgres"  # the database to stand in while others are renamed
DRAFT = "_restoring"
OLD = "_before_restore"
JOBS = 2
TRIES = 20
PAUSE = 0.5
END = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = %s AND usename IS NOT NULL
"""
# A row in one of these is somebody's work; what migrations write is not.
WORK = ("accounts_person", "oplog_event", "sync_operation", "inspections_visit")


def holds_work(house: House) -> bool:
    """Say whether the database is there and somebody has worked in it."""
    with _home(house) as line:
        found = line.execute("SELECT 1 FROM pg_database WHERE datname = %s", [house.database])
        if found.fetchone() is None:
            return False
    with psycopg.connect(house.owner_url, autocommit=True) as line:
        for table in WORK:
            known = line.execute("SELECT to_regclass(%s)", [f"public.{table}"]).fetchone()
            name = sql.Identifier(table)
            rows = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(name)
            if known and known[0] and line.execute(rows).fetchone():
                return True
    return False


def restore(house: House, backup: Path, say: Callable[[str], None]) -> str:
    """Fill a new database from the dump; give its name."""
    name = house.database + DRAFT
    with _home(house) as line:
        databases.drop(line, name)
        databases.create(line, name)
    words = ["--exit-on-error", "--no-owner", "--no-privileges", f"--jobs={JOBS}"]
    program = house.tool("pg_restore", *words, f"--dbname={name}", str(backup / NAME))
    finished(program, "pg_restore")
    say("database: filled")
    return name


def drop(house: House, name: str) -> None:
    """Drop a database that was not finished."""
    with _home(house) as line:
        databases.drop(line, name)


def change_over(house: House, draft: str) -> str:
    """Put the new database into the place of the old one; give the old one's name, if any."""
    old = house.database + OLD
    with _home(house) as line:
        there = line.execute("SELECT 1 FROM pg_database WHERE datname = %s", [house.database])
        had = there.fetchone() is not None
        if had:
            databases.drop(line, old)
            _rename(line, house.database, old)
        _rename(line, draft, house.database)
    return old if had else ""


def _rename(line: psycopg.Connection, name: str, to: str) -> None:
    """Rename a database, ending who is connected to it."""
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    for left in reversed(range(TRIES)):
        line.execute(END, [name])
        try:
            line.execute(rename.format(sql.Identifier(name), sql.Identifier(to)))
        except psycopg.errors.ObjectInUse:
            if not left:
                raise
            time.sleep(PAUSE)
        else:
            return


def _home(house: House) -> psycopg.Connection:
    return psycopg.connect(house.url(HOME), autocommit=True)
