"""GET /api/v1/sites and /sites/{id}: what is yours to see."""

import pytest

from backend.registers.selectors import manages
from tests.backend import make
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


def test_an_office_lists_the_sites_of_its_region_by_name() -> None:
    first, second = registers.site(name="甲院"), registers.site(name="乙院")
    registers.site(at=make.NANGANG)

    answer = make.client_for(make.person("auditor")).get("/api/v1/sites")

    assert {row["id"] for row in answer.json()["results"]} == {str(first.pk), str(second.pk)}


def test_a_city_office_sees_every_district() -> None:
    registers.site()
    registers.site(at=make.NANGANG)
    city = make.client_for(make.person("scheduler", at="230100"))

    assert len(city.get("/api/v1/sites").json()["results"]) == 2
    assert len(city.get("/api/v1/sites?region=230103").json()["results"]) == 1


def test_a_list_is_paged_by_cursor_and_filtered() -> None:
    for n in range(3):
        registers.site(name=f"合成{n}")
    registers.unfiled_site(name="合成9")
    client = make.client_for(make.person("scheduler"))

    page = client.get("/api/v1/sites?page_size=2&state=filed").json()
    rest = client.get(page["next"]).json()

    assert [row["name"] for row in page["results"] + rest["results"]] == ["合成0", "合成1", "合成2"]
    assert rest["next"] is None


def test_a_site_shows_its_holder_and_label() -> None:
    site = registers.site()

    told = make.client_for(make.person("inspector")).get(f"/api/v1/sites/{site.pk}").json()

    assert told["label"] == f"{site.uscc} 01 {site.name}"
    assert (told["holder"], told["state_name"]) == (registers.holder_name(site), "已备案")
    assert told["parties"] == {}


def test_a_site_of_another_district_is_not_there() -> None:
    site = registers.site(at=make.NANGANG)

    answer = make.client_for(make.person("registrar")).get(f"/api/v1/sites/{site.pk}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


def test_a_home_sees_its_own_sites_only_and_no_list() -> None:
    mine, other = registers.site(), registers.site()
    somebody = make.person("home_manager")
    registers.manager(somebody, mine)
    client = make.client_for(somebody)

    assert client.get(f"/api/v1/sites/{mine.pk}").status_code == 200
    assert client.get(f"/api/v1/sites/{other.pk}").status_code == 404
    assert client.get("/api/v1/sites").status_code == 403
    assert manages(somebody, mine)
    assert not manages(somebody, other)
