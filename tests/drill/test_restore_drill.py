"""The drill: a backup, a day's work, a disaster, the restore, and the tablets come back.

Real PostgreSQL and object store; the tablets' requests go through the whole application.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from backend.config.state import state
from backend.core import objects
from backend.inspections.models import Evidence, Visit
from backend.keys import destroyed
from backend.keys.services import Forgotten, forget, unseal
from backend.oplog.services import first_break
from backend.publication import services as publication
from backend.publication.models import Publication
from backend.publication.public_levels import levels_of_site
from backend.ratings.models import Level
from backend.sync.models import Epoch
from backend.translog import store
from backend.translog.key import verifier_key
from backend.translog.models import Opening
from backend.translog.proof.checkpoints import Checkpoint, open_checkpoint
from backend.translog.proof.paths import check_growth
from backend.translog.proof.reader import TreeReader
from infra.backup.house import House
from infra.backup.making import Wish, make
from infra.local.postgres import APP
from infra.restore import steps
from tests.backend import make as people
from tests.drill.county import carried_out, fields, publish, settle, starred, suspend

pytestmark = pytest.mark.long

VISITS = 20


def quiet(line: str) -> None:
    """Say nothing."""


def published() -> Checkpoint:
    """Read the published checkpoint as the public does."""
    shown = store.published()
    assert shown is not None
    return open_checkpoint(shown.note, [verifier_key()])


def rights() -> set[str]:
    """Give what the application may do with the operations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = %s AND table_name = 'sync_operation'",
            [APP],
        )
        return {row[0] for row in cursor.fetchall()}


def triggers() -> list[tuple[Any, ...]]:
    """Give every trigger with its table and words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE NOT tgisinternal ORDER BY 1, 2"
        )
        return list(cursor.fetchall())


def test_everything_comes_back_and_what_was_forgotten_does_not(
    house: House, vault: Path, disaster: Any
) -> None:
    kept, suspended = starred(2)
    old, new = fields(2, papers=1), fields(VISITS, papers=1)
    carried_out(old)
    taken, photo = publish(old)[0], Evidence.objects.get(visit=old[0].visit)
    backup = make(house, Wish(vault / "one"), quiet)
    assert backup["missing"] == {}
    at_backup = published()

    carried_out(new)
    shown = publish(new)
    suspend(suspended)
    with transaction.atomic():
        by = people.person("publisher")
        publication.take_down(publication_id=taken.pk, reason="照片中可辨认老人（合成）", by=by)
        assert photo.content_key is not None
        forget(photo.content_key)
    settle()
    assert destroyed.write_down() >= 1
    before, head = state(), published()
    epoch, guards = Epoch.objects.get().id, triggers()
    assert Visit.objects.filter(nature="case", state="concluded").count() == VISITS + 2
    assert head.size > at_backup.size

    disaster()
    report = steps.restore(house, vault / "one", steps.Wish(), quiet)

    assert Epoch.objects.get().id != epoch
    assert report["compared"]
    assert report["done"]["entries_taken_back"] == head.size - at_backup.size
    assert report["done"]["publications_taken_off"] == 1
    assert report["done"]["levels_moved"] == 1
    assert words_of(kept, suspended) == ["有效", "等级暂停，调查中"]
    assert report["done"]["keys_destroyed_again"] >= 1
    assert Visit.objects.filter(nature="case", state="concluded").count() == 2
    assert triggers() == guards
    assert rights() == {"SELECT", "INSERT"}

    for one in [*old, *new]:
        one.sync()
    settle()

    after = state(log_size=head.size)
    assert after["parts"] == before["parts"]
    assert after["digest"] == before["digest"]
    assert [name for one in new for name in one.lost()] == []
    assert_one_history(head)
    assert_still_forgotten(taken.pk, photo.pk)
    results = Publication.objects.filter(kind="result", state="published")
    assert results.count() == len(shown) + 1
    assert words_of(kept, suspended) == ["有效", "等级暂停，调查中"]
    assert first_break() is None


def words_of(*some: Level) -> list[str]:
    """Say how levels stand, as anybody reads it."""
    return [levels_of_site(level.site_id)[0]["state_words"] for level in some]


def assert_one_history(head: Checkpoint) -> None:
    """Prove the log of before the disaster inside the one of now."""
    now = published()
    assert now.size >= head.size
    reader = TreeReader(now.size, store.get_tile)
    path = reader.growth(head.size) if now.size > head.size else []
    check_growth(head.size, now.size, head.root, now.root, path)


def assert_still_forgotten(publication_id: Any, evidence_id: Any) -> None:
    """Look for what was taken down and for the photo whose key was destroyed."""
    row = Publication.objects.get(pk=publication_id)
    assert row.state == Publication.State.TAKEN_DOWN
    assert not Opening.objects.filter(subject_id=str(publication_id)).exists()
    evidence = Evidence.objects.get(pk=evidence_id)
    assert evidence.content_key is not None
    with pytest.raises(Forgotten):
        unseal(evidence.content_key, objects.get(evidence.object_key))
