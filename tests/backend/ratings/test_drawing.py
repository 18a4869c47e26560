"""Assessors are drawn, never picked; a substitute comes by the drawn order (抽取评定人员)."""

from datetime import timedelta
from uuid import UUID

import pytest

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.core.refusals import Refusal
from backend.draws import selectors as draws
from backend.inspections.models import VisitOfficer
from backend.ratings import services
from backend.ratings.models import Application, AssessorDuty, Round
from backend.registers.models import AssessorYear, HomeManager, Officer
from backend.registers.services import declare_interest
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


@pytest.fixture(scope="module")
def accepted(shared_rows: None) -> UUID:
    """Let the office take an application, once; nobody is there yet to be drawn."""
    return ratings.accepted(ratings.small_round(), applied_for="1").pk


@pytest.fixture
def application(accepted: UUID, rolled_back: None) -> Application:
    return Application.objects.get(pk=accepted)


def crew(application: Application) -> list[Officer]:
    rows = application.duties.filter(released_at=None).select_related("officer")
    return [one.officer for one in rows]


def draw_refused(round_: Round) -> str:
    with pytest.raises(Refusal) as no:
        ratings.drawn(round_)
    return no.value.code


def test_no_officer_and_no_assessor_without_this_or_last_years_examination_is_drawn(
    application: Application,
) -> None:
    good = ratings.assessors(3)
    visits.officer()
    visits.assessor(passed=False)
    old = visits.assessor(passed=False)
    AssessorYear.objects.create(
        officer=old,
        year=clock.today().year - 2,
        trained_on=clock.today().replace(year=clock.today().year - 2, month=1, day=5),
        examined_on=clock.today().replace(year=clock.today().year - 2, month=1, day=6),
        passed=True,
    )
    ratings.drawn(application.round)

    assert set(crew(application)) == set(good)


def test_too_few_assessors_are_told_before_anything_is_drawn(application: Application) -> None:
    ratings.assessors(2)

    assert draw_refused(application.round) == "officers-short"
    assert not AssessorDuty.objects.exists()


def test_who_has_an_interest_or_runs_the_home_does_not_assess_it(application: Application) -> None:
    kin, owner, *good = ratings.assessors(5)
    declare_interest(officer=kin, kind="hard", reason="kin", site=application.site, actor="system")
    assert owner.person is not None
    HomeManager.objects.create(
        person=owner.person,
        legal_person=application.site.legal_person,
        valid_from=clock.today(),
    )
    ratings.drawn(application.round)

    assert set(crew(application)) == set(good)


def test_nothing_is_drawn_twice(application: Application) -> None:
    ratings.assessors(4)
    assert draw_refused(ratings.small_round()) == "no-assessors-to-draw"
    ratings.drawn(application.round)
    before = crew(application)
    draw = application.round.draws.get().draw_id
    services.assign_drawn_assessors({"draw": str(draw), "iteration": 1})

    assert draw_refused(application.round) == "no-assessors-to-draw"
    assert crew(application) == before


def test_the_public_view_of_the_draw_names_no_assessor(application: Application) -> None:
    named = ratings.assessors(4)
    ratings.drawn(application.round)
    row = application.round.draws.get()
    view = str(draws.public_before(row.draw))
    pool = str(row.draw.pool)

    for one in named:
        assert str(one.pk) not in pool
        assert one.name not in pool
    assert "officers" not in view or str(row.draw.pool["officers"]) not in view


def test_a_substitute_is_the_next_in_the_drawn_order_and_takes_the_chapters(
    application: Application,
) -> None:
    row, round_ = application, application.round
    ratings.assessors(5)
    ratings.drawn(round_)
    assessment = ratings.planned(row)
    order = draws.last_iteration(round_.draws.get().draw)["officer_order"]
    officers = {one: number for number, one in enumerate(_officers_in(order, round_))}
    before = crew(row)
    spare = [one for one in officers if one not in {x.pk for x in before}]
    chapters = list(assessment.visit.chapters.filter(officer=before[0]))

    services.replace_assessor(
        application_id=row.pk, officer_id=before[0].pk, reason="因病", by=make.person(Role.HEAD)
    )

    after = crew(row)
    assert after[0].pk == min(spare, key=lambda one: officers[one])
    assert after[1:] == before[1:]
    moved = assessment.visit.chapters.filter(officer=after[0])
    assert {one.chapter for one in moved} == {one.chapter for one in chapters}
    there = VisitOfficer.objects.filter(visit=assessment.visit, left_at=None)
    assert set(there.values_list("officer", flat=True)) == {one.pk for one in after}


def _officers_in(order: list[list[str]], round_: Round) -> list[object]:
    from backend.ratings.services.drawing import opened_tokens

    tokens = opened_tokens(round_.draws.get())
    return [tokens[token] for _, token in sorted(order)]


def test_when_nobody_is_left_the_place_is_not_given_away(application: Application) -> None:
    ratings.assessors(3)
    ratings.drawn(application.round)
    out = crew(application)[0]
    replace = services.replace_assessor
    by = make.person(Role.HEAD)

    for officer, reason, code in (
        (out.pk, "因病", "no-substitute-left"),
        (out.pk, " ", "rating-reason-wanted"),
        (visits.assessor().pk, "因病", "assessor-not-on-duty"),
    ):
        with pytest.raises(Refusal) as no:
            replace(application_id=application.pk, officer_id=officer, reason=reason, by=by)
        assert no.value.code == code
    assert len(crew(application)) == 3


def test_a_visit_without_drawn_assessors_is_not_planned(application: Application) -> None:
    with pytest.raises(Refusal) as no:
        ratings.planned(application)
    assert no.value.code == "assessors-not-drawn"


def test_chapters_go_as_named_and_the_rest_evenly() -> None:
    round_ = ratings.round_of()
    row = ratings.accepted(round_)
    ratings.assessors(3)
    ratings.drawn(round_)
    first, second, third = crew(row)
    with pytest.raises(Refusal) as no:
        ratings.planned(row, chapters=[("weather", first.pk)])
    assert no.value.code == "chapter-unknown"
    with pytest.raises(Refusal) as no:
        ratings.planned(row, chapters=[("service", visits.assessor().pk)])
    assert no.value.code == "officer-not-on-visit"

    assessment = ratings.planned(row, chapters=[("basic", third.pk)])

    split = dict(assessment.visit.chapters.values_list("chapter", "officer"))
    assert split["basic"] == third.pk
    assert split["service"] == first.pk  # the largest one left, to the first in drawn order
    assert set(split.values()) == {first.pk, second.pk, third.pk}


def test_a_voided_assessment_is_drawn_anew_and_its_late_result_changes_nothing(
    application: Application,
) -> None:
    row, round_ = application, application.round
    ratings.assessors(4)
    ratings.drawn(round_)
    assessment = ratings.planned(row)
    services.void_assessment(
        application_id=row.pk, reason="评定人员资格存疑", by=make.person(Role.HEAD)
    )
    row.refresh_from_db()

    assert (row.state, crew(row)) == ("accepted", [])
    assessment.visit.refresh_from_db()
    assert assessment.visit.state == "cancelled"
    services.take_score({"visit": str(assessment.visit_id)})
    ratings.drawn(round_)
    assert len(crew(row)) == 3
    assert ratings.planned(row).pk != assessment.pk


def test_a_lottery_draw_waits_for_its_day(application: Application) -> None:
    ratings.assessors(4)
    day = clock.today() + timedelta(days=3)
    row = services.draw_assessors(
        round_id=application.round_id,
        until=clock.today() + timedelta(days=60),
        by=make.person(Role.SCHEDULER),
        sources=[{"name": "大乐透前区", "date": day.isoformat(), "numbers": 5}],
    )
    outbox.deliver_all()

    assert row.draw.state == "announced"
    assert draw_refused(application.round) == "no-assessors-to-draw"
    assert not AssessorDuty.objects.exists()
