"""Feeds count without gaps, in commit order (同步序列)."""

import threading

import pytest
from django.db import connection, transaction

from backend.core.ids import uuid7
from backend.inspections.models import Feed, FeedEntry
from backend.inspections.services import News, touch, visit_feed


def news(*refs: str) -> list[News]:
    return [News("answer", ref, {"ref": ref}) for ref in refs]


@pytest.mark.django_db
def test_each_feed_counts_for_itself() -> None:
    one, other = visit_feed(uuid7()), visit_feed(uuid7())

    assert touch({one: news("a", "b"), other: news("c")}) == {one: 2, other: 1}
    assert touch({one: news("d"), other: []}) == {one: 3}

    assert list(FeedEntry.objects.filter(feed=one).order_by("n").values_list("n", "ref")) == [
        (1, "a"),
        (2, "b"),
        (3, "d"),
    ]


def test_a_rolled_back_verb_leaves_no_gap_and_writers_follow_each_other(committed: None) -> None:
    feeds = [visit_feed(uuid7()), visit_feed(uuid7())]

    def writer(name: str) -> None:
        for step in range(10):
            try:
                with transaction.atomic():
                    touch({feed: news(f"{name}{step}") for feed in feeds})
                    if step % 3 == 0:
                        raise RuntimeError
            except RuntimeError:
                continue
        connection.close()

    writers = [threading.Thread(target=writer, args=(name,)) for name in "abcd"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()

    for feed in feeds:
        numbers = list(
            FeedEntry.objects.filter(feed=feed).order_by("n").values_list("n", flat=True)
        )
        assert numbers == list(range(1, 25))
        assert Feed.objects.get(pk=feed).n == 24
