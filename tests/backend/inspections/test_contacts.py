"""Whom to ring: public numbers, and those of an office (紧急联系电话)."""

from typing import Any

import pytest

from backend.inspections import services
from backend.inspections.models import EmergencyContact
from tests.backend import make
from tests.backend.inspections import make as visits

pytestmark = pytest.mark.django_db
URL = "/api/v1/emergency-contacts"
CITY = "230100"


def add(phone: str = "0451-8400-0000", region: str = make.DAOLI, role: str = "registrar") -> Any:
    client = make.client_for(make.person(role, at=CITY))
    body = {"region": region, "title_zh": "区民政局值班室（合成）", "phone": phone}
    return client.post(URL, body, format="json")


def numbers(visit: Any) -> list[str]:
    told = services.package(visit.pk, visits.device().pk, actor="system")
    return [one["phone"] for one in told["emergency"]]


def test_every_package_carries_the_public_numbers() -> None:
    told = services.package(visits.approved().pk, visits.device().pk, actor="system")

    assert {"title": {"zh": "医疗急救", "en": "Medical emergency"}, "phone": "120"} in told[
        "emergency"
    ]
    assert [one["phone"] for one in told["emergency"]] == ["119", "120", "110", "12345"]
    assert not EmergencyContact.objects.filter(region=None, source="").exists()


def test_an_offices_own_numbers_come_first_and_reach_its_area_only() -> None:
    assert add("0451-1", region=CITY).status_code == 201
    assert add("0451-2").status_code == 201
    assert add("0451-3", region=make.NANGANG).status_code == 201

    assert numbers(visits.approved())[:3] == ["0451-2", "0451-1", "119"]


def test_a_number_is_withdrawn_and_may_come_back() -> None:
    first = add().json()
    client = make.client_for(make.person("platform_admin"))
    twice = add()

    gone = client.post(f"{URL}/{first['id']}/withdraw")

    assert twice.json()["code"] == "emergency-contact-known"
    assert gone.status_code == 200
    assert add().status_code == 201
    assert numbers(visits.approved()).count("0451-8400-0000") == 1


def test_public_numbers_and_those_of_others_stay() -> None:
    add(region=make.NANGANG)
    client = make.client_for(make.person("registrar"))
    rows = EmergencyContact.objects.all()

    answers = {client.post(f"{URL}/{row.pk}/withdraw").status_code for row in rows}

    assert answers == {404}
    assert rows.filter(withdrawn_at=None).count() == 5


def test_the_office_sees_its_own_list() -> None:
    add(), add("0451-3", region=make.NANGANG)
    client = make.client_for(make.person("auditor"))

    told = {row["phone"] for row in client.get(URL).json()["results"]}

    assert told == {"119", "120", "110", "12345", "0451-8400-0000"}


def test_a_word_is_no_number() -> None:
    assert add("call me").json()["code"] == "invalid-input"


def test_the_package_names_the_key_for_confidential_words() -> None:
    told = services.package(visits.approved().pk, visits.device().pk, actor="system")

    assert told["intake_key"].keys() == {"id", "jwk"}
    assert told["intake_key"]["jwk"]["crv"] == "P-256"
