"""A database behind the published log takes back what is missing; the log is never forked."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from backend.oplog.models import Event
from backend.translog import services, store
from backend.translog.models import Forgotten, Halt, Leaf, Opening, Place, Waiting
from backend.translog.sequencer import tree
from backend.translog.sequencer.run import number, run
from backend.translog.services import append, forget
from tests.backend.translog import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def running_log(db: None) -> None:
    """Let the sequencer look once, as it does from the first second of an installation."""
    assert run() == 0


def test_behind_the_published_log_everything_comes_back_and_it_goes_on() -> None:
    make.hand_in(250)
    run()
    backup = transaction.savepoint()
    later = make.hand_in(300)
    run()
    head = make.published()
    transaction.savepoint_rollback(backup)
    assert Place.objects.count() == 250

    make.hand_in(2)
    assert run() == 2

    assert make.assert_whole().size == head.size + 2 == 552
    assert tree.root_at(head.size) == head.root
    again = Opening.objects.get(leaf__hash=bytes(later[7].hash))
    assert again.stored
    assert Event.objects.get(kind="log.caught-up").body["to"] == 550


def test_what_was_waiting_in_the_backup_and_published_after_it_is_one_entry() -> None:
    waiting = make.hand_in(3)
    backup = transaction.savepoint()
    run()
    transaction.savepoint_rollback(backup)
    assert Waiting.objects.count() == 3

    run()

    assert make.assert_whole().size == 3
    assert Leaf.objects.count() == 3
    assert Place.objects.get(index=0).leaf == waiting[0]
    assert append(make.KIND, make.subject("x"), document="3" * 64)
    assert run() == 1


def test_a_handler_that_comes_again_after_the_restore_adds_nothing() -> None:
    backup = transaction.savepoint()
    append(make.KIND, make.subject("a"), document="1" * 64)
    run()
    transaction.savepoint_rollback(backup)
    run()

    append(make.KIND, make.subject("a"), document="1" * 64)

    assert run() == 0
    assert make.published().size == 1


def test_what_was_forgotten_stays_forgotten() -> None:
    make.hand_in(2)
    services.append(make.KIND, make.subject("a"), document="1" * 64)
    run()
    file = store.get("openings/2.json")
    backup = transaction.savepoint()
    assert forget(make.subject("a")) == 1
    run()
    assert "openings/2.json" not in set(store.names("openings/"))
    transaction.savepoint_rollback(backup)
    store.put("openings/2.json", file)  # a careless restore of the files, too
    assert Opening.objects.filter(subject_id="a").exists()

    said = StringIO()
    call_command("settle_log", stdout=said)

    assert "openings/2.json" not in set(store.names("openings/"))
    assert not Opening.objects.filter(subject_id="a").exists()
    assert Forgotten.objects.get().number == 1
    assert "3 entries" in said.getvalue()
    assert make.assert_whole().size == 3


def test_a_bucket_that_was_rolled_back_forgets_again() -> None:
    append(make.KIND, make.subject("a"), document="1" * 64)
    run()
    file = store.get("openings/0.json")
    forget(make.subject("a"))
    run()
    store.delete(list(store.names("forgotten/")))
    store.put("openings/0.json", file)

    run(compare_list=True)

    assert list(store.names("openings/")) == []
    assert len(list(store.names("forgotten/"))) == 1


def test_forgetting_after_a_restore_does_not_overwrite_the_list() -> None:
    for name in "ab":
        append(make.KIND, make.subject(name), document="1" * 64)
    run()
    backup = transaction.savepoint()
    forget(make.subject("a"))
    run()
    transaction.savepoint_rollback(backup)

    forget(make.subject("b"))
    run()

    assert len(list(store.names("forgotten/"))) == 2
    assert list(store.names("openings/")) == []
    assert not Opening.objects.exists()


def test_another_history_stops_the_log_and_alarms_and_publishes_nothing() -> None:
    make.hand_in(3)
    run()
    backup = transaction.savepoint()
    make.hand_in(2)
    run()
    head, files = make.published(), set(store.names(""))
    transaction.savepoint_rollback(backup)
    make.hand_in(2)
    edge = tree.edge_at(3)
    tree.grow(edge, [row.leaf for row in Waiting.objects.select_related("leaf")])
    tree.sign_here(edge)  # numbered without looking: what the sequencer never does

    for _ in range(2):
        run()

    assert make.published() == head
    assert set(store.names("")) == files
    assert Halt.objects.get(until=None).code == "log-contradicts"
    assert Event.objects.filter(kind="log.halted").count() == 1
    with pytest.raises(CommandError, match="log-contradicts"):
        call_command("settle_log")


def test_a_checkpoint_of_a_foreign_key_stops_the_log() -> None:
    make.hand_in(1)
    run()
    shown = store.published()
    assert shown is not None
    lines = shown.note.split("\n")
    store.put("checkpoint", "\n".join([lines[0], "9", *lines[2:]]).encode())
    make.hand_in(1)

    run()

    assert Halt.objects.get(until=None).code == "signature-broken"
    store.put("checkpoint", shown.note.encode())
    run()
    assert not Halt.objects.filter(until=None).exists()
    assert Event.objects.filter(kind="log.resumed").count() == 1
    assert make.assert_whole().size == 2


def test_nothing_is_numbered_while_published_bundles_are_missing() -> None:
    make.hand_in(1)
    run()
    backup = transaction.savepoint()
    make.hand_in(3)
    run()
    transaction.savepoint_rollback(backup)
    bundle = store.get("tile/entries/000.p/4")
    store.delete(["tile/entries/000.p/4"])
    make.hand_in(1)

    run()
    assert Halt.objects.get(until=None).code == "file-missing"
    assert Place.objects.count() == 1

    store.put("tile/entries/000.p/4", bundle)
    assert run() == 1
    assert make.assert_whole().size == 5
    assert number() == 0
