"""One migrated database that every run of the tests copies (迁移好的模板库).

Migrating takes a copy's time twenty times over, and `make test` needs a database for every
stage and worker.  The template's name tells which code made it; another one is never used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection, connections

from infra.local import databases
from infra.local.places import ROOT

PREFIX = "xingjian_migrated_"
MATTERS = {".py", ".csv", ".json", ".toml", ".sql", ".yaml"}
LOCK = 3_726_001  # one maker at a time, on this server
KEPT = 2  # templates of other code: another checkout may be at work on this server


def copy_to(name: str) -> None:
    """Make a database of that name, anew, that is migrated by the code as it stands."""
    template = PREFIX + _digest_of_code()
    with _alone() as line:
        told = "SELECT datname FROM pg_database WHERE datname ^@ %s ORDER BY oid DESC"
        names = [row[0] for row in line.execute(told, [PREFIX])]
        if template not in names:
            for old in names[KEPT:]:
                databases.drop(line, old)
            _make(line, template)
        databases.drop(line, name)
        databases.create(line, name, template)


def _make(line: psycopg.Connection, name: str) -> None:
    """Migrate under another name first: what was cut off half-way is nobody's template."""
    half = name + "_half"
    databases.drop(line, half)
    databases.create(line, half)
    home = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = half
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = home
    line.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')


@contextmanager
def _alone() -> Iterator[psycopg.Connection]:
    """Connect outside of our own databases while nobody else makes or drops a template."""
    line = psycopg.connect(**_maintenance(), autocommit=True)
    try:
        line.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield line
    finally:
        line.close()


def _maintenance() -> dict[str, Any]:
    told = connection.get_connection_params()
    kept = ("host", "port", "user", "password")
    return {"dbname": "postgres", **{name: told[name] for name in kept if name in told}}


def _digest_of_code() -> str:
    """Sum up what migrations may run: our own code and data, and the packages they stand on."""
    found = hashlib.sha256()
    for path in sorted(_files(ROOT / "backend")):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    for one in sorted(f"{it.name}={it.version}" for it in metadata.distributions()):
        found.update(one.encode())
    return found.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in {"node_modules", "dist", "__pycache__", "static"}:
            yield from _files(path)
        elif path.suffix in MATTERS:
            yield path
