"""What the database holds, as one number a table: a refusal must leave it as it was."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import connection

from backend.core import objects

ANSWERS = {"core_storedanswer"}  # the refusal itself may be kept, to be replayed


def tables() -> list[str]:
    """Give every table of our own apps."""
    labels = set(settings.DOMAIN_APPS)
    found = {m._meta.db_table for m in apps.get_models() if m._meta.app_label in labels}
    return sorted(found - ANSWERS)


def snapshot(leave_out: frozenset[str] = frozenset()) -> dict[str, tuple[int, int]]:
    """Give per table how many rows there are, and a number over their whole content."""
    one = (
        "SELECT '{0}', count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)"
        ' FROM "{0}" t'
    )
    wanted = [name for name in tables() if name not in leave_out]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(name) for name in wanted))
        return {name: (rows, int(content)) for name, rows, content in cursor.fetchall()}


def all_files() -> set[str]:
    """Give the keys of everything in the bucket."""
    pages = objects.client().get_paginator("list_objects_v2").paginate(Bucket=settings.S3_BUCKET)
    return {one["Key"] for page in pages for one in page.get("Contents", [])}


def changed(before: dict[str, tuple[int, int]], leave_out: frozenset[str]) -> list[str]:
    """Name the tables that do not hold what they held."""
    after = snapshot(leave_out)
    return [name for name in after if after[name] != before[name]]
