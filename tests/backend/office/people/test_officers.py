"""/office/officers: certificates, reasons to keep away, assessors' years."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.core import clock
from backend.registers.models import AssessorYear, Interest, Officer
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.registers.make import officer, site

pytestmark = pytest.mark.django_db
LIST = "/office/officers"
ASSESSOR = Officer.Pool.ASSESSMENT


def registrar(at: str = make.DAOLI) -> Any:
    return browser(make.person("registrar", at=at))


def added(**wish: str) -> dict[str, str]:
    until = clock.today() + timedelta(days=400)
    return {
        "pool": "enforcement",
        "name": "合成检查员甲",
        "department": "民政",
        "region": make.DAOLI,
        "certificate_number": "合成-证-0001",
        "certificate_until": until.isoformat(),
        **wish,
    }


def test_the_list_marks_an_expired_certificate_and_an_assessor_without_a_year() -> None:
    officer(name="合成过期", certificate_until=clock.today() - timedelta(days=1))
    officer(name="合成评定", pool=ASSESSOR)
    officer(name="外县检查员", at=make.NANGANG)

    page = text_of(registrar().get(LIST))
    expired = text_of(registrar().get(f"{LIST}?state=expired")).split("<tbody>")[1]

    for word in ("合成过期", "已过期", "合成评定", "没有记录"):
        assert word in page
    assert "外县检查员" not in page
    assert "合成过期" in expired
    assert "合成评定" not in expired


def test_an_officer_is_added_once_with_a_login_and_skills() -> None:
    login = make.person("inspector", username="hecheng-jiancha")
    client = registrar()

    told = added(person=login.username, skills="消防，食品、财务")
    first = client.post(f"{LIST}/new", told)
    second = client.post(f"{LIST}/new", told)

    row = Officer.objects.get()
    assert (first.status_code, first["Location"]) == (303, f"{LIST}/{row.pk}")
    assert second.status_code == 422
    assert (row.person, row.skills) == (login, ["消防", "食品", "财务"])


def test_a_login_of_another_county_and_a_foreign_region_are_refused() -> None:
    far = make.person("inspector", at=make.NANGANG)
    client = registrar()

    person = client.post(f"{LIST}/new", added(person=far.username))
    region = client.post(f"{LIST}/new", added(region=make.NANGANG))

    assert (person.status_code, region.status_code) == (400, 404)
    assert "没有这个登录名" in text_of(person)
    assert not Officer.objects.exists()


def test_an_officer_of_another_county_is_not_there() -> None:
    far = officer(at=make.NANGANG, pool=ASSESSOR)
    client = registrar()

    told = {"year": "2026", "trained_on": "2026-03-01"}
    assert client.get(f"{LIST}/{far.pk}").status_code == 404
    assert client.post(f"{LIST}/{far.pk}/years", told).status_code == 404
    assert client.post(f"{LIST}/{far.pk}/interests", {}).status_code == 404
    assert not AssessorYear.objects.exists()


def test_a_year_is_recorded_and_brought_up_to_date() -> None:
    row, client, today = officer(pool=ASSESSOR), registrar(), clock.today()
    told = {"year": str(today.year), "trained_on": f"{today.year}-01-05"}

    client.post(f"{LIST}/{row.pk}/years", told)
    done = told | {"examined_on": f"{today.year}-01-06", "passed": "yes"}
    answer = client.post(f"{LIST}/{row.pk}/years", done)

    year = AssessorYear.objects.get()
    assert answer.status_code == 303
    assert (year.passed, year.examined_on) == (True, date(today.year, 1, 6))
    assert "合格" in text_of(client.get(f"{LIST}/{row.pk}"))


def test_a_year_of_an_inspector_is_refused_beside_the_form() -> None:
    answer = registrar().post(
        f"{LIST}/{officer().pk}/years", {"year": "2026", "trained_on": "2026-03-01"}
    )

    assert answer.status_code == 422
    assert "不是评定人员" in text_of(answer)


def test_a_reason_to_keep_away_names_a_home_and_says_itself_how_far() -> None:
    row, home, client = officer(), site(name="合成回避院"), registrar()
    where = f"{LIST}/{row.pk}/interests"

    for _ in range(2):
        told = {"site": home.name, "reason": "kin"}
        assert client.post(where, told).status_code == 303
    whole = {"site": home.uscc, "reason": "residence", "whole": "yes"}
    assert client.post(where, whole).status_code == 303

    kin, residence = Interest.objects.order_by("pk")
    assert (kin.site, kin.kind) == (home, "hard")
    assert (residence.legal_person, residence.kind) == (home.legal_person, "soft")
    assert "合成回避院" in text_of(client.get(f"{LIST}/{row.pk}"))


@pytest.mark.parametrize("named", ["外县合成院", "没有这一家", ""])
def test_a_home_that_is_not_ones_own_is_asked_for_again(named: str) -> None:
    site(name="外县合成院", at=make.NANGANG)

    answer = registrar().post(f"{LIST}/{officer().pk}/interests", {"site": named, "reason": "kin"})

    assert answer.status_code == 400
    assert not Interest.objects.exists()


def test_two_places_of_one_code_are_told_apart_unless_all_are_meant() -> None:
    one = site(name="合成东院")
    site(name="合成西院", legal_person=one.legal_person, number="02")
    row, client = officer(), registrar()
    where = f"{LIST}/{row.pk}/interests"

    single = client.post(where, {"site": one.uscc, "reason": "kin"})
    every = client.post(where, {"site": one.uscc, "reason": "kin", "whole": "yes"})

    assert (single.status_code, every.status_code) == (400, 303)
    assert Interest.objects.get().legal_person == one.legal_person


@pytest.mark.parametrize("role", ["auditor", "supervision", "head", "platform_admin"])
def test_others_read_without_forms_and_without_reasons_to_keep_away(role: str) -> None:
    row, home = officer(), site(name="合成回避院")
    registrar().post(f"{LIST}/{row.pk}/interests", {"site": home.name, "reason": "kin"})
    client = browser(make.person(role))

    page = text_of(client.get(f"{LIST}/{row.pk}")).split("<main")[1]

    assert "合成回避院" not in page
    assert "<form" not in page
    assert client.post(f"{LIST}/new", added()).status_code == 403


def test_no_row_asks_again() -> None:
    client = registrar()
    officer(pool=ASSESSOR)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(5):
        row = officer(pool=ASSESSOR, person=make.person("assessor"))
        AssessorYear.objects.create(officer=row, year=2026, trained_on="2026-03-01")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)


def test_it_is_a_file_too() -> None:
    officer(name="合成过期", certificate_until=clock.today() - timedelta(days=1))

    answer = registrar().get(f"{LIST}.csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "合成过期" in text
