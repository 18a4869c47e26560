"""/api/v1/visits: who sees and who may (检查)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.models import Grant
from backend.core import clock
from backend.inspections import services
from backend.inspections.models import Visit
from tests.backend import make as house
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db

VISITS = "/api/v1/visits"


def get(person: Any, address: str) -> Any:
    return house.client_for(person).get(address)


def post(person: Any, visit: Visit, verb: str, **body: Any) -> Any:
    return house.client_for(person).post(f"{VISITS}/{visit.pk}/{verb}", body, format="json")


def test_the_walk_of_the_approval_over_http() -> None:
    visit = make.plan()
    steps = [("propose", "scheduler"), ("endorse", "reviewer"), ("approve", "head")]

    for version, (verb, role) in enumerate(steps, 1):
        answer = post(house.person(role), visit, verb, seen_version=version)
        assert answer.status_code == 200, answer.json()

    assert answer.json() == {"id": str(visit.pk), "state": "approved", "version": 4}
    answer = post(
        house.person("scheduler"),
        visit,
        "notify",
        seen_version=4,
        earliest_on=str(clock.today() + timedelta(days=20)),
    )
    assert (answer.status_code, answer.json()["state"]) == (200, "notified")


def test_a_stale_version_is_409() -> None:
    answer = post(house.person("scheduler"), make.plan(), "propose", seen_version=9)

    assert (answer.status_code, answer.json()["code"]) == (409, "version-conflict")


def test_another_county_sees_nothing() -> None:
    visit = make.plan()
    neighbour = house.person("head", at=house.NANGANG)

    assert get(neighbour, f"{VISITS}/{visit.pk}").status_code == 404
    assert post(neighbour, visit, "approve", seen_version=1).status_code == 404
    assert get(neighbour, VISITS).json()["results"] == []


def test_a_role_of_another_county_does_not_reach_here() -> None:
    visit = make.plan()
    person = house.person("head", at=house.NANGANG)
    Grant.objects.create(person=person, role="registrar", region=house.region())

    assert get(person, f"{VISITS}/{visit.pk}").status_code == 200
    assert post(person, visit, "approve", seen_version=1).status_code == 403


def test_the_province_sees_its_counties() -> None:
    visit = make.plan()

    assert get(house.person("auditor", at="230000"), f"{VISITS}/{visit.pk}").status_code == 200


def test_the_home_sees_its_own_visit_only_after_the_lock() -> None:
    visit = make.walked()
    own, other = make.manager(visit.site), make.manager(make.site())
    assert get(own, f"{VISITS}/{visit.pk}").status_code == 404

    make.asked_to_lock(visit)
    services.lock_visit(visit.pk)
    services.conclude_visit({"visit": str(visit.pk)})

    seen = get(own, f"{VISITS}/{visit.pk}")
    assert seen.status_code == 200
    assert [one["wording"] for one in seen.json()["findings"]] == ["疏散通道堆放杂物"]
    assert not {"approvals", "brief", "lock_waits_for"} & seen.json().keys()
    assert get(other, f"{VISITS}/{visit.pk}").status_code == 404
    assert get(own, f"{VISITS}/{visit.pk}/findings").json()["results"][0]["problem_state"] == "open"


def test_an_officer_sees_the_visit_he_sits_on_in_another_county() -> None:
    lent = make.officer(at=house.NANGANG)
    visit = make.plan(crew=[make.officer(), make.officer(), lent], came="lent")

    assert get(lent.person, f"{VISITS}/{visit.pk}").status_code == 200


def test_a_list_asks_the_same_few_questions_however_long_it_is() -> None:
    person, list_ = house.person("scheduler"), make.checklist()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert get(person, f"{VISITS}?state=proposed&region=230102").status_code == 200
        return len(queries)

    make.plan(checklist=list_)
    few = asked()
    for _ in range(6):
        make.plan(checklist=list_)

    assert asked() == few


@pytest.mark.parametrize("query", ["site=here", "state=lost", "papers=all", "year=last"])
def test_a_malformed_filter_is_400(query: str) -> None:
    assert get(house.person("head"), f"{VISITS}?{query}").status_code == 400


def test_owed_papers_stay_on_their_list() -> None:
    visit, head = make.plan("case"), house.person("head")
    make.plan()

    answer = post(head, visit, "start-in-emergency", seen_version=1, reason="合成")

    assert answer.status_code == 200
    owed = get(head, f"{VISITS}?papers=owed").json()["results"]
    assert [one["id"] for one in owed] == [str(visit.pk)]
    assert owed[0]["papers_owed_since"] == answer.json()["papers_due_on"]


def plan_body(nature: str, **more: Any) -> dict[str, Any]:
    crew = [make.officer(), make.officer()]
    return {
        "nature": nature,
        "site": str(make.site().pk),
        "checklist": str(make.checklist().pk),
        "purpose": "合成：群众举报",
        "brief": {"clue": "合成线索"},
        "officers": [{"officer": str(one.pk)} for one in crew],
        "window_from": str(clock.today()),
        "window_until": str(clock.today()),
        **more,
    }


def test_a_case_is_planned_without_a_draw() -> None:
    answer = house.client_for(house.person("scheduler")).post(
        VISITS, plan_body("case"), format="json"
    )

    assert (answer.status_code, answer.json()["state"]) == (201, "proposed")


def test_a_star_asked_of_an_inspection_is_422() -> None:
    answer = house.client_for(house.person("scheduler")).post(
        VISITS, plan_body("routine", applied_for="5"), format="json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "inspection-has-no-level")


def test_a_visit_is_not_planned_in_another_county() -> None:
    answer = house.client_for(house.person("head", at=house.NANGANG)).post(
        VISITS, plan_body("case"), format="json"
    )

    assert answer.status_code == 404


def test_only_an_officer_of_the_visit_scans_in() -> None:
    visit = make.approved("case")
    stranger = make.officer().person
    mine = visit.officers.all()[0].officer.person

    assert post(stranger, visit, "scan-in", reason="合成").status_code == 403
    assert post(mine, visit, "scan-in", reason="合成").status_code == 200


def test_a_visit_is_cancelled_with_a_reason() -> None:
    visit = make.plan()
    answer = post(house.person("head"), visit, "cancel", seen_version=1, reason="合成：停业")

    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert post(house.person("head"), visit, "cancel", seen_version=2).status_code == 400
