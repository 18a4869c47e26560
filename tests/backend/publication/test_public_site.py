"""GET /api/v1/public/sites and /public/sites/{id}: what anybody may read."""

import json
from typing import Any

import pytest

from backend.core.ids import uuid7
from backend.credit.services import add_entry
from backend.inspections.models import Problem, Visit
from backend.inspections.services.ledger import move_problem
from backend.publication import services
from backend.registers.models import SiteParty
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.publication import make as publications
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody() -> Any:
    return make.client_for()


def page_of(client: Any, site: Any) -> Any:
    return client.get(f"/api/v1/public/sites/{site.pk}")


def correct(visit: Visit) -> None:
    """Let every problem be corrected and its order closed."""
    for problem in Problem.objects.filter(visit=visit):
        move_problem(problem.finding_id, state="corrected", actor="system")
    services.update_correction_state({"visit": str(visit.pk), "order": str(uuid7())})


def test_a_home_is_found_by_name_region_and_kind(anybody: Any) -> None:
    found = registers.site(name="合成康安养老院")
    registers.site(name="合成夕照养老院")
    registers.site(name="合成康安驿站", kind_id="community_station")
    registers.site(name="合成康安养老院二", at=make.NANGANG)

    answer = anybody.get("/api/v1/public/sites?name=康安&region=230102&kind=care_home")

    assert [row["id"] for row in answer.json()["results"]] == [str(found.pk)]


def test_closed_homes_are_left_out_and_unfiled_ones_say_so(anybody: Any) -> None:
    registers.site(state="closed")
    registers.unfiled_site()

    rows = anybody.get("/api/v1/public/sites").json()["results"]

    assert [row["filing_name"] for row in rows] == ["未备案"]


def test_the_list_is_paged_by_cursor(anybody: Any) -> None:
    for n in range(3):
        registers.site(name=f"合成{n}")

    first = anybody.get("/api/v1/public/sites?page_size=2").json()
    rest = anybody.get(first["next"]).json()

    assert [row["name"] for row in first["results"] + rest["results"]] == [
        "合成0",
        "合成1",
        "合成2",
    ]


def test_a_home_s_page_says_filed_or_not_and_what_nothing_means(anybody: Any) -> None:
    site = registers.site()

    said = page_of(anybody, site).json()

    assert (said["filing_name"], said["holder"]) == ("已备案", registers.holder_name(site))
    assert (said["level"], said["level_statement"]) == (None, "未评定不等于不合格")
    assert said["results"] == []
    assert said["results_statement"] == "暂无已公示的检查结果，不等于未被检查"


def test_the_correction_stands_beside_the_problem_and_as_large(anybody: Any) -> None:
    visit = visits.locked()
    publications.published(visit)
    before = page_of(anybody, visit.site).json()["results"][0]

    correct(visit)

    after = page_of(anybody, visit.site).json()["results"][0]
    assert (before["correction"]["state"], before["correction"]["corrected"]) == ("none", 0)
    assert after["correction"]["words"] == "发现问题 1 项，已全部整改"
    assert after["payload_digest"] == before["payload_digest"]


def test_a_correction_before_publication_is_shown_with_it(anybody: Any) -> None:
    visit = visits.locked()
    waiting = publications.due(visit)
    correct(visit)
    services.publish_result(publication_id=waiting.pk, by=make.person("publisher"))

    (result,) = page_of(anybody, visit.site).json()["results"]

    assert result["correction"]["state"] == "all"


def test_an_order_closed_twice_is_one_step() -> None:
    visit = visits.locked()
    found = publications.published(visit)
    payload = {"visit": str(visit.pk), "order": str(uuid7())}

    services.update_correction_state(payload)
    services.update_correction_state(payload)

    assert found.corrections.count() == 2  # at formation, and once for the order


def test_nothing_unpublished_is_on_the_page(anybody: Any) -> None:
    visit = visits.locked()
    publications.due(visit)

    assert page_of(anybody, visit.site).json()["results"] == []


def test_no_personal_data_leaves(anybody: Any) -> None:
    visit = visits.locked()
    site = visit.site
    site.phone = "13900000000"
    site.save()
    SiteParty.objects.create(
        site=site, role="organiser", name="合成举办人", valid_from=visit.window_from
    )
    publications.published(visit, by=make.person("publisher", name="合成公示员"))
    add_entry(
        subject=("site", site.pk),
        kind="inspection-public",
        ground=("visit", str(visit.pk), visit.lock_digest),
        detail={"person": "合成从业人员"},
        made_by="system",
        public=True,
    )

    told = json.dumps(
        [page_of(anybody, site).json(), anybody.get("/api/v1/public/sites").json()],
        ensure_ascii=False,
    )

    officers = [seat.officer for seat in visit.officers.select_related("officer")]
    private = [site.phone, "合成举办人", "合成公示员", "合成从业人员", "合成负责人", "清理通道"]
    private += [one.name for one in officers] + [one.certificate_number for one in officers]
    private += ["疏散通道堆放杂物", "published_by", "signature", "officer"]
    assert [word for word in private if word in told] == []
    assert site.name in told


def test_an_organisation_that_runs_the_home_is_named(anybody: Any) -> None:
    site = registers.site()
    for role, name, uscc in (
        ("operator", "合成运营公司", registers.code(1)),
        ("organiser", "某", ""),
    ):
        SiteParty.objects.create(
            site=site, role=role, name=name, uscc=uscc, valid_from=registers.FILED_ON
        )

    assert page_of(anybody, site).json()["parties"] == {"operator": "合成运营公司"}


def test_what_names_a_home_is_cached_for_a_minute_at_most(anybody: Any) -> None:
    site = registers.site()

    for address in ("/api/v1/public/sites", f"/api/v1/public/sites/{site.pk}"):
        assert anybody.get(address)["Cache-Control"] == "public, max-age=60"
    missing = anybody.get(f"/api/v1/public/sites/{uuid7()}")
    assert (missing.status_code, missing["Cache-Control"]) == (404, "no-store")


def test_an_overlong_search_is_malformed(anybody: Any) -> None:
    assert anybody.get("/api/v1/public/sites?name=" + "长" * 61).status_code == 400
