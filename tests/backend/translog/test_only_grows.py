"""What was numbered and published stays: the database refuses every other change."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from backend.translog.models import Checkpoint, Leaf, Node, Place
from backend.translog.sequencer.run import run
from tests.backend.translog import make

pytestmark = pytest.mark.usefixtures("rolled_back")


@pytest.fixture(scope="module")
def published(shared_rows: None) -> None:
    """Publish so many leaves that the tree has a full tile."""
    make.hand_in(257)
    run()


@pytest.mark.parametrize("table", ["leaf", "place", "node", "checkpoint"])
@pytest.mark.parametrize("command", ["DELETE FROM translog_{}", "TRUNCATE translog_{} CASCADE"])
def test_the_database_refuses_change(table: str, command: str, published: None) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(command.format(table))

    assert Leaf.objects.count() == 257


def test_the_applications_role_may_not_change_what_only_grows() -> None:
    frozen = {m for m in apps.get_app_config("translog").get_models() if hasattr(m, "append_only")}
    assert frozen == {Leaf, Place, Node, Checkpoint}
