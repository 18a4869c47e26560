"""POST /api/v1/officers and /officers/{id}/interests."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from backend.core import clock
from backend.oplog.models import Event
from backend.registers.models import Interest, Officer
from backend.registers.selectors import interests_on, officers_valid_on
from tests.backend import make
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> APIClient:
    return make.client_for(make.person("registrar"))


def body(**values: Any) -> dict[str, Any]:
    until = (clock.today() + timedelta(days=400)).isoformat()
    good = {"name": "合成检查员", "department": "民政", "region": "230102"}
    return {**good, "certificate_number": "黑A-001", "certificate_until": until, **values}


def test_a_certified_officer_is_entered_and_logged(registrar: APIClient) -> None:
    somebody = make.person("inspector")

    answer = registrar.post("/api/v1/officers", body(person=str(somebody.pk)), format="json")

    assert answer.status_code == 201, answer.content
    officer = Officer.objects.get(pk=answer.json()["id"])
    assert officer.person == somebody
    assert Event.objects.filter(kind="officer.added", subject=str(officer.pk)).exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"certificate_until": "2020-01-01"}, "certificate-expired"),
        ({"valid_from": "2026-05-01", "valid_until": "2026-04-01"}, "term-ends-early"),
    ],
)
def test_an_officer_who_may_not_inspect_is_refused(
    registrar: APIClient, values: Any, code: str
) -> None:
    answer = registrar.post("/api/v1/officers", body(**values), format="json")

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_certificate_and_a_person_belong_to_one_officer(registrar: APIClient) -> None:
    somebody = str(make.person("inspector").pk)
    registrar.post("/api/v1/officers", body(person=somebody), format="json")

    same_number = registrar.post("/api/v1/officers", body(), format="json")
    same_person = registrar.post(
        "/api/v1/officers", body(person=somebody, certificate_number="2"), format="json"
    )

    assert same_number.json()["code"] == "certificate-number-taken"
    assert same_person.json()["code"] == "person-already-officer"


def test_an_officer_of_another_district_is_not_entered_from_here(registrar: APIClient) -> None:
    answer = registrar.post("/api/v1/officers", body(region="230103"), format="json")

    assert answer.status_code == 404


def test_a_wrong_day_is_malformed(registrar: APIClient) -> None:
    answer = registrar.post("/api/v1/officers", body(certificate_until="明年"), format="json")

    assert answer.status_code == 400
    assert "certificate_until" in answer.json()["errors"]


def test_an_inspector_enters_nobody() -> None:
    client = make.client_for(make.person("inspector"))

    assert client.post("/api/v1/officers", body(), format="json").status_code == 403
    assert client.get("/api/v1/officers").status_code == 200


def test_only_officers_with_a_certificate_of_that_day_are_given() -> None:
    today = clock.today()
    good = registers.officer()
    registers.officer(certificate_until=today - timedelta(days=1))
    registers.officer(valid_until=today - timedelta(days=1))
    registers.officer(department="消防救援")
    registers.officer(at=make.NANGANG)

    assert list(officers_valid_on(today, "民政", make.region())) == [good]


def test_an_interest_in_a_holder_bars_from_all_its_sites(registrar: APIClient) -> None:
    site = registers.site()
    sister = registers.site(legal_person=site.legal_person, number="02")
    officer = registers.officer()
    wanted = {"kind": "hard", "reason": "kin", "legal_person": str(site.legal_person_id)}

    answer = registrar.post(f"/api/v1/officers/{officer.pk}/interests", wanted, format="json")

    assert answer.status_code == 201, answer.content
    found = interests_on(clock.today(), Officer.objects.all())
    assert found == {officer.pk: {site.pk: "hard", sister.pk: "hard"}}


def test_declaring_the_same_interest_twice_is_one(registrar: APIClient) -> None:
    site, officer = registers.site(), registers.officer()
    wanted = {"kind": "soft", "reason": "residence", "site": str(site.pk)}

    for _ in range(2):
        registrar.post(f"/api/v1/officers/{officer.pk}/interests", wanted, format="json")

    assert Interest.objects.count() == 1
    assert Event.objects.filter(kind="interest.declared").count() == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "soft", "reason": "kin"}, "interest-kind-differs"),
        ({"kind": "hard", "reason": "kin", "site": None}, "interest-needs-one-object"),
    ],
)
def test_an_interest_must_fit_its_reason(registrar: APIClient, values: Any, code: str) -> None:
    site, officer = registers.site(), registers.officer()

    answer = registrar.post(
        f"/api/v1/officers/{officer.pk}/interests", {"site": str(site.pk), **values}, format="json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, code)
