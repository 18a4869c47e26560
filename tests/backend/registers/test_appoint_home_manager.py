"""POST /api/v1/legal-persons/{id}/managers and /sites/{id}/managers."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import Person
from backend.registers.models import HomeManager
from tests.backend import make
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> APIClient:
    return make.client_for(make.person("registrar"))


def appoint(client: APIClient, address: str, somebody: Person) -> Any:
    return client.post(f"/api/v1/{address}/managers", {"person": str(somebody.pk)}, format="json")


def test_a_manager_sees_every_site_of_the_holder(registrar: APIClient) -> None:
    site = registers.site()
    sister = registers.site(legal_person=site.legal_person, number="02")
    somebody = make.person("home_manager")

    answer = appoint(registrar, f"legal-persons/{site.legal_person_id}", somebody)

    assert answer.status_code == 201, answer.content
    client = make.client_for(somebody)
    assert client.get(f"/api/v1/sites/{sister.pk}").status_code == 200


def test_a_place_without_holder_has_a_manager_of_its_own(registrar: APIClient) -> None:
    place = registers.unfiled_site()
    somebody = make.person("home_manager")

    answer = appoint(registrar, f"sites/{place.pk}", somebody)

    assert answer.status_code == 201
    assert make.client_for(somebody).get(f"/api/v1/sites/{place.pk}").status_code == 200


def test_appointing_twice_is_once(registrar: APIClient) -> None:
    place, somebody = registers.unfiled_site(), make.person("home_manager")

    first = appoint(registrar, f"sites/{place.pk}", somebody)
    second = appoint(registrar, f"sites/{place.pk}", somebody)

    assert first.json() == second.json()
    assert HomeManager.objects.count() == 1


def test_a_site_under_a_certificate_is_managed_through_its_holder(registrar: APIClient) -> None:
    site = registers.site()

    answer = appoint(registrar, f"sites/{site.pk}", make.person("home_manager"))

    assert answer.json()["code"] == "site-has-legal-person"


def test_the_person_must_hold_the_role(registrar: APIClient) -> None:
    site = registers.site()

    answer = appoint(registrar, f"legal-persons/{site.legal_person_id}", make.person())

    assert answer.json()["code"] == "not-home-manager"


def test_a_home_of_another_district_is_not_there(registrar: APIClient) -> None:
    site = registers.site(at=make.NANGANG)

    answer = appoint(registrar, f"legal-persons/{site.legal_person_id}", make.person())

    assert answer.status_code == 404


def test_a_home_appoints_nobody() -> None:
    site, somebody = registers.site(), make.person("home_manager")
    registers.manager(somebody, site)

    answer = appoint(make.client_for(somebody), f"legal-persons/{site.legal_person_id}", somebody)

    assert answer.status_code == 403
