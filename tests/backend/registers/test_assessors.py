"""Two pools never mixed: who inspects and who rates (执法检查人员, 评定人员)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.core import clock
from backend.core.refusals import Refusal
from backend.registers.models import AssessorYear, Officer
from backend.registers.selectors import assessors_valid_on, officers_of, officers_valid_on
from backend.registers.services import record_assessor_year
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


def body(**values: Any) -> dict[str, Any]:
    until = (clock.today() + timedelta(days=400)).isoformat()
    good = {"name": "合成人员", "department": "民政", "region": make.DAOLI}
    return {**good, "certificate_number": "证-1", "certificate_until": until, **values}


def test_a_person_stands_in_each_pool_once() -> None:
    registrar, somebody = make.client_for(make.person("registrar")), make.person("inspector")
    mine = {"person": str(somebody.pk)}
    say = registrar.post
    first = say("/api/v1/officers", body(**mine), format="json")
    second = say(
        "/api/v1/officers",
        body(**mine, pool="assessment", certificate_number="证-2"),
        format="json",
    )
    third = say(
        "/api/v1/officers",
        body(**mine, pool="assessment", certificate_number="证-3"),
        format="json",
    )

    assert (first.status_code, second.status_code) == (201, 201)
    assert third.json()["code"] == "person-already-officer"
    assert [one.pool for one in officers_of(somebody)] == ["enforcement", "assessment"]
    told = make.client_for(somebody).get("/api/v1/me").json()
    assert told["officer"] == first.json()["id"]
    assert [one["pool"] for one in told["officers"]] == ["enforcement", "assessment"]
    listed = registrar.get("/api/v1/officers?pool=assessment").json()["results"]
    assert [one["id"] for one in listed] == [second.json()["id"]]


def test_no_draw_of_inspections_finds_an_assessor_and_none_of_ratings_an_officer() -> None:
    officer, assessor = registers.officer(), visits.assessor()
    today = clock.today()

    assert list(officers_valid_on(today, "民政", make.region())) == [officer]
    assert list(assessors_valid_on(today, make.region())) == [assessor]


def test_the_pool_of_the_city_and_of_the_district_serve_a_district() -> None:
    here, above = visits.assessor(), visits.assessor(at="230100")
    visits.assessor(at=make.NANGANG)

    assert set(assessors_valid_on(clock.today(), make.region())) == {here, above}


def test_a_year_is_recorded_and_brought_up_to_date() -> None:
    registrar = make.client_for(make.person("registrar"))
    assessor = visits.assessor(passed=False)
    year = clock.today().year
    url = f"/api/v1/officers/{assessor.pk}/years"
    told = {"year": year, "trained_on": f"{year}-01-05"}
    assert registrar.post(url, told, format="json").status_code == 200
    assert not assessors_valid_on(clock.today(), make.region()).exists()

    told |= {"examined_on": f"{year}-01-09", "passed": True}
    assert registrar.post(url, told, format="json").json()["passed"] is True
    assert AssessorYear.objects.count() == 1
    assert assessors_valid_on(clock.today(), make.region()).get() == assessor


WRONG: dict[str, dict[str, Any]] = {
    "the training of another year": {"trained_on": date(2020, 1, 5)},
    "a training to come": {"trained_on": date(2999, 1, 1), "year": 2999},
    "passed without an examination": {"passed": True},
    "an examination before the training": {"examined_on": date(2020, 1, 1), "passed": True},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_year_is_not_recorded_with(what: str) -> None:
    year = clock.today().year
    told: dict[str, Any] = {"year": year, "trained_on": date(year, 1, 5)} | WRONG[what]
    with pytest.raises(Refusal) as no:
        record_assessor_year(officer=visits.assessor(passed=False), actor="system", **told)
    assert no.value.code == "assessor-year-wrong"


def test_an_officer_of_enforcement_has_no_assessors_year() -> None:
    year = clock.today().year
    with pytest.raises(Refusal) as no:
        record_assessor_year(
            officer=registers.officer(), year=year, trained_on=date(year, 1, 5), actor="system"
        )
    assert no.value.code == "not-an-assessor"


def test_the_database_holds_it_too() -> None:
    assessor, year = visits.assessor(), clock.today().year
    person = assessor.person
    with pytest.raises(IntegrityError, match="person_once_a_pool"), transaction.atomic():
        registers.officer(pool=Officer.Pool.ASSESSMENT, person=person)
    with pytest.raises(IntegrityError, match="assessor_passed_was"), transaction.atomic():
        AssessorYear.objects.create(
            officer=assessor, year=year - 1, trained_on=date(year - 1, 2, 1), passed=True
        )
    with pytest.raises(IntegrityError, match="assessor_trained_in"), transaction.atomic():
        AssessorYear.objects.create(officer=assessor, year=year - 1, trained_on=date(year, 2, 1))
