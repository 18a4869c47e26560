"""A backup is whole or not there, says what it holds, and finds every changed byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from botocore.exceptions import BotoCoreError
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import CharField

from backend.config.state import state
from backend.core import objects
from backend.inspections.models import Evidence
from backend.sync.models import DeviceJournal
from infra.backup import manifest, safe
from infra.backup.dump import NAMED
from infra.backup.house import House
from infra.backup.making import Wish, earlier, make, prune
from infra.local.trouble import Trouble
from infra.restore import buckets, database, steps
from infra.restore.__main__ import told
from tests.drill.conftest import emptied
from tests.drill.county import carried_out, fields, publish

PASSPHRASE = "合成口令-请勿使用-1234"
NO_OBJECTS = {"sync_uploadpiece.key"}  # partial bytes, never in a backup


def quiet(line: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def whole(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a county with one published visit."""
    some = fields(1, papers=1)
    carried_out(some)
    publish(some)
    to = tmp_path_factory.mktemp("vault") / "one"
    make(house, Wish(to, passphrase=PASSPHRASE), quiet)
    return to


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def test_a_backup_says_what_it_holds(whole: Path, house: House) -> None:
    held = manifest.read(whole)

    assert held["state"]["parts"]["visits"]["rows"] == 1
    assert held["files"]["objects"]["count"] >= 4  # photo, thumbnail, two versions of the paper
    assert held["state"]["parts"]["log"]["size"] >= 3
    assert held["migrations"]["sync"] >= "0003"
    assert held["lsn"]
    assert held["missing"] == {}
    assert house.environment["XINGJIAN_MASTER_KEY"] not in (whole / manifest.NAME).read_text()
    assert whole.stat().st_mode & 0o077 == 0


def a_file(folder: Path) -> Path:
    """Give one of the copied objects."""
    return next(path for path in folder.glob("files/*/*") if path.stat().st_size)


@pytest.mark.parametrize(
    "which",
    [lambda f: f / "database.dump", lambda f: f / "files.db", a_file],
    ids=["the database", "the list of files", "a file"],
)
def test_one_changed_byte_is_found(copy: Path, which: Callable[[Path], Path]) -> None:
    path = which(copy)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    with pytest.raises(Trouble, match="backup-damaged"):
        manifest.check(copy, quiet)


def test_a_file_that_is_gone_is_found(copy: Path) -> None:
    a_file(copy).unlink()

    with pytest.raises(Trouble, match="missing"):
        manifest.check(copy, quiet)


def test_the_next_backup_fetches_only_what_is_new_and_stands_alone(
    whole: Path, house: House
) -> None:
    objects.put("evidence/another", b"another")
    to = whole.with_name("two")

    made = make(house, Wish(to), quiet)

    assert made["files"]["objects"]["fetched"] == 1
    assert earlier(whole.parent) == [whole, to]
    shared = a_file(whole)
    assert (to / shared.relative_to(whole)).stat().st_ino == shared.stat().st_ino
    kept = shutil.copytree(whole, whole.parent.parent / "aside")
    assert prune(whole.parent, 1) == [whole]
    manifest.check(to, quiet)
    shutil.rmtree(to)
    shutil.move(kept, whole)


def test_a_folder_that_holds_something_is_left_alone(house: House, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("合成")

    with pytest.raises(Trouble, match="folder-not-empty"):
        make(house, Wish(tmp_path), quiet)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_backup_that_fails_leaves_nothing(house: House, vault: Path) -> None:
    away = replace(
        house, environment={**house.environment, "S3_ENDPOINT_URL": "http://127.0.0.1:9"}
    )

    with pytest.raises(BotoCoreError):
        make(away, Wish(vault / "one"), quiet)

    assert list(vault.iterdir()) == []


def test_what_the_store_has_lost_is_named_and_moves_no_mark(
    whole: Path, house: House, vault: Path
) -> None:
    row = Evidence.objects.exclude(object_key="").get()
    data = objects.get(row.object_key)
    objects.delete(row.object_key)

    made = make(house, Wish(vault / "one", durable=True), quiet)

    assert made["missing"] == {"count": 1, "names": [row.object_key]}
    assert not DeviceJournal.objects.filter(durable_through_seq__gt=0).exists()
    objects.put(row.object_key, data)


def test_the_keys_open_by_the_passphrase_only(whole: Path, house: House, tmp_path: Path) -> None:
    sealed = (whole / safe.NAME).read_bytes()
    with pytest.raises(Trouble, match="passphrase-wrong"):
        safe.open_to(sealed, PASSPHRASE + "x", tmp_path / "keys")

    written = safe.open_to(sealed, PASSPHRASE, tmp_path / "keys")

    assert written[0].read_text() == house.environment["XINGJIAN_MASTER_KEY"]
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    with pytest.raises(Trouble, match="passphrase-short"):
        safe.seal(house, "kurz")


def test_a_database_with_work_in_it_is_not_overwritten(whole: Path, house: House) -> None:
    before = state()

    with pytest.raises(Trouble, match="database-not-empty"):
        steps.restore(house, whole, steps.Wish(), quiet)

    assert state() == before


def test_another_master_key_is_refused_before_anything_is_done(whole: Path, house: House) -> None:
    other = replace(house, environment={**house.environment, "XINGJIAN_MASTER_KEY": "another"})

    with pytest.raises(Trouble, match="master-key-differs"):
        steps.restore(other, whole, steps.Wish(replace=True), quiet)


def test_without_the_public_log_it_stops_and_only_by_order_takes_the_backups(
    whole: Path, house: House
) -> None:
    before = state()
    emptied(house.bucket("log"))
    with pytest.raises(Trouble, match="log-lost"):
        steps.restore(house, whole, steps.Wish(replace=True), quiet)
    assert not buckets.log_is_published(house)

    done = steps.restore(house, whole, steps.Wish(replace=True, log_lost=True), quiet)

    assert done["put"]["log"] > 0
    assert done["old"].endswith(database.OLD)
    said = told(done)
    assert f"state digest {done['state']['digest']}" in said
    assert any(line.startswith("log: ") for line in said)
    connections.close_all()
    assert state()["parts"]["log"] == before["parts"]["log"]


def test_a_restore_that_fails_leaves_the_old_database_as_it_was(copy: Path, house: House) -> None:
    held = json.loads((copy / manifest.NAME).read_text())
    held["state"]["digest"] = "0" * 64  # as if the dump held something else
    (copy / manifest.NAME).write_text(json.dumps(held))
    before = state()

    with pytest.raises(Trouble, match="state-differs"):
        steps.restore(house, copy, steps.Wish(replace=True), quiet)

    assert state() == before
    with psycopg.connect(house.url(database.HOME)) as line:
        names = [row[0] for row in line.execute("SELECT datname FROM pg_database").fetchall()]
    assert house.database + database.DRAFT not in names


def test_a_database_of_an_older_version_is_brought_to_this_one(
    whole: Path, house: House, vault: Path
) -> None:
    call_command("migrate", "keys", "0001", verbosity=0)
    make(house, Wish(vault / "old"), quiet)
    connections.close_all()

    done = steps.restore(house, vault / "old", steps.Wish(replace=True, numbers=0), quiet)

    assert done["compared"] is False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM keys_contentkey WHERE NOT listed")
        assert cursor.fetchone()[0] > 0


def test_every_column_that_names_an_object_is_looked_at() -> None:
    named = {f"{table}.{column}" for table, column, _key in NAMED}
    found = {
        f"{model._meta.db_table}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField)
        and (field.name.endswith("_key") or field.name == "key")
        and model._meta.app_label not in {"core", "sessions", "auth"}
    }
    assert found - NO_OBJECTS == named
