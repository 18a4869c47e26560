"""GET /api/v1/sites/{id}/credit: the office and the home itself."""

from typing import Any

import pytest

from backend.registers.models import Site
from tests.backend import make
from tests.backend.credit.test_add_entry import add
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


def read(client: Any, site: Site, query: str = "") -> Any:
    return client.get(f"/api/v1/sites/{site.pk}/credit{query}")


def test_an_office_reads_the_file_of_its_region_with_every_ground() -> None:
    site = registers.site()
    entry = add(site, ref="哈里民检录〔2026〕1号")

    answer = read(make.client_for(make.person("auditor")), site)

    assert answer.status_code == 200, answer.content
    (row,) = answer.json()["results"]
    assert row["ground"] == {"type": "visit", "id": entry.ground_id, "digest": entry.ground_digest}
    assert (row["state_name"], row["ref"]) == ("已生效", "哈里民检录〔2026〕1号")


def test_the_holder_s_entries_stand_in_the_file_of_each_site() -> None:
    site = registers.site()
    add(site, subject=("legal-person", site.legal_person_id))

    assert len(read(make.client_for(make.person("head")), site).json()["results"]) == 1


def test_a_home_reads_its_own_file_only() -> None:
    mine, other = registers.site(), registers.site()
    somebody = make.person("home_manager")
    registers.manager(somebody, mine)

    assert read(make.client_for(somebody), mine).status_code == 200
    assert read(make.client_for(somebody), other).status_code == 404


def test_a_file_of_another_district_is_not_there() -> None:
    site = registers.site(at=make.NANGANG)

    assert read(make.client_for(make.person("head")), site).status_code == 404


@pytest.mark.parametrize("known", ["gestern", "2026-01-01", "2026-13-01T00:00:00Z"])
def test_a_moment_needs_its_zone(known: str) -> None:
    answer = read(make.client_for(make.person("head")), registers.site(), f"?known={known}")

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_assessors_and_strangers_read_nothing() -> None:
    site = registers.site()

    assert read(make.client_for(make.person("assessor")), site).status_code == 403
    assert read(make.client_for(), site).status_code == 401
