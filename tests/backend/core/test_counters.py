"""Running numbers have no gaps, whoever rolls back and however many take at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from backend.core import counters


@pytest.mark.django_db
def test_numbers_follow_each_other() -> None:
    assert list(counters.take("a", 3)) == [1, 2, 3]
    assert list(counters.take("a")) == [4]
    assert list(counters.take("b")) == [1]


@pytest.mark.django_db
def test_a_rolled_back_taker_leaves_no_gap() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        counters.take("a")
        raise RuntimeError

    assert list(counters.take("a")) == [1]


def test_many_at_once_get_different_numbers(committed: None) -> None:
    def take(_: int) -> int:
        try:
            return counters.take("many").start
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(take, range(40)))

    assert sorted(numbers) == list(range(1, 41))
