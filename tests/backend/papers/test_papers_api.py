"""GET /api/v1/papers…: who may read which paper."""

from typing import Any

import pytest

from backend.accounts.models import Person
from backend.papers.models import Paper
from tests.backend import make as house
from tests.backend.inspections import make as visits
from tests.backend.papers import make

pytestmark = pytest.mark.django_db


def get(person: Person | None, address: str) -> Any:
    return house.client_for(person).get(f"/api/v1/papers{address}")


def test_the_office_of_the_district_reads_a_paper_with_its_digests() -> None:
    paper = make.sealed()

    said = get(house.person("inspector"), f"/{paper.pk}").json()

    assert (said["number"], said["state"]) == (paper.number, "sealed")
    assert said["text_digest"] == paper.text_digest
    assert said["verify_address"].endswith(paper.verify_code)


def test_the_home_reads_its_own_paper_and_not_anothers() -> None:
    home, other = visits.site(), visits.site()
    paper = make.sealed(site=home.pk)

    own = get(visits.manager(home), f"/{paper.pk}/file?version=archive")
    assert own.content.startswith(b"%PDF")
    assert own["Cache-Control"] == "private, no-store"
    assert get(visits.manager(other), f"/{paper.pk}/file").status_code == 404
    assert get(visits.manager(other), "").json()["results"] == []


def test_another_district_finds_nothing() -> None:
    paper = make.requested()

    assert get(house.person("head", at=house.NANGANG), f"/{paper.pk}").status_code == 404


def test_nobody_reads_without_a_login() -> None:
    assert get(None, "").status_code == 401


def test_a_paper_still_being_made_says_so() -> None:
    paper = make.requested()

    response = get(house.person("head"), f"/{paper.pk}/file")

    assert (response.status_code, response.json()["code"]) == (422, "paper-not-sealed")


def test_only_two_versions_exist() -> None:
    paper = make.sealed()

    assert get(house.person("head"), f"/{paper.pk}/file?version=draft").status_code == 400


def test_papers_are_listed_by_subject() -> None:
    paper = make.requested()
    make.requested()

    rows = get(house.person("head"), f"?subject={paper.subject_id}").json()["results"]

    assert [row["id"] for row in rows] == [str(paper.pk)]


def test_a_failed_paper_is_asked_for_again() -> None:
    paper = make.requested()
    Paper.objects.filter(pk=paper.pk).update(state="failed")
    client = house.client_for(house.person("head"))

    said = client.post(f"/api/v1/papers/{paper.pk}/render-again", {}, format="json")

    assert said.json()["state"] == "requested"
