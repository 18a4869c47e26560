"""Planning a visit: officers, recusal, the yearly cap (安排检查)."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from backend.core import clock
from backend.inspections.models import Cap, Visit
from backend.inspections.refusals import (
    OfficerCertificateExpired,
    OfficerOutOfArea,
    OfficerRecused,
    TooFewOfficers,
    YearlyCapReached,
)
from backend.oplog.models import Event
from backend.registers.models import Interest
from tests.backend import make as house
from tests.backend.inspections import make


def cap(visits: int, **more: object) -> Cap:
    return Cap.objects.create(
        region=house.region(),
        department="民政",
        year=clock.today().year,
        visits=visits,
        source="合成公告",
        **more,
    )


@pytest.mark.django_db
def test_a_planned_visit_asks_for_approval_and_pins_its_checklist() -> None:
    list_ = make.checklist()

    visit = make.plan(checklist=list_)

    assert (visit.state, visit.this_year_count) == ("proposed", 1)
    assert visit.checklist_digest == list_.digest
    assert visit.lead_id == make.crew_of(visit)[0]
    assert Event.objects.filter(subject=str(visit.pk), kind="visit.planned").count() == 1


@pytest.mark.django_db
def test_one_officer_is_never_enough() -> None:
    with pytest.raises(TooFewOfficers, match="民政 sends 1"):
        make.plan(crew=[make.officer()])


@pytest.mark.django_db
def test_each_department_that_comes_sends_two() -> None:
    crew = [make.officer(), make.officer(), make.officer(department="消防救援")]

    with pytest.raises(TooFewOfficers, match="消防救援 sends 1"):
        make.plan(crew=crew)


@pytest.mark.django_db
def test_an_expired_certificate_stays_at_home() -> None:
    late = make.officer(until=clock.today() - timedelta(days=1))

    with pytest.raises(OfficerCertificateExpired):
        make.plan(crew=[make.officer(), late])


@pytest.mark.django_db
def test_officers_of_another_county_come_only_when_lent_by_name() -> None:
    crew = [make.officer(at=house.NANGANG), make.officer(at=house.NANGANG)]

    with pytest.raises(OfficerOutOfArea):
        make.plan(crew=crew)

    assert make.plan(crew=crew, came="lent").officers.count() == 2


@pytest.mark.django_db
def test_an_officer_named_twice_counts_once() -> None:
    one = make.officer()

    with pytest.raises(TooFewOfficers, match="sends 1"):
        make.plan(crew=[one, one])


@pytest.mark.django_db
def test_an_officer_with_kin_in_the_home_is_recused() -> None:
    home, kin = make.site(), make.officer()
    Interest.objects.create(
        officer=kin,
        legal_person=home.legal_person,
        kind="hard",
        reason="kin",
        valid_from=date(2020, 1, 1),
    )

    with pytest.raises(OfficerRecused):
        make.plan(site=home, crew=[make.officer(), kin])


@pytest.mark.django_db
def test_the_visit_above_the_cap_is_refused_and_a_document_lifts_it() -> None:
    cap(1)
    home = make.site()
    make.plan(site=home)

    with pytest.raises(YearlyCapReached, match="number 2 of 1"):
        make.plan(site=home)

    ordered = make.plan(site=home, cap_exemption="合成部署〔2026〕1号")
    assert (ordered.this_year_count, ordered.cap) == (2, 1)


@pytest.mark.django_db
def test_natures_that_do_not_count_leave_the_cap_alone() -> None:
    cap(1, uncounted=["case"])
    home = make.site()
    make.plan(site=home)

    clue = make.plan("case", site=home)
    filing = make.plan("filing_check", site=home, checklist=make.checklist("filing_check"))

    assert (clue.this_year_count, filing.this_year_count) == (0, 0)


@pytest.mark.django_db
def test_a_cancelled_visit_gives_its_place_back() -> None:
    cap(1)
    home = make.site()
    Visit.objects.filter(pk=make.plan(site=home).pk).update(state="cancelled", cancel_reason="合成")

    assert make.plan(site=home).this_year_count == 1


def test_two_planners_cannot_both_take_the_last_visit_under_the_cap(committed: None) -> None:
    cap(1)
    home, list_ = make.site(), make.checklist()
    crews = [[make.officer(), make.officer()] for _ in range(4)]
    start, outcomes = threading.Barrier(4), []

    def planner(number: int) -> None:
        start.wait()
        try:
            make.plan(site=home, checklist=list_, crew=crews[number])
            outcomes.append("planned")
        except YearlyCapReached:
            outcomes.append("refused")
        finally:
            connection.close()

    planners = [threading.Thread(target=planner, args=(n,)) for n in range(4)]
    for one in planners:
        one.start()
    for one in planners:
        one.join()

    assert sorted(outcomes) == ["planned", "refused", "refused", "refused"]
    assert Visit.objects.filter(site=home).count() == 1
