"""The shipped list of facility kinds."""

import pytest

from backend.registers.models import FacilityKind

pytestmark = pytest.mark.django_db


def test_every_kind_names_its_source_and_first_day() -> None:
    rows = FacilityKind.objects.all()

    assert rows.count() == 7
    assert all(row.source and row.valid_from for row in rows)
