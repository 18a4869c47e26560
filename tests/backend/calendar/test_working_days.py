"""Days are counted as the law counts them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import chinese_calendar
import pytest

from backend.calendar import services
from backend.calendar.models import Clock, Day
from backend.calendar.refusals import NoSuchClock
from backend.core.clock import SHANGHAI

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)


MONDAY = at(2026, 3, 2)
SUBJECT = uuid4()


def test_2026_agrees_with_an_independent_calendar() -> None:
    day = date(2026, 1, 1)
    while day.year == 2026:
        assert services.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        pytest.param((2026, 3, 2), 3, (2026, 3, 5), id="within a week"),
        pytest.param((2026, 3, 5), 3, (2026, 3, 10), id="over a weekend"),
        pytest.param((2026, 9, 30), 1, (2026, 10, 8), id="over the national holiday"),
        pytest.param((2026, 10, 8), 2, (2026, 10, 10), id="a Saturday that is worked"),
        pytest.param((2026, 10, 3), 0, (2026, 10, 8), id="a day off moves to the next working day"),
        pytest.param((2026, 10, 8), 0, (2026, 10, 8), id="a working day stays"),
    ],
)
def test_working_days_are_added(start: tuple[int, ...], n: int, end: tuple[int, ...]) -> None:
    assert services.add_working_days(date(*start), n) == date(*end)


@pytest.mark.parametrize("n", [1, 5, 20, 300])
def test_days_left_are_the_days_added(n: int) -> None:
    start = date(2026, 1, 5)

    assert services.working_days_left(services.add_working_days(start, n), start) == n


def test_the_office_edits_a_day_and_the_count_follows() -> None:
    Day.objects.create(date=date(2026, 3, 4), kind="off", name="停电", source="test")

    assert services.add_working_days(date(2026, 3, 2), 3) == date(2026, 3, 6)


def clock(unit: str = "day", amount: int = 10, start: datetime = MONDAY) -> Clock:
    return services.start_clock(
        subject=("order", SUBJECT),
        kind="correct",
        unit=unit,
        amount=amount,
        starts_at=start,
        basis="test",
    )


def test_calendar_days_end_on_a_working_day() -> None:
    due = clock(amount=5).due_at.astimezone(SHANGHAI)  # 7 March is a Saturday

    assert (due.date(), due.hour) == (date(2026, 3, 9), 23)


def test_hours_run_at_once() -> None:
    assert clock(unit="hour", amount=2).due_at == at(2026, 3, 2) + timedelta(hours=2)


def test_started_twice_is_one_clock_and_finished_twice_is_refused() -> None:
    assert clock().pk == clock().pk
    services.finish_clock(("order", SUBJECT), "correct", datetime.now(UTC))

    with pytest.raises(NoSuchClock):
        services.finish_clock(("order", SUBJECT), "correct", datetime.now(UTC))


def test_a_stop_moves_the_end() -> None:
    clock(amount=7)  # due Monday 9 March
    services.stop_clock(("order", SUBJECT), "correct", "鉴定", at(2026, 3, 3))
    moved = services.resume_clock(("order", SUBJECT), "correct", at(2026, 3, 5))

    assert moved.due_at.astimezone(SHANGHAI).date() == date(2026, 3, 11)


def test_a_term_into_a_year_without_holidays_is_provisional() -> None:
    assert not clock(start=at(2026, 3, 2)).provisional
    services.finish_clock(("order", SUBJECT), "correct", datetime.now(UTC))
    assert clock(start=at(2026, 12, 25), amount=30).provisional
