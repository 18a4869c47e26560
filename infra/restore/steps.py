"""Restoring a backup step by step (恢复步骤); the old is not touched before all is ready."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.backup import manifest
from infra.backup.house import House
from infra.local.trouble import Trouble
from infra.restore import buckets, database

Say = Callable[[str], None]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a backup is to be brought back.

    log_lost: the public log's bucket is gone, its files come from the backup.
    numbers: how many 文号 of each kind to leave out, for papers made since the backup.
    """

    replace: bool = False
    log_lost: bool = False
    numbers: int = 100


def restore(house: House, backup: Path, wish: Wish, say: Say) -> Json:
    """Bring a backup back; give what was done.

    Raises Trouble; then the old database stands where it stood.
    """
    told = manifest.check(backup, say)
    _demand_key(house, told)
    if not wish.replace and database.holds_work(house):
        do = "look what it is; with --replace it is set aside, not deleted"
        raise Trouble(
            "database-not-empty", f"expected no work in {house.database}, came some; {do}"
        )
    _demand_log(house, told, wish)
    put = {"objects": _put(house, backup, "objects", say)}
    if wish.log_lost and not buckets.log_is_published(house):
        put["log"] = _put(house, backup, "log", say)
    draft = database.restore(house, backup, say)
    try:
        settled = _settle(house, draft, backup, wish, say)
        old = database.change_over(house, draft)
    except BaseException:
        database.drop(house, draft)
        raise
    return {"backup": told["name"], "taken_at": told["taken_at"], "put": put, "old": old, **settled}


def _put(house: House, backup: Path, part: str, say: Say) -> int:
    buckets.ensure(house, part)
    return buckets.put_back(house, backup, part, say)


def _demand_key(house: House, told: Json) -> None:
    if told["master_key_mark"] != house.key_mark():
        do = "put the master_key of that time into var/secrets (or XINGJIAN_MASTER_KEY) first"
        expected = f"expected the key {told['master_key_mark']}, came {house.key_mark()}"
        raise Trouble("master-key-differs", f"{expected}; no file would open; {do}")


def _demand_log(house: House, told: Json, wish: Wish) -> None:
    if told["log_published"] and not wish.log_lost and not buckets.log_is_published(house):
        do = "bring the bucket back from its mirror; only if there is none: --log-lost"
        bucket = house.bucket("log")
        raise Trouble("log-lost", f"expected the public log in {bucket}, came none; {do}")


def _settle(house: House, draft: str, backup: Path, wish: Wish, say: Say) -> Json:
    """Bring the new database to this version, and to what happened since the backup."""
    buckets.ensure(house, "log")
    role = ("--role", house.role) if house.role else ()
    words = (str(backup / manifest.NAME), *role, "--numbers", str(wish.numbers))
    answer = house.manage("settle_restore", *words, database=draft)
    found: Json = json.loads(answer.strip().splitlines()[-1])
    same = "its state digest is the backup's" if found["compared"] else "of an older version"
    say(f"database: {same}; migrated, settled with the public log")
    return found
