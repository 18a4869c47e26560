"""A mark is changed while a number is being taken under it, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaits
from threading import Event

import pytest
from django.db import connection, transaction

from backend.papers import services
from backend.papers.models import Number
from backend.papers.refusals import MarkInUse
from backend.papers.selectors import agency_for
from tests.backend import make
from tests.backend.papers.test_keep_agency import keep

PATIENCE = 10


def take(taken: Event, go_on: Event) -> str:
    try:
        with transaction.atomic():
            label = services.take_number("哈南民", "onsite-record", 2026)
            taken.set()
            assert go_on.wait(PATIENCE)
        return label
    finally:
        connection.close()


def change() -> str:
    try:
        keep(mark="哈岗民")
    except MarkInUse:
        return "refused"
    finally:
        connection.close()
    return "changed"


@pytest.mark.usefixtures("committed")
def test_the_change_waits_for_the_number_and_is_refused() -> None:
    taken, go_on = Event(), Event()
    keep()

    with ThreadPoolExecutor(2) as pool:
        number = pool.submit(take, taken, go_on)
        assert taken.wait(PATIENCE)
        changed = pool.submit(change)
        with pytest.raises(StillWaits):
            changed.result(timeout=0.3)
        go_on.set()
        said = (number.result(PATIENCE), changed.result(PATIENCE))

    assert said == ("哈南民检录〔2026〕1号", "refused")
    assert Number.objects.get().label == said[0]
    assert agency_for(make.NANGANG, "民政").mark == "哈南民"
