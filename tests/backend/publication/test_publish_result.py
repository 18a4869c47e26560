"""What is due, and POST /api/v1/publications/{id}/publish."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.calendar.services import add_working_days
from backend.core import clock
from backend.core.canonical import digest
from backend.core.models import Event as Told
from backend.oplog.models import Event
from backend.publication import services
from backend.publication.models import Publication
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.publication import make as publications

pytestmark = pytest.mark.django_db


def publish(client: Any, found: Publication, **body: Any) -> Any:
    return client.post(f"/api/v1/publications/{found.pk}/publish", body, format="json")


def test_a_result_is_due_twenty_working_days_after_it_was_formed() -> None:
    found = publications.due()

    assert found.formed_on == clock.today()
    assert found.due_on == add_working_days(clock.today(), 20)
    assert (found.state, found.payload) == ("due", None)


def test_a_conclusion_told_twice_is_due_once() -> None:
    payload = publications.concluded()

    services.enqueue_result(payload)
    services.enqueue_result(payload)

    found = Publication.objects.get()
    assert found.corrections.count() == 1
    assert Event.objects.filter(kind="publication.due").count() == 1


def test_a_visit_that_is_no_inspection_is_not_published_here() -> None:
    payload = publications.concluded()

    services.enqueue_result({**payload, "may_order": False})

    assert not Publication.objects.exists()


def test_a_publisher_shows_the_result_and_its_digest_is_fixed() -> None:
    found, somebody = publications.due(), make.person("publisher")

    answer = publish(make.client_for(somebody), found)

    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert told["state"] == "published"
    assert told["payload_digest"] == digest(told["payload"])
    assert told["published_by"] == str(somebody.pk)
    assert Event.objects.get(kind="result.published").body["late"] is False
    assert (
        Told.objects.get(name="result.published").payload["payload_digest"]
        == (told["payload_digest"])
    )


def test_the_payload_says_who_where_what_and_what_was_not_looked_at() -> None:
    visit = visits.locked()

    payload = publications.published(visit).payload

    assert payload
    assert payload["authority"].endswith("民政局")
    assert payload["site"]["name"] == visit.site.name
    assert payload["conclusion"] == [{"code": "A", "words": "发现问题待后续处理"}]
    assert payload["problems"]["total"] == payload["problems"]["hidden_danger"] == 1
    assert payload["looked_at"] == {
        "items": 3,
        "answered": 2,
        "not_applicable": 0,
        "not_answered": 1,
    }
    assert payload["not_looked_at"][0] == "“安全”有 1 项未检查"
    assert "抽查未发现问题不等于没有问题" in payload["statements"]


def test_a_result_is_shown_late_too_and_the_log_says_so() -> None:
    found = publications.due()
    clock.advance(timedelta(days=60))

    assert publish(make.client_for(make.person("publisher")), found).status_code == 200
    assert Event.objects.get(kind="result.published").body["late"] is True


def test_publishing_twice_is_refused() -> None:
    found, client = publications.due(), make.client_for(make.person("publisher"))
    publish(client, found)

    answer = publish(client, found)

    assert (answer.status_code, answer.json()["code"]) == (422, "publication-not-due")


def test_a_stale_version_shows_nothing() -> None:
    found = publications.due()

    answer = publish(make.client_for(make.person("publisher")), found, seen_version=7)

    assert (answer.status_code, answer.json()["code"]) == (409, "version-conflict")
    found.refresh_from_db()
    assert found.state == "due"


def test_a_malformed_version_is_named() -> None:
    answer = publish(
        make.client_for(make.person("publisher")), publications.due(), seen_version="x"
    )

    assert answer.status_code == 400
    assert "seen_version" in answer.json()["errors"]


def test_a_result_of_another_district_is_not_there() -> None:
    client = make.client_for(make.person("publisher", at=make.NANGANG))

    assert publish(client, publications.due()).status_code == 404


@pytest.mark.parametrize("role", ["head", "inspector", "home_manager"])
def test_only_a_publisher_publishes(role: str) -> None:
    assert publish(make.client_for(make.person(role)), publications.due()).status_code == 403


def test_the_queue_shows_the_working_days_left_the_most_urgent_first() -> None:
    found = publications.due()
    clock.advance(timedelta(days=3))
    later = publications.due()

    answer = make.client_for(make.person("auditor")).get("/api/v1/publications?state=due")

    rows = answer.json()["results"]
    assert [row["id"] for row in rows] == [str(found.pk), str(later.pk)]
    assert rows[1]["working_days_left"] == 20


@pytest.mark.parametrize(
    "change",
    [{"payload": {}}, {"payload_digest": "0" * 64}, {"state": "due"}, {"subject_type": "draw"}],
)
def test_the_database_keeps_what_was_shown(change: dict[str, Any]) -> None:
    found = publications.published()

    with pytest.raises(IntegrityError, match="shown and is fixed"), transaction.atomic():
        Publication.objects.filter(pk=found.pk).update(**change)


def test_the_database_deletes_nothing_that_was_shown() -> None:
    found = publications.published()

    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=found.pk)._raw_delete("default")
