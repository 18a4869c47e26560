"""Coming to the door (扫码入企)."""

from datetime import timedelta
from typing import Any

import pytest

from backend.calendar.models import Clock
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.core.clock import SHANGHAI
from backend.inspections import services
from backend.inspections.refusals import EntryNotRecorded, WrongState
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db


def test_the_outside_code_and_its_time_are_kept() -> None:
    at = clock.now() - timedelta(minutes=2)

    visit = services.scan_in(
        make.approved("case").pk, actor="system", task_code="RW-1", scanned_at=at
    )

    assert (visit.scan_code, visit.scanned_at) == ("RW-1", at)
    assert not Clock.objects.filter(subject_id=visit.pk).exists()


def test_without_a_code_the_filing_is_due_in_three_working_days() -> None:
    visit = services.scan_in(make.approved("case").pk, actor="system", reason="合成：系统故障")

    term = Clock.objects.get(subject_id=visit.pk, kind="scan-filing")
    assert term.due_at.astimezone(SHANGHAI).date() == add_working_days(clock.today(), 3)


def test_a_later_code_settles_the_filing_even_after_the_lock() -> None:
    visit = make.walked()
    services.scan_in(visit.pk, actor="system", reason="合成：系统故障")
    make.asked_to_lock(visit)
    assert services.lock_visit(visit.pk) == []

    visit = services.scan_in(visit.pk, actor="system", task_code="RW-2", scanned_at=clock.now())

    assert (visit.state, visit.scan_filing, visit.scan_code) == ("locked", "RW-2", "")
    assert Clock.objects.get(subject_id=visit.pk, kind="scan-filing").finished_at is not None


@pytest.mark.parametrize("told", [{}, {"task_code": "RW-1"}, {"scanned_at": "now", "reason": "x"}])
def test_a_code_with_its_time_or_a_reason(told: dict[str, Any]) -> None:
    if told.get("scanned_at"):
        told = {**told, "scanned_at": clock.now()}

    with pytest.raises(EntryNotRecorded):
        services.scan_in(make.approved("case").pk, actor="system", **told)


def test_nobody_enters_before_the_approval() -> None:
    with pytest.raises(WrongState):
        services.scan_in(make.plan("case").pk, actor="system", reason="合成")


def test_the_entry_is_recorded_once() -> None:
    visit = make.approved("case")
    services.scan_in(visit.pk, actor="system", task_code="RW-1", scanned_at=clock.now())

    with pytest.raises(WrongState):
        services.scan_in(visit.pk, actor="system", task_code="RW-2", scanned_at=clock.now())
