"""The day's run of the ledger: what is owed is there, once, and late when it is late."""

import pytest

from backend.core.models import Event
from backend.duties.models import Duty
from backend.duties.services import settle_everything
from backend.duties.sources import SOURCES
from backend.publication import services as publications_services
from tests.backend.publication import make as publications

pytestmark = pytest.mark.django_db


def test_an_empty_house_owes_nothing() -> None:
    assert settle_everything(actor="system") == dict.fromkeys(SOURCES, 0)


def test_a_term_that_was_started_again_is_one_duty() -> None:
    row = publications.published()
    publications_services.enqueue_result(
        dict(Event.objects.get(name="visit.concluded", subject=str(row.subject_id)).payload)
    )

    settle_everything(actor="system")

    duty = Duty.objects.get(code="result-publication")
    assert (duty.state, duty.late) == ("done", False)
