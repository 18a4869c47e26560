"""What the database holds: a refusal must leave it as it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from backend.core import objects

ANSWERS = {"core_storedanswer"}  # the refusal itself may be kept, to be replayed
_WRITTEN = """SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"""
_CONTENT = """
SELECT '{0}', count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM "{0}" t
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A moment in a transaction.

    savepoint: the way back.  written: how many rows it had written until then, by table.
    """

    savepoint: str
    written: dict[str, int]


def snapshot() -> Snapshot:
    """Remember this moment."""
    return Snapshot(transaction.savepoint(), _written())


def changed(before: Snapshot, leave_out: Collection[str] = ()) -> list[str]:
    """Name the tables that hold something else than before, and go back to that moment.

    Only tables that were written to are read, now and after going back.
    """
    touched = {name for name, rows in _written().items() if rows != before.written.get(name, 0)}
    wanted = sorted(touched & _tables() - set(leave_out))
    after = _content(wanted)
    transaction.savepoint_rollback(before.savepoint)
    held = _content(wanted)
    return [name for name in wanted if after[name] != held[name]]


def all_files() -> set[str]:
    """Give the keys of everything in the bucket."""
    pages = objects.client().get_paginator("list_objects_v2").paginate(Bucket=settings.S3_BUCKET)
    return {one["Key"] for page in pages for one in page.get("Contents", [])}


def _tables() -> set[str]:
    """Give every table of our own apps."""
    labels = set(settings.DOMAIN_APPS)
    return {m._meta.db_table for m in apps.get_models() if m._meta.app_label in labels} - ANSWERS


def _written() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return dict(cursor.fetchall())


def _content(tables: Collection[str]) -> dict[str, tuple[int, int]]:
    """Give per table how many rows there are, and a number over their whole content."""
    if not tables:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(_CONTENT.format(name) for name in tables))
        return {name: (rows, int(content)) for name, rows, content in cursor.fetchall()}
