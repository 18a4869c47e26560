"""What the database itself refuses of checklist versions."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from backend.core import clock
from backend.standards.models import ChecklistVersion
from tests.backend import make
from tests.backend.standards import make as standards

pytestmark = pytest.mark.django_db


def change(**values: Any) -> None:
    ChecklistVersion.objects.filter(pk=standards.draft().pk).update(**values)


def test_a_version_is_published_by_another_person(folder: Path) -> None:
    somebody = make.person()

    with pytest.raises(IntegrityError, match="checklist_published_by_another_person"):
        change(
            state="published",
            proposed_by=somebody,
            published_by=somebody,
            published_at=clock.now(),
        )


def test_a_state_has_its_people(folder: Path) -> None:
    with pytest.raises(IntegrityError, match="checklist_state_has_its_people"):
        change(state="published")


def test_a_version_ends_after_it_starts(folder: Path) -> None:
    with pytest.raises(IntegrityError, match="checklist_ends_after_it_starts"):
        change(in_force_to="2001-01-01")


def test_a_standard_has_each_version_once(folder: Path) -> None:
    found = standards.draft()
    fields = [field.attname for field in ChecklistVersion._meta.fields if field.name != "id"]
    copy = {name: getattr(found, name) for name in fields} | {"digest": "0" * 64}

    with pytest.raises(IntegrityError, match="checklist_once_a_version"):
        ChecklistVersion.objects.create(**copy)
