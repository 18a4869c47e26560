"""The notice before a visit (行政检查通知书)."""

from datetime import date, datetime, timedelta

import pytest

from backend.core import clock
from backend.core.clock import SHANGHAI
from backend.inspections import services
from backend.inspections.models import Visit
from backend.inspections.refusals import (
    DayOutsideWindow,
    NoticeTooShort,
    VisitStaysUnannounced,
    WrongState,
)
from backend.papers.models import Paper
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db

BEFORE_HOLIDAY = date(2027, 4, 1)  # a Thursday; the 5th is 清明, a Monday


def stand_on(day: date) -> None:
    """Let it be noon of a later day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
    clock.advance(noon - clock.now())


def notify(visit: Visit, earliest_on: date, reason: str = "") -> Visit:
    return services.notify_visit(
        visit.pk, earliest_on=earliest_on, reason=reason, actor="system", seen_version=None
    )


@pytest.fixture
def thursday() -> Visit:
    """An approved routine visit, today being a Thursday without holidays near."""
    stand_on(date(2027, 3, 4))
    return make.approved("routine")


@pytest.mark.parametrize("nature", ["routine", "special"])
def test_three_working_days_over_a_weekend(nature: str) -> None:
    stand_on(date(2027, 3, 4))
    visit = make.approved(nature)

    with pytest.raises(NoticeTooShort, match="3 working days"):
        notify(visit, date(2027, 3, 8))  # Friday and Monday are only two

    assert notify(visit, date(2027, 3, 9)).state == "notified"


def test_a_holiday_is_no_working_day() -> None:
    from backend.calendar.models import Day

    stand_on(BEFORE_HOLIDAY)
    Day.objects.update_or_create(
        pk=date(2027, 4, 5), defaults={"kind": "off", "name": "清明节", "source": "合成"}
    )
    visit = make.approved("routine")

    with pytest.raises(NoticeTooShort) as refusal:
        notify(visit, date(2027, 4, 6))  # Friday and Tuesday are only two

    assert refusal.value.members["expected"].startswith("2027-04-07")
    assert notify(visit, date(2027, 4, 7)).earliest_on == date(2027, 4, 7)


def test_a_recorded_reason_shortens_the_notice(thursday: Visit) -> None:
    visit = notify(thursday, date(2027, 3, 5), reason="合成：汛期临近")

    assert (visit.state, visit.notice_reason) == ("notified", "合成：汛期临近")


def test_a_case_is_never_announced() -> None:
    with pytest.raises(VisitStaysUnannounced):
        notify(make.approved("case"), clock.today() + timedelta(days=9), reason="合成")


def test_the_day_lies_inside_the_plan(thursday: Visit) -> None:
    with pytest.raises(DayOutsideWindow):
        notify(thursday, thursday.window_until + timedelta(days=1))


def test_nothing_is_announced_before_its_approval() -> None:
    with pytest.raises(WrongState):
        notify(make.plan("routine"), clock.today() + timedelta(days=9))


def test_the_notice_is_a_numbered_paper_that_names_the_officers(thursday: Visit) -> None:
    visit = notify(thursday, date(2027, 3, 10))

    paper = Paper.objects.get(subject_id=visit.pk, kind="inspection-notice")
    assert paper.number == "哈里民检通〔2027〕1号"
    assert paper.site_id == visit.site_id
    for seat in visit.officers.all():
        assert seat.certificate_number in paper.text
    assert "本年度第1次" in paper.text
