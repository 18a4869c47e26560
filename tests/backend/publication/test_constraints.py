"""What the database itself refuses in publication."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.core import clock
from backend.core.ids import uuid7
from backend.publication.models import CorrectionState, Publication
from tests.backend import make

pytestmark = pytest.mark.django_db


def publication(**values: Any) -> Publication:
    given = {
        "kind": "result",
        "subject_type": "visit",
        "subject_id": uuid7(),
        "region": make.region(),
        "formed_on": clock.today(),
        "due_on": clock.today(),
    }
    return Publication.objects.create(**{**given, **values})


def shown(**values: Any) -> Publication:
    given = {"payload": {}, "payload_digest": "0" * 64, "published_at": clock.now()}
    return publication(**{"state": "published", **given, **values})


def ended(**values: Any) -> Publication:
    given = {"state": "withdrawn", "ended_at": clock.now(), "end_reason": "公示期满"}
    return shown(**{**given, "ended_by": make.person(), **values})


def correction(**values: Any) -> CorrectionState:
    given = {"problems": 1, "corrected": 1, "as_of": clock.today(), "recorded_at": clock.now()}
    given |= {"publication": publication(), "ground_type": "order", "ground_id": "1"}
    return CorrectionState.objects.create(**{**given, **values})


def test_one_subject_has_one_publication_of_a_kind() -> None:
    first = publication()

    with pytest.raises(IntegrityError, match="publication_once_a_subject"):
        publication(subject_id=first.subject_id)


def test_what_is_shown_has_its_payload() -> None:
    with pytest.raises(IntegrityError, match="publication_shown_is_fixed"):
        shown(payload_digest="")


def test_an_end_has_its_reason() -> None:
    with pytest.raises(IntegrityError, match="publication_end_has_reason"):
        ended(end_reason="")


def test_a_takedown_has_a_day_to_confirm() -> None:
    with pytest.raises(IntegrityError, match="takedown_has_day_to_confirm"):
        ended(state="taken_down")


def test_a_takedown_is_not_confirmed_by_who_made_it() -> None:
    somebody = make.person()

    with pytest.raises(IntegrityError, match="takedown_confirmed_by_another_person"):
        ended(
            state="taken_down",
            confirm_due_on=clock.today(),
            ended_by=somebody,
            confirmed_by=somebody,
        )


def test_no_more_is_corrected_than_was_found() -> None:
    with pytest.raises(IntegrityError, match="correction_within_problems"):
        correction(corrected=2)


def test_a_ground_is_one_step_of_correction() -> None:
    first = correction()

    with pytest.raises(IntegrityError, match="correction_once_a_ground"):
        correction(publication=first.publication)


def test_a_step_of_correction_stays() -> None:
    correction()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CorrectionState.objects.update(corrected=0)
