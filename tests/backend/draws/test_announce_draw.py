"""Announcing: the pool is frozen and its digest logged before any randomness exists."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from backend.core import clock
from backend.core.models import Event as Waiting
from backend.draws import selectors, services
from backend.draws.models import Draw
from backend.draws.refusals import PoolUnusable, SourceTooEarly, UnknownKey, WitnessWanted
from backend.oplog.models import Event
from scoring.canonical import canonical_digest
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as draws

pytestmark = pytest.mark.django_db

WITNESS = services.Witness("哈尔滨市道里区司法局", "李见证（合成）")


def dated(on: date) -> dict[str, Any]:
    return {"sources": draws.sources(on)}


def test_the_digest_of_what_the_public_sees_is_logged() -> None:
    draw = draws.announced()
    event = Event.objects.get(kind="draw.announced", subject=str(draw.pk))
    shown = selectors.public_before(draw)
    assert event.body["public_before_sha256"] == canonical_digest(shown)
    assert event.body["commitment"] == draw.pool["codes"]["commitment"]
    assert event.at < clock.now()


def test_the_public_is_told_digests_and_no_label() -> None:
    draws.announced()
    told = Waiting.objects.get(name="draw.announced").payload["public_before"]
    assert verify(told) == []
    assert len(told["strata"][0]["labels"]) == len(draws.LABELS)
    assert not any(label in str(told) for label in draws.LABELS)


def test_unannounced_visits_tell_the_public_nothing() -> None:
    draw = services.announce_draw(
        pool=draws.pool(), region=make.region(), by=draws.scheduler(), shown_before=False
    )
    assert not Waiting.objects.filter(name="draw.announced").exists()
    assert draw not in selectors.shown_to_public()
    assert Event.objects.filter(kind="draw.announced").exists()


@pytest.mark.parametrize("days", [-1, 0])
def test_a_result_that_may_exist_already_is_refused(days: int) -> None:
    with pytest.raises(SourceTooEarly):
        draws.announced(**dated(clock.today() + timedelta(days=days)))
    assert not Draw.objects.exists()
    assert not Event.objects.exists()


def test_a_text_takes_a_witness() -> None:
    text = {"name": "某人", "date": "2099-01-01", "text": True}
    with pytest.raises(WitnessWanted):
        draws.announced(sources=[text])


def test_with_a_witness_nothing_else_enters() -> None:
    with pytest.raises(WitnessWanted):
        services.announce_draw(
            pool=draws.pool(), region=make.region(), by=draws.scheduler(), witness=WITNESS
        )


def test_the_witness_is_the_only_source_of_an_immediate_draw() -> None:
    pool = {key: value for key, value in draws.pool().items() if key != "sources"}
    draw = services.announce_draw(
        pool=pool, region=make.region(), by=draws.scheduler(), witness=WITNESS
    )
    assert draw.immediate
    assert [source["text"] for source in draw.pool["sources"]] == [True]


def test_what_the_server_makes_cannot_be_brought_along() -> None:
    with pytest.raises(UnknownKey):
        draws.announced(salt="00" * 32)


def test_a_quota_above_the_pool_has_the_command_lines_code() -> None:
    with pytest.raises(PoolUnusable) as refusal:
        draws.announced(quota=13)
    assert refusal.value.code == "quota-above-pool"


def test_the_secret_is_not_readable_in_the_row() -> None:
    draw = draws.announced()
    assert draw.secret == ""
    assert b"secret" not in bytes(draw.secret_sealed or b"")


def test_the_chain_is_three_times_the_substitutes_to_expect() -> None:
    assert services.code_count({"strata": [{"quota": 5}]}) == 30
    assert services.code_count({"strata": [{"quota": 1000}, {"quota": 1}]}) == 303


@pytest.mark.parametrize("change", ["title = 'x'", "n = 1", "state = 'finished'", None])
def test_what_was_announced_is_frozen_in_the_database(change: str | None) -> None:
    draws.announced()
    command = f"UPDATE draws_draw SET {change}" if change else "DELETE FROM draws_draw"
    with (
        pytest.raises(DatabaseError, match=r"frozen|never deleted|does not go"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(command)
