"""After a restore the public log says what was shown, and what was taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from backend.core.models import Event
from backend.oplog.models import Event as Logged
from backend.publication import services
from backend.publication.models import Publication
from backend.translog.models import Opening
from backend.translog.services import TAKEN_DOWN, WITHDRAWN
from tests.backend import make as people
from tests.backend.inspections import make as visits
from tests.backend.publication import make

pytestmark = pytest.mark.django_db


def lost_and_sent_again(document: str = "") -> tuple[Publication, Publication]:
    """Publish a result, lose all but the log, and let the visit be concluded again.

    document: what the log says was shown, when another than this one.
    """
    payload = make.concluded(visits.locked())
    backup = transaction.savepoint()
    shown = shown_result(payload)
    (opening,) = Opening.objects.filter(subject_id=str(shown.pk)).select_related("leaf")
    transaction.savepoint_rollback(backup)
    opening.leaf.save(force_insert=True)  # as the log's own bundles bring it back
    opening.document = document or opening.document
    opening.save(force_insert=True)
    services.enqueue_result(payload)
    return shown, Publication.objects.get(subject_id=payload["visit"])


def shown_result(payload: dict[str, Any]) -> Publication:
    services.enqueue_result(payload)
    due = Publication.objects.get(subject_id=payload["visit"])
    return services.publish_result(publication_id=due.pk, by=people.person("publisher"))


def test_a_result_that_was_shown_is_shown_again_without_a_second_entry() -> None:
    shown, again = lost_and_sent_again()

    assert again.pk == shown.pk
    assert again.state == Publication.State.PUBLISHED
    assert again.payload_digest == shown.payload_digest
    assert again.published_by is None
    assert Opening.objects.filter(subject_id=str(shown.pk)).count() == 1
    assert Logged.objects.filter(kind="publication.resumed", subject=str(shown.pk)).count() == 1
    assert Event.objects.filter(name="result.published", subject=str(shown.pk)).count() == 1


def test_a_result_that_comes_out_otherwise_waits_for_a_person() -> None:
    _shown, again = lost_and_sent_again(document="0" * 64)

    assert again.state == Publication.State.DUE
    assert Logged.objects.filter(kind="publication.differs").count() == 1


@pytest.mark.parametrize(
    ("as_kind", "state"), [(TAKEN_DOWN, "taken_down"), (WITHDRAWN, "withdrawn")]
)
def test_what_the_log_says_was_taken_back_is_seen_no_more(as_kind: str, state: str) -> None:
    shown = shown_result(make.concluded(visits.locked()))

    def end() -> int:
        return services.end_as_logged(kind="result.published", subject_id=shown.pk, as_kind=as_kind)

    assert end() == 1

    shown.refresh_from_db()
    assert shown.state == state
    assert shown.ended_by is None
    assert end() == 0
    if as_kind == TAKEN_DOWN:  # a second person still confirms it
        confirmed = services.confirm_takedown(
            publication_id=shown.pk, by=people.person("publisher")
        )
        assert confirmed.confirmed_by is not None
