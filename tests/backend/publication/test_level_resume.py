"""After a restore the public log says how levels stand (恢复备份后的等级)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from backend.accounts.roles import Role
from backend.core import outbox
from backend.publication import public_levels as levels
from backend.publication import services
from backend.publication.models import Publication
from backend.ratings import services as rating
from backend.ratings.models import Level
from backend.translog.models import Leaf, Opening
from tests.backend import make
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


def lost(level: Level, after: Callable[[dict[str, Any]], object]) -> list[str]:
    """Let something happen to a level, lose all but the log; give the digests it had entered."""
    outbox.deliver_all()
    known = set(Opening.objects.values_list("pk", flat=True))
    backup = transaction.savepoint()
    after({"level_id": level.pk, "by": make.person(Role.HEAD)})
    outbox.deliver_all()
    entered = list(Opening.objects.exclude(pk__in=known).filter(kind="level.published"))
    leaves = [Leaf.objects.get(pk=one.leaf_id) for one in entered]
    transaction.savepoint_rollback(backup)
    for leaf, opening in zip(leaves, entered, strict=True):
        leaf.save(force_insert=True)
        opening.save(force_insert=True)
    return [one.document for one in entered]


def words(level: Level) -> str:
    return str(levels.levels_of_site(level.site_id)[0]["state_words"])


@pytest.fixture(scope="module")
def confirmed(shared_rows: None) -> UUID:
    """Walk a rating to its confirmed level, once, and let its events be handled."""
    found = ratings.confirmed(ratings.small_round())
    outbox.deliver_all()
    return found.pk


@pytest.fixture
def level(confirmed: UUID, rolled_back: None) -> Level:
    """Give a confirmed level that everybody can read."""
    return Level.objects.get(pk=confirmed)


def test_a_level_suspended_after_the_backup_is_suspended_again_without_a_second_entry(
    level: Level,
) -> None:
    entered = lost(level, lambda told: rating.suspend_level(reason="发生火灾", **told))
    assert words(level) == "有效"  # nobody reads it before the house is settled

    assert services.levels_as_logged() == 1
    outbox.deliver_all()
    assert words(level) == "等级暂停，调查中"
    shown = Publication.objects.get(kind="level", payload__state__code="suspended")
    assert [shown.payload_digest] == entered
    assert Leaf.objects.filter(kind="level.published").count() == 2
    assert services.levels_as_logged() == 0


def test_one_that_was_suspended_and_given_back_stands(level: Level) -> None:
    def both(told: dict[str, Any]) -> None:
        rating.suspend_level(reason="发生火灾", **told)
        rating.restore_level(reason="无责任", **told)

    lost(level, both)
    services.levels_as_logged()
    outbox.deliver_all()
    assert words(level) == "有效"
    assert len(levels.levels_of_site(level.site_id)[0]["history"]) == 3
    assert Leaf.objects.filter(kind="level.published").count() == 3


def test_one_that_was_taken_away_is_not_read_as_valid_until_a_person_decides_again(
    level: Level,
) -> None:
    terms: dict[str, Any] = {"kind": "revoke", "grounds": "拒不整改", "clause": "第二十条（合成）"}
    row = rating.propose_removal(level_id=level.pk, by=make.person(Role.REVIEWER), **terms)
    ratings.days_pass(15)
    decide: dict[str, Any] = {"removal_id": row.pk, "outcome": "imposed", "reason": "事实清楚"}
    lost(level, lambda told: rating.decide_removal(by=told["by"], **decide))

    assert services.levels_as_logged() == 1
    outbox.deliver_all()
    assert words(level) == "等级暂停，调查中"
    rating.decide_removal(by=make.person(Role.HEAD), **decide)
    outbox.deliver_all()
    assert words(level) == "已撤销等级"


def test_a_level_that_the_log_agrees_with_stays(level: Level) -> None:
    outbox.deliver_all()
    assert services.levels_as_logged() == 0
    assert words(level) == "有效"
