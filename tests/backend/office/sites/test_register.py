"""/office/sites: the register of homes, its files, and one home with what hangs on it."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from backend.inspections.models import EmergencyContact
from backend.inspections.services.contacts import add_contact
from backend.oplog.models import Event
from backend.registers.models import HomeManager, Site
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.rectifications import make as orders
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db
LIST = "/office/sites"


def as_role(role: str, at: str = make.DAOLI) -> Any:
    return browser(make.person(role, at=at))


def page_of(site: Site, client: Client) -> str:
    return text_of(client.get(f"{LIST}/{site.pk}"))


def send(client: Client, site: Site, verb: str, **told: Any) -> Any:
    return client.post(f"{LIST}/{site.pk}/{verb}", told, follow=True)


@pytest.fixture
def named() -> Site:
    registers.site(name="合成松花江养老院")
    registers.unfiled_site(name="合成无备案点")
    registers.site(at=make.NANGANG, name="合成外区养老院")
    return Site.objects.get(name="合成松花江养老院")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?name=松花江", 1),
        ("?name=无此机构", 0),
        ("?state=unfiled", 1),
        ("?kind=care_home", 2),
        ("?region=230102", 2),
        ("?name=外区", 0),
    ],
)
def test_the_list_shows_the_homes_of_the_area_that_fit(query: str, found: int, named: Site) -> None:
    assert f"共 {found} 家机构" in text_of(as_role("auditor").get(LIST + query))


def test_a_home_is_found_by_its_code_or_the_beginning_of_it(named: Site) -> None:
    client = as_role("head")

    whole = text_of(client.get(f"{LIST}?name={named.uscc.lower()}"))
    begun = text_of(client.get(f"{LIST}?name={named.uscc[:17]}"))

    assert "共 1 家机构" in whole
    assert named.name in whole
    assert named.name in begun


def test_the_row_says_the_day_of_the_last_inspection() -> None:
    order = orders.served()
    assert order.visit.locked_at

    page = text_of(as_role("head").get(LIST))

    assert order.site.name in page
    assert f"{order.visited_on.year}年{order.visited_on.month}月{order.visited_on.day}日" in page


def test_the_files_hold_every_home_that_fits(named: Site) -> None:
    client = as_role("head")

    data = b"".join(client.get(f"{LIST}.csv?state=filed").streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{LIST}.xlsx").streaming_content)))

    assert [row["编号"] for row in rows] == [str(named.pk)]
    assert rows[0]["统一社会信用代码"] == named.uscc
    assert book.active is not None
    assert book.active.max_row == 3


def test_no_row_asks_the_database_again() -> None:
    client = as_role("head")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    orders.served()
    few = asked()
    for _ in range(4):
        orders.served()

    assert asked() == few


def test_an_empty_register_offers_the_registrar_the_import() -> None:
    assert 'href="/office/sites/import"' in text_of(as_role("registrar").get(LIST))
    assert "/office/sites/import" not in text_of(as_role("head").get(LIST))


def test_a_home_shows_who_it_is_and_what_concerns_it() -> None:
    order = orders.served()
    site = order.site
    registers.site(legal_person=site.legal_person, number="02", name="合成二院区")

    page = page_of(site, as_role("head"))

    assert order.paper is not None
    for word in (
        site.uscc,
        "合成二院区",
        order.paper.number,
        "检查记录",
        order.visit.nature.title_zh,
        site.address,
    ):
        assert word in page
    assert f'href="/sites/{site.pk}"' in page
    assert f"/office/visits/{order.visit_id}" in page


def test_more_of_everything_asks_no_more_questions() -> None:
    order = orders.served()
    client = as_role("head")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"{LIST}/{order.site_id}").status_code == 200
        return len(seen)

    few = asked()
    for number in range(2, 6):
        registers.site(legal_person=order.site.legal_person, number=f"0{number}")
        registers.manager(make.person("home_manager"), order.site)

    assert asked() == few


def test_a_home_of_another_county_is_not_there(named: Site) -> None:
    away = Site.objects.get(name="合成外区养老院")
    client = browser(make.person("registrar", "head", "platform_admin"))

    assert client.get(f"{LIST}/{away.pk}").status_code == 404
    for verb in ("managers", "contacts"):
        told = {"username": "x", "title_zh": "合成", "phone": "0451-1"}
        assert client.post(f"{LIST}/{away.pk}/{verb}", told).status_code == 404
    assert not HomeManager.objects.exists()


@pytest.mark.parametrize("role", ["auditor", "supervision", "inspector", "publisher"])
def test_who_does_not_keep_the_register_sees_no_forms(role: str, named: Site) -> None:
    client = as_role(role)

    page = page_of(named, client)

    assert "/managers" not in page
    assert "/contacts" not in page
    assert "/office/duties/files/ask" not in page
    assert send(client, named, "managers", username="x").status_code == 403


def test_a_manager_is_appointed_once_though_sent_twice(named: Site) -> None:
    somebody = make.person("home_manager", username="yuanzhang", name="院长（合成）")
    client = as_role("registrar")

    first = send(client, named, "managers", username="yuanzhang")
    second = send(client, named, "managers", username="yuanzhang")

    assert "已指定 院长（合成） 为机构负责人" in text_of(first)
    assert second.status_code == 200
    manager = HomeManager.objects.get()
    assert (manager.person, manager.legal_person) == (somebody, named.legal_person)
    assert Event.objects.filter(kind="home-manager.appointed").count() == 1


def test_a_place_without_holder_gets_a_manager_of_its_own(named: Site) -> None:
    make.person("home_manager", username="yuanzhang")
    place = Site.objects.get(name="合成无备案点")

    send(as_role("registrar"), place, "managers", username="yuanzhang")

    assert HomeManager.objects.get().site == place
    assert "yuanzhang" not in page_of(named, as_role("head"))


def test_who_lacks_the_role_or_lives_elsewhere_is_not_appointed(named: Site) -> None:
    make.person("inspector", username="jiancha")
    make.person("home_manager", at=make.NANGANG, username="waiqu")
    client = as_role("registrar")

    for username in ("jiancha", "waiqu", "nobody"):
        refused = send(client, named, "managers", username=username)
        assert refused.status_code == 422
        assert "未被授予机构负责人角色" in text_of(refused)
        assert f'value="{username}"' in text_of(refused)
    assert not HomeManager.objects.exists()


def test_a_number_of_the_area_is_added_and_withdrawn_once(named: Site) -> None:
    client = as_role("registrar")
    told = {"title_zh": "合成值班室", "phone": "0451-00000001"}

    added = send(client, named, "contacts", **told)
    again = send(client, named, "contacts", **told)
    row = EmergencyContact.objects.get(phone="0451-00000001")
    gone = send(client, named, f"contacts/{row.pk}/withdraw")
    twice = send(client, named, f"contacts/{row.pk}/withdraw")

    assert "合成值班室" in text_of(added)
    assert again.status_code == 422
    assert "该电话已在名单中" in text_of(again)
    assert "已撤下" in text_of(gone)
    assert "已经办过" in text_of(twice)
    assert Event.objects.filter(kind="emergency-contact.withdrawn").count() == 1


def test_public_numbers_and_those_of_elsewhere_stay(named: Site) -> None:
    by = make.person("registrar", at=make.NANGANG)
    away = add_contact(region=make.region(make.NANGANG), title_zh="合成外区", phone="0451-2", by=by)
    public = EmergencyContact.objects.filter(region=None).first()
    assert public is not None
    client = as_role("registrar")

    for row in (away, public):
        assert send(client, named, f"contacts/{row.pk}/withdraw").status_code == 404
    assert (
        EmergencyContact.objects.filter(withdrawn_at=None, pk__in=[away.pk, public.pk]).count() == 2
    )


def test_the_file_of_a_home_is_asked_for_from_its_page(named: Site) -> None:
    registers.site(name=named.name)  # another home of the same name
    told = {"site": named.pk, "name": named.name, "region": named.region_id}
    days = {"from_on": "2026-01-01", "until_on": "2026-02-01"}

    asked = as_role("head").post("/office/duties/files/ask", told | days, follow=True)
    away = as_role("head", at=make.NANGANG).post(
        "/office/duties/files/ask", {**told, "region": make.NANGANG} | days
    )

    assert "已开始在后台制作" in text_of(asked)
    assert named.name in text_of(asked)
    assert away.status_code == 404
