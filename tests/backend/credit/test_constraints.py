"""What the database itself refuses in credit files."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from backend.core import clock
from backend.core.ids import uuid7
from backend.credit.models import Entry

pytestmark = pytest.mark.django_db


def entry(**values: Any) -> Entry:
    given = {
        "subject_type": "site",
        "subject_id": uuid7(),
        "kind": "inspection",
        "ground_type": "visit",
        "ground_id": str(uuid7()),
        "ground_digest": "a" * 64,
        "valid_from": date(2026, 3, 2),
        "known_from": clock.now(),
        "made_by": "system",
    }
    return Entry.objects.create(**{**given, **values})


def test_an_entry_cites_its_ground() -> None:
    with pytest.raises(IntegrityError, match="entry_cites_its_ground"):
        entry(ground_digest="")


def test_an_entry_ends_after_it_starts() -> None:
    with pytest.raises(IntegrityError, match="entry_ends_after_it_starts"):
        entry(until=date(2026, 3, 1))


def test_a_correction_has_its_reason() -> None:
    with pytest.raises(IntegrityError, match="entry_correction_has_reason"):
        entry(corrects=entry())


def test_one_ground_gives_one_entry_of_a_kind() -> None:
    first = entry()

    with pytest.raises(IntegrityError, match="entry_once_a_ground"):
        entry(subject_id=first.subject_id, ground_id=first.ground_id)


def test_an_entry_is_corrected_once() -> None:
    first = entry()
    entry(corrects=first, reason="复议撤销")

    with pytest.raises(IntegrityError, match="corrects"):
        entry(corrects=first, reason="复议撤销")
