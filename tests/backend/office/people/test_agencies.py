"""/office/agencies: the districts with and without an agency, and the form."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.papers.models import Agency
from backend.papers.services import take_number
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.papers.test_keep_agency import TOLD, keep

pytestmark = pytest.mark.django_db
LIST = "/office/agencies"
HARBIN = "230100"


def admin(at: str = make.NANGANG) -> Any:
    return browser(make.person("platform_admin", at=at))


def test_the_list_says_who_has_an_agency_and_who_has_none() -> None:
    page = text_of(admin(HARBIN).get(LIST))
    without = text_of(admin(HARBIN).get(f"{LIST}?state=without"))

    assert "哈尔滨市道里区民政局" in page
    assert "未录入" in page
    assert "哈尔滨市道里区民政局" not in without
    assert "南岗区" in without


def test_it_is_a_file_too() -> None:
    answer = admin(HARBIN).get(f"{LIST}.csv?state=with")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))

    assert (row["机关代字"], row["代字已编出文号"]) == ("哈里民", "否")


def test_a_district_gets_its_agency_by_the_form() -> None:
    client = admin()
    answer = client.post(f"{LIST}/{make.NANGANG}/keep", TOLD)
    again = client.post(f"{LIST}/{make.NANGANG}/keep", TOLD)
    page = text_of(client.get(f"{LIST}/{make.NANGANG}"))

    assert (answer.status_code, again.status_code) == (303, 303)
    assert "已保存“合成南岗区民政局”，机关代字 哈南民。" in page
    assert Agency.objects.filter(region_code=make.NANGANG).count() == 1


def test_a_mark_in_use_is_refused_beside_the_form_with_what_was_typed() -> None:
    keep()
    take_number("哈南民", "onsite-record", 2026)

    answer = admin().post(f"{LIST}/{make.NANGANG}/keep", TOLD | {"mark": "哈岗民"})

    page = text_of(answer)
    assert answer.status_code == 422
    assert "机关代字已经编出文号，不能更改" in page
    assert 'value="哈岗民"' in page


def test_another_county_is_not_there() -> None:
    client = admin(make.DAOLI)

    assert client.get(f"{LIST}/{make.NANGANG}").status_code == 404
    assert client.post(f"{LIST}/{make.NANGANG}/keep", TOLD).status_code == 404
    assert "南岗区" not in text_of(client.get(LIST))


@pytest.mark.parametrize("role", ["auditor", "supervision", "head", "registrar"])
def test_other_roles_read_and_do_not_write(role: str) -> None:
    client = browser(make.person(role, at=make.NANGANG))

    assert "<form" not in text_of(client.get(f"{LIST}/{make.NANGANG}")).split("<main")[1]
    assert client.post(f"{LIST}/{make.NANGANG}/keep", TOLD).status_code == 403
    assert not Agency.objects.filter(region_code=make.NANGANG).exists()


def test_no_row_asks_again() -> None:
    client = admin(HARBIN)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    keep()
    keep(department="市场监管", mark="哈南市监")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)
