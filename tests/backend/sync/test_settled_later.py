"""What changes after a receipt was given is told by the tablet's own feed: answers get lost."""

import pytest

from tests.backend.inspections import make as visits
from tests.backend.sync.make import tablet

pytestmark = pytest.mark.django_db


def test_a_held_operation_sent_again_with_its_cause_is_told_though_that_answer_got_lost() -> None:
    visit = visits.opened()
    one = tablet(visit)
    cause = one.answer("food")
    waits = one.answer("exit", after=[cause["id"]])
    assert one.outcomes(waits) == ["held"]

    one.push(cause, waits)  # an old batch that arrives late: nobody hears this answer

    told = one.pull().json()["receipts"]
    assert [(each["id"], each["outcome"]) for each in told] == [(waits["id"], "applied")]


def test_what_was_answered_for_the_first_time_is_not_told_twice() -> None:
    one = tablet()
    one.push(one.answer())
    assert one.pull().json()["receipts"] == []
