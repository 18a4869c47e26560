"""Every kind of duty: begun, open; done, ticked with its ground; its last day past, late.

The daily run and the events come to the same, in any order, and twice is once.
"""

from datetime import timedelta
from typing import Any

import pytest

from backend.core import clock
from backend.core.models import Event
from backend.duties import ledger
from backend.duties.following import follow
from backend.duties.models import Duty
from backend.duties.services import settle_everything
from backend.duties.sources import SOURCES
from tests.backend.duties.make import SCENES, Scene, days_pass

pytestmark = pytest.mark.django_db
NEVER_LATE = {  # no rule says how many days
    "result-told", "draw-announcement", "application-answer", "overdue-escalation",
}  # fmt: skip
BY_ITSELF = {"rating-notice"}  # the days pass, so it is done and never late


def row_of(code: str) -> Duty:
    """Give the newest row of a kind that is not of another scene."""
    return Duty.objects.filter(code=code).order_by("started_on").last()  # type: ignore[return-value]  # the test made one


def expected(duty: Duty) -> str:
    """Say open, or late where its last day is past already."""
    return "late" if duty.due_on and duty.due_on < clock.today() else "open"


def test_every_kind_has_its_scene() -> None:
    assert set(SCENES) == set(SOURCES)


@pytest.mark.parametrize("code", SCENES)
def test_a_duty_opens_is_late_and_is_ticked(code: str) -> None:
    scene: Scene = SCENES[code]
    thing: Any = scene.begin()
    ledger.settle(code)
    begun = row_of(code)
    assert (begun.state, begun.done_on, begun.ground_type) == (expected(begun), None, "")
    assert (begun.due_on is None) == (code in NEVER_LATE)
    ledger.settle(code)
    assert row_of(code).version == begun.version

    if begun.due_on and code not in BY_ITSELF:
        ledger.mark(code, max(begun.due_on + timedelta(days=1), clock.today()))
        assert (row_of(code).state, row_of(code).late) == ("late", True)

    scene.tick(thing)
    ledger.settle(code)
    done = row_of(code)
    assert (done.pk, done.state, done.ground_type) == (begun.pk, "done", scene.ground)
    assert done.done_on is not None
    assert done.ground_id
    assert done.late == bool(done.due_on and done.done_on > done.due_on)


@pytest.mark.parametrize("code", ["result-publication", "visit-approval", "order-recheck"])
def test_done_after_the_last_day_stays_late(code: str) -> None:
    thing = SCENES[code].begin()
    ledger.settle(code)
    due = row_of(code).due_on
    assert due is not None
    if code == "visit-approval":
        Duty.objects.update(due_on=clock.today() - timedelta(days=1))
        thing.window_until = thing.window_from = clock.today() - timedelta(days=1)
        type(thing).objects.filter(pk=thing.pk).update(
            window_from=thing.window_from, window_until=thing.window_until
        )
    else:
        days_pass((due - clock.today()).days + 1)

    SCENES[code].tick(thing)
    ledger.settle(code)

    assert (row_of(code).state, row_of(code).late) == ("done", True)


@pytest.mark.parametrize("code", ["visit-approval", "yearly-plan", "takedown-confirmation"])
def test_events_come_to_what_the_days_run_says(code: str) -> None:
    """All events at the end, the last first, each twice; then the day's run finds nothing to do."""
    thing = SCENES[code].begin()
    SCENES[code].tick(thing)
    payloads = list(Event.objects.order_by("-recorded_at").values_list("payload", flat=True))

    for payload in [*payloads, *payloads]:
        follow(payload)

    row = row_of(code)
    assert row is not None
    assert row.state in {"done", "open"}
    before = {one.pk: (one.version, one.state) for one in Duty.objects.filter(code=code)}
    settle_everything(actor="system")
    after = {one.pk: (one.version, one.state) for one in Duty.objects.filter(code=code)}
    assert after == before
