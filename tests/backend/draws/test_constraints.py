"""What the database itself refuses to keep about a draw."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.core import clock
from backend.draws.models import Draw, DrawIteration, Unavailability
from tests.backend.draws import make as draws

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("draw_secret_open_only_at_the_end", {"secret": "s"}),
        ("draw_voided_has_reason", {"state": "voided"}),
    ],
)
def test_a_draw_keeps_its_rules(name: str, change: dict[str, str]) -> None:
    draw = draws.announced()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(**change)


def test_an_imported_draw_has_its_number() -> None:
    draw = draws.announced()
    copy = Draw(
        title="合成",
        region=draw.region,
        origin="imported",
        pool={},
        announced_at=clock.now(),
        announced_by=draw.announced_by,
    )
    with pytest.raises(IntegrityError, match="draw_imported_has_number"), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "number"), [("iteration_once_a_number", 1), ("iteration_from_one", 0)]
)
def test_iterations_are_numbered_from_one(name: str, number: int) -> None:
    draw = draws.drawn()
    row = DrawIteration(
        draw=draw, number=number, result={}, opened_at=clock.now(), opened_by=draw.announced_by
    )
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("unavailable_once_a_label", {}),
        ("unavailable_has_document", {"label": "b", "document": ""}),
        ("unavailable_has_document", {"label": "b", "reason": ""}),
        ("unavailable_two_persons", {"label": "b", "confirmed_by": "self"}),
        ("unavailable_used_when_confirmed", {"label": "b", "used_in": 2}),
    ],
)
def test_a_declaration_keeps_its_rules(name: str, change: dict[str, Any]) -> None:
    draw = draws.drawn()
    given = {"label": "a", "reason": "停业", "document": "合成1号"}
    common = {"draw": draw, "declared_by": draw.announced_by, "declared_at": clock.now()}
    Unavailability.objects.create(**common, **given)
    if "confirmed_by" in change:
        change = {**change, "confirmed_by": draw.announced_by}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Unavailability.objects.create(**common, **{**given, **change})
