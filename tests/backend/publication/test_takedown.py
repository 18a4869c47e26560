"""POST /api/v1/publications/{id}/withdraw, /takedown and /confirm-takedown."""

from typing import Any

import pytest

from backend.calendar.models import Clock
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.oplog.models import Event
from backend.publication.models import Publication
from backend.publication.selectors import unconfirmed_takedowns
from tests.backend import make
from tests.backend.publication import make as publications

pytestmark = pytest.mark.django_db


def call(client: Any, found: Publication, verb: str, **body: Any) -> Any:
    return client.post(f"/api/v1/publications/{found.pk}/{verb}", body, format="json")


def results(found: Publication) -> list[Any]:
    answer = make.client_for().get(f"/api/v1/public/sites/{found.site_id}")
    return list(answer.json()["results"])


def test_one_person_takes_down_at_once_and_the_page_is_empty() -> None:
    found = publications.published()
    assert len(results(found)) == 1

    answer = call(make.client_for(make.person("head")), found, "takedown", reason="可辨认个人")

    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "taken_down"
    assert answer.json()["confirm_due_on"] == add_working_days(clock.today(), 1).isoformat()
    assert results(found) == []


def test_a_second_person_confirms() -> None:
    first, second = make.person("publisher"), make.person("head")
    found = publications.taken_down(first)
    assert list(unconfirmed_takedowns(second)) == [found]

    answer = call(make.client_for(second), found, "confirm-takedown")

    assert answer.status_code == 200, answer.content
    assert answer.json()["confirmed_by"] == str(second.pk)
    assert not unconfirmed_takedowns(second).exists()
    assert Clock.objects.get(kind="takedown-confirmation").finished_at


def test_who_took_it_down_does_not_confirm() -> None:
    first = make.person("publisher", "head")
    found = publications.taken_down(first)

    answer = call(make.client_for(first), found, "confirm-takedown")

    assert (answer.status_code, answer.json()["code"]) == (422, "takedown-same-person")


def test_a_takedown_is_confirmed_once() -> None:
    found = publications.taken_down(make.person("publisher"))
    second = make.client_for(make.person("head"))
    call(second, found, "confirm-takedown")

    assert call(second, found, "confirm-takedown").json()["code"] == "publication-not-taken-down"


def test_what_is_not_shown_is_not_taken_down() -> None:
    head = make.client_for(make.person("head"))

    answer = call(head, publications.due(), "takedown", reason="可辨认个人")

    assert answer.json()["code"] == "publication-not-published"


def test_a_takedown_says_why() -> None:
    head = make.client_for(make.person("head"))
    found = publications.published()

    assert call(head, found, "takedown").status_code == 400
    assert call(head, found, "takedown", reason="  ").status_code == 400


def test_a_withdrawn_result_leaves_the_page_and_its_digest_stays_in_the_log() -> None:
    found = publications.published()

    answer = call(make.client_for(make.person("publisher")), found, "withdraw", reason="公示期满")

    assert answer.json()["state"] == "withdrawn"
    assert results(found) == []
    event = Event.objects.get(kind="publication.withdrawn")
    assert event.body["digest"] == found.payload_digest


def test_withdrawing_twice_is_refused() -> None:
    found, client = publications.published(), make.client_for(make.person("publisher"))
    call(client, found, "withdraw", reason="公示期满")

    answer = call(client, found, "withdraw", reason="公示期满")

    assert answer.json()["code"] == "publication-not-published"


def test_a_publication_of_another_district_is_not_there() -> None:
    client = make.client_for(make.person("head", at=make.NANGANG))

    assert call(client, publications.published(), "takedown", reason="x").status_code == 404


@pytest.mark.parametrize("role", ["inspector", "registrar", "home_manager"])
def test_others_take_nothing_down(role: str) -> None:
    client = make.client_for(make.person(role))

    assert call(client, publications.published(), "takedown", reason="x").status_code == 403
