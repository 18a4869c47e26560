"""Several sequencers at once: the log is one, and nobody waits for anybody."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from backend.translog.models import Checkpoint, Place, Waiting
from backend.translog.sequencer import run as sequencer
from backend.translog.sequencer.run import LOCK, run
from tests.backend.translog import make


@pytest.mark.usefixtures("committed")
def test_many_at_once_make_one_log() -> None:
    def work(_n: int) -> int:
        try:
            make.hand_in(20)
            return run()
        finally:
            connections.close_all()

    make.hand_in(1)
    run()  # the first one makes the key
    before = Place.objects.count()
    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(work, range(8)))
    done += run()

    assert done == 160
    assert make.assert_whole().size == Place.objects.count() == before + 160
    assert not Waiting.objects.exists()
    assert Checkpoint.objects.filter(size=before + 160).count() == 1


@pytest.mark.usefixtures("committed")
def test_while_one_works_another_does_nothing() -> None:
    make.hand_in(1)
    size = Place.objects.count()

    def try_it() -> int:
        try:
            return run()
        finally:
            connections.close_all()

    with connection.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        assert pool.submit(try_it).result() == 0
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])

    assert Place.objects.count() == size
    assert run() == 1


@pytest.mark.usefixtures("committed")
def test_what_was_numbered_counts_though_another_publishes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.hand_in(1)
    run()
    make.hand_in(3)
    monkeypatch.setattr(sequencer, "publish", lambda: False)
    assert run() == 3

    monkeypatch.undo()
    assert run() == 0
    make.assert_whole()
