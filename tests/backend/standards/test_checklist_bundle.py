"""GET /api/v1/checklists and /checklists/{digest}/bundle."""

import pytest

from tests.backend import make
from tests.backend.standards import make as standards

pytestmark = pytest.mark.django_db


def test_a_tablet_gets_the_bundle_by_digest_and_keeps_it() -> None:
    found = standards.published()
    client = make.client_for(make.person("inspector"))
    address = f"/api/v1/checklists/{found.digest}/bundle"

    answer = client.get(address)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})

    assert answer.status_code == 200
    assert answer.json()["digest"] == found.digest
    assert "immutable" in answer["Cache-Control"]
    assert again.status_code == 304


def test_a_draft_is_seen_by_the_office_only() -> None:
    found = standards.draft()
    office = make.client_for(make.person("reviewer"))
    tablet = make.client_for(make.person("inspector"))

    assert office.get(f"/api/v1/checklists/{found.pk}").status_code == 200
    assert tablet.get(f"/api/v1/checklists/{found.pk}").status_code == 404
    assert tablet.get(f"/api/v1/checklists/{found.digest}/bundle").status_code == 404
    assert tablet.get("/api/v1/checklists").json()["results"] == []


def test_an_unknown_digest_is_not_there() -> None:
    client = make.client_for(make.person("inspector"))

    assert client.get(f"/api/v1/checklists/{'0' * 64}/bundle").status_code == 404


def test_nobody_reads_without_a_login() -> None:
    found = standards.published()

    assert make.client_for().get(f"/api/v1/checklists/{found.digest}/bundle").status_code == 401
