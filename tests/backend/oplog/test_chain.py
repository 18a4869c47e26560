"""The operation log only grows, and a changed row breaks its chain."""

import pytest
from django.db import DatabaseError, connection, transaction

from backend.oplog import services
from backend.oplog.models import Event, Link

pytestmark = pytest.mark.django_db


def log(count: int) -> None:
    for n in range(count):
        services.record(kind="visit.locked", subject=str(n), actor="system", body={"n": n})


def test_events_are_numbered_without_gaps() -> None:
    log(3)
    assert services.chain() == 3
    log(2)
    assert services.chain() == 2
    assert services.chain() == 0

    assert list(Link.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert services.first_break() is None


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE oplog_event SET actor = 'x'",
        "DELETE FROM oplog_event",
        "TRUNCATE oplog_event CASCADE",
    ],
)
def test_the_database_refuses_change(command: str) -> None:
    log(1)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(command)

    assert Event.objects.count() == 1


def test_a_row_changed_behind_the_trigger_is_found() -> None:
    log(4)
    services.chain()

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE oplog_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE oplog_event SET actor = 'x' WHERE subject = '2'")
        cursor.execute("ALTER TABLE oplog_event ENABLE TRIGGER USER")

    assert services.first_break() == 3
