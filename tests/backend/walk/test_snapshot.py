"""The eye of these tests sees a row that came, went or is another; not one that was undone."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from backend.accounts.models import Person
from backend.core.models import ClockOffset
from backend.registers.models import Site
from tests.backend.walk.conftest import Stage
from tests.backend.walk.snapshot import changed, snapshot

CLOCK, HOMES, PEOPLE = (one._meta.db_table for one in (ClockOffset, Site, Person))


def renamed() -> None:
    """Change a row."""
    Site.objects.filter(pk=Site.objects.values("pk")[:1]).update(name="另一个（合成）")


def removed() -> None:
    """Delete a row, past the models."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {CLOCK}")


def undone() -> None:
    """Change a row, and take it back."""
    with transaction.atomic():
        renamed()
        transaction.set_rollback(True)


def added() -> None:
    """Add a row."""
    Person.objects.create(username="wushi", name="无事（合成）")


@pytest.mark.parametrize(
    ("act", "seen"),
    [(renamed, [HOMES]), (added, [PEOPLE]), (removed, [CLOCK]), (undone, [])],
    ids=["renamed", "added", "removed", "undone"],
)
def test_a_change_is_seen(
    act: Callable[[], None], seen: list[str], at: Callable[[str], Stage]
) -> None:
    at("rated")
    before = snapshot()

    act()

    assert changed(before) == seen


def test_what_is_left_out_is_not_told(at: Callable[[str], Stage]) -> None:
    at("rated")
    before = snapshot()
    renamed()

    assert changed(before, {HOMES}) == []
