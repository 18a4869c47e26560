"""Events reach their handlers, once, in order, whatever dies on the way."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from backend.config import wiring
from backend.core import counters, outbox
from backend.core.models import Counter, Delivery

HERE = "tests.backend.core.test_outbox"
taken: list[Any] = []


def take(payload: dict[str, Any]) -> None:
    """Handle by counting in the database and remembering the payload."""
    counters.take("taken")
    taken.append(payload["n"])


def choke(payload: dict[str, Any]) -> None:
    """Count, then fail when asked to."""
    counters.take("choked")
    if payload["n"] in payload.get("chokes_on", []):
        raise ValueError("cannot swallow this")


@pytest.fixture(autouse=True)
def wired() -> Iterator[None]:
    """Wire two names for this module."""
    outbox.wire(
        {
            "one": (f"{HERE}.take",),
            "two": (f"{HERE}.choke",),
            "slow": (f"{HERE}.outlast",),
            "none": (),
        }
    )
    taken.clear()
    yield
    wiring.connect()


@pytest.mark.django_db
def test_an_event_is_handled_once() -> None:
    outbox.emit("one", "visit-1", {"n": 1})

    assert outbox.deliver_all() == 1
    assert outbox.deliver_all() == 0
    assert taken == [1]


@pytest.mark.django_db
def test_an_event_nobody_wired_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        outbox.emit("never-wired", "visit-1", {})


@pytest.mark.django_db
def test_a_rolled_back_cause_has_no_effect() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.emit("one", "visit-1", {"n": 1})
        raise RuntimeError

    assert outbox.deliver_all() == 0


@pytest.mark.django_db
def test_a_failing_handler_leaves_nothing_half_done_and_holds_its_subject_only() -> None:
    outbox.emit("two", "visit-1", {"n": 1, "chokes_on": [1]})
    outbox.emit("two", "visit-1", {"n": 2})
    outbox.emit("two", "visit-2", {"n": 3})

    assert outbox.deliver_all() == 1  # visit-2; visit-1 waits for its first

    assert Counter.objects.get(pk="choked").last == 1
    first, second, other = Delivery.objects.order_by("pk")
    assert (first.state, second.state, other.state) == ("pending", "pending", "done")
    assert "cannot swallow this" in first.error


@pytest.mark.django_db
def test_after_five_tries_it_is_failed_and_can_be_retried() -> None:
    event = outbox.emit("two", "visit-1", {"n": 1, "chokes_on": [1]})
    for _ in range(outbox.TRIES):
        Delivery.objects.update(not_before=None)
        outbox.deliver_all()
    assert Delivery.objects.get().state == Delivery.State.FAILED

    event.payload = {"n": 1}
    event.save()
    outbox.retry(Delivery.objects.get().pk)

    assert outbox.deliver_all() == 1


@pytest.mark.django_db
def test_a_lease_that_ran_out_is_taken_up_again() -> None:
    outbox.emit("one", "visit-1", {"n": 1})
    assert outbox.lease_next() is not None  # its worker dies here
    assert outbox.lease_next() is None

    Delivery.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    assert outbox.deliver_all() == 1
    assert taken == [1]


@pytest.mark.django_db
def test_one_that_kills_every_worker_is_failed_and_holds_its_subject_only() -> None:
    outbox.emit("one", "visit-1", {"n": 1})
    outbox.emit("one", "visit-2", {"n": 2})
    ago = timezone.now() - timedelta(seconds=1)
    for _ in range(outbox.TRIES):  # each dies before it can say so
        assert outbox.lease_next() == Delivery.objects.earliest("pk").pk
        Delivery.objects.update(leased_until=ago)

    assert outbox.deliver_all() == 1

    assert taken == [2]
    assert Delivery.objects.earliest("pk").state == Delivery.State.FAILED


def test_a_handler_that_outlasts_its_lease_is_not_begun_by_another(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "LEASE", timedelta(0))
    with transaction.atomic():
        outbox.emit("slow", "visit-1", {"n": 1})

    assert outbox.deliver_all() == 1

    assert taken == [None]  # what another worker was given meanwhile
    assert outbox.deliver_all() == 0


def outlast(payload: dict[str, Any]) -> None:
    """Handle while another worker, on a line of its own, asks for work."""

    def ask() -> None:
        taken.append(outbox.lease_next())
        connection.close()

    other = Thread(target=ask)
    other.start()
    other.join()
