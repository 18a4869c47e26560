"""Many desks and tablets take numbers at the same moment, with real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from backend.papers import services
from backend.papers.models import Number
from backend.papers.selectors import block_for_package
from tests.backend.papers import make


def lend(turn: int) -> list[str]:
    block = services.lease_block(
        agency="哈里民",
        kind=make.KIND,
        year=2026,
        device=f"tablet-{turn % 2}",
        size=4,
        purpose=f"visit-{turn}",
    )
    numbers: list[str] = block_for_package(block)["numbers"]
    return numbers


def give_up() -> list[str]:
    with pytest.raises(RuntimeError), transaction.atomic():
        make.number()
        raise RuntimeError
    return []


def take(turn: int) -> list[str]:
    try:
        if turn % 5 == 0:
            return lend(turn)
        return give_up() if turn % 7 == 0 else [make.number()]
    finally:
        connection.close()


@pytest.mark.usefixtures("committed")
def test_many_at_once_leave_no_gap_and_no_double() -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = [label for labels in pool.map(take, range(40)) for label in labels]

    numbers = sorted(Number.objects.values_list("n", flat=True))
    assert numbers == list(range(1, len(taken) + 1))
    assert sorted(taken) == sorted(Number.objects.values_list("label", flat=True))
