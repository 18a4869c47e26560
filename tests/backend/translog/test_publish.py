"""The sequencer: what is handed in gets its place and is published, whatever is cut."""

from itertools import pairwise

import pytest
from botocore.exceptions import EndpointConnectionError
from django.conf import settings

from backend.translog import store, tasks
from backend.translog.models import Checkpoint, Place, Waiting
from backend.translog.proof.hashing import leaf_hash
from backend.translog.proof.paths import check_growth
from backend.translog.proof.reader import TreeReader
from backend.translog.sequencer.run import run
from backend.translog.services import append
from tests.backend.translog import make

pytestmark = pytest.mark.django_db


def test_what_was_handed_in_is_published_in_order() -> None:
    leaves = make.hand_in(3)

    assert run() == 3

    assert make.assert_whole().size == 3
    assert [leaf_hash(entry) for entry in make.entries(3)] == [bytes(x.hash) for x in leaves]
    assert not Waiting.objects.exists()
    assert run() == 0
    assert Checkpoint.objects.count() == 1


def test_the_same_thing_twice_is_one_entry_and_a_changed_document_another() -> None:
    first = append(make.KIND, make.subject("a"), document="1" * 64)

    assert append(make.KIND, make.subject("a"), document="1" * 64) == first
    assert append(make.KIND, make.subject("a"), document="2" * 64) != first
    assert run() == 2


def test_a_kind_that_the_format_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        append("star.given", make.subject("a"), document="1" * 64)


@pytest.mark.parametrize("sizes", [(1, 1, 1), (255, 1, 1), (256, 256), (300, 212, 1)])
def test_every_checkpoint_grows_out_of_the_one_before(sizes: tuple[int, ...]) -> None:
    heads = []
    for more in sizes:
        make.hand_in(more)
        run()
        heads.append(make.assert_whole())

    for old, new in pairwise(heads):
        path = TreeReader(new.size, store.get_tile).growth(old.size)
        check_growth(old.size, new.size, old.root, new.root, path)


def test_partial_tiles_go_when_the_full_one_is_there_and_old_readers_still_read() -> None:
    make.hand_in(200)
    run()
    old = make.published()
    assert "tile/0/000.p/200" in set(store.names("tile/"))

    make.hand_in(60)
    run()

    assert {"tile/0/000", "tile/0/001.p/4", "tile/1/000.p/1"} <= set(store.names("tile/"))
    assert not [name for name in store.names("tile/") if "000.p/200" in name]
    assert TreeReader(200, store.get_tile).root() == old.root


@pytest.mark.parametrize("before", [0, 254])
def test_cut_at_any_request_and_run_again_it_is_the_same_log(before: int) -> None:
    make.hand_in(before)
    run()
    cut = 0
    while True:
        leaves = make.hand_in(3)
        size = Place.objects.count()
        try:
            with make.cut_at(cut):
                run()
        except EndpointConnectionError:
            run()
        else:
            break
        head = make.assert_whole()
        assert head.size == size + 3
        expected = [bytes(leaf.hash) for leaf in leaves]
        assert [leaf_hash(entry) for entry in make.entries(head.size)][-3:] == expected
        stored = {f"openings/{size + n}.json" for n in range(3)}
        assert stored <= set(store.names("openings/"))
        cut += 1
    assert cut > 6
    assert not Waiting.objects.exists()


def test_the_files_come_back_when_the_bucket_was_lost() -> None:
    make.hand_in(260)
    run()
    head, files = make.published(), set(store.names(""))
    store.delete(sorted(files - {n for n in files if n.startswith("openings/")}))

    run()

    assert make.assert_whole() == head


def test_the_clock_and_a_nudge_run_the_sequencer() -> None:
    make.hand_in(2)

    assert tasks.sequence() == 2
    assert tasks.sequence() == 0
    schedule = settings.CELERY_BEAT_SCHEDULE
    assert schedule["publish-log"]["task"] == tasks.sequence.name
    assert schedule["log-operations-day"]["task"] == tasks.log_day.name
