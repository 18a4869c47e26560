"""The legal nature of a visit decides what it may lead to (性质)."""

import pytest
from django.db import IntegrityError, connection, transaction

from backend.core.ids import uuid7
from backend.inspections.models import Nature
from backend.inspections.refusals import (
    ChecklistNotForUse,
    ChecklistNotPublished,
    ClueMissing,
    InspectionHasNoLevel,
    NatureChecklistMismatch,
)
from backend.inspections.selectors import level_ground
from tests.backend.inspections import lists, make

pytestmark = pytest.mark.django_db

INSPECTIONS = ["routine", "special", "case"]


def test_every_nature_is_a_row_with_its_source() -> None:
    rows = {row.code: row for row in Nature.objects.all()}

    assert list(rows) == [
        *("routine", "special", "case", "filing_check", "supervision", "self_check"),
        *("rating", "rating_review", "performance", "guidance"),
    ]
    assert all(row.source for row in rows.values())
    assert [code for code, row in rows.items() if row.may_grade] == ["rating", "rating_review"]


@pytest.mark.parametrize("nature", INSPECTIONS)
def test_an_inspection_takes_no_rating_checklist(nature: str) -> None:
    with pytest.raises(NatureChecklistMismatch, match="demo"):
        make.plan(nature, checklist=make.checklist("rating"))


def test_a_rating_takes_no_inspection_checklist() -> None:
    crew = [make.assessor() for _ in range(3)]

    with pytest.raises(NatureChecklistMismatch):
        make.plan("rating", checklist=make.checklist("inspection"), crew=crew)


def test_only_a_published_checklist_may_be_planned() -> None:
    with pytest.raises(ChecklistNotPublished):
        make.plan(checklist=make.checklist(state="draft"))


@pytest.mark.parametrize("what", ["incomplete", "demonstration"])
def test_no_inspection_rests_on_a_list_with_gaps_or_on_a_demonstration(what: str) -> None:
    unfit = lists.checklist_saying(f"{what}: {{zh: 合成的缺口, en: A synthetic gap}}")

    with pytest.raises(ChecklistNotForUse, match="合成的缺口"):
        make.plan(checklist=unfit)


def test_a_rating_may_rest_on_a_demonstration_that_its_round_announced() -> None:
    crew = [make.assessor() for _ in range(3)]
    shown = lists.checklist_saying("demonstration: {zh: 合成权重, en: Synthetic}", "rating")

    assert make.plan("rating", checklist=shown, crew=crew).checklist == shown


@pytest.mark.parametrize("nature", INSPECTIONS)
def test_asking_an_inspection_for_a_star_is_refused(nature: str) -> None:
    with pytest.raises(InspectionHasNoLevel):
        make.plan(nature, applied_for="5")


def test_no_level_rests_on_an_inspection() -> None:
    visit = make.plan("routine")

    with pytest.raises(InspectionHasNoLevel) as refusal:
        level_ground(visit.pk)

    assert refusal.value.code == "inspection-has-no-level"


def test_a_case_starts_from_a_clue() -> None:
    with pytest.raises(ClueMissing):
        make.plan("case", brief={})


LEVEL_TABLE = """
CREATE TEMPORARY TABLE level_of_a_home (
  id uuid PRIMARY KEY, visit_id uuid NOT NULL,
  nature varchar(24) NOT NULL CHECK (nature IN ('rating', 'rating_review')), level text NOT NULL)
"""
COMPOSITE = """
SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
WHERE c.relname = 'visit_id_and_nature' AND i.indisunique GROUP BY i.indexrelid
"""


def test_the_database_itself_lets_no_level_rest_on_an_inspection() -> None:
    inspection = make.plan("routine")
    rating = make.plan(
        "rating",
        checklist=make.checklist("rating"),
        crew=[make.assessor() for _ in range(3)],
    )
    with connection.cursor() as cursor:
        cursor.execute(COMPOSITE)
        assert cursor.fetchone()[0] == ["id", "nature_id"]
        cursor.execute(LEVEL_TABLE.replace("TEMPORARY ", ""))
        cursor.execute(
            "ALTER TABLE level_of_a_home ADD FOREIGN KEY (visit_id, nature)"
            " REFERENCES inspections_visit (id, nature_id)"
        )

        insert = "INSERT INTO level_of_a_home VALUES (%s, %s, %s, '5')"
        cursor.execute(insert, [uuid7(), rating.pk, "rating"])
        for claimed in ("routine", "rating"):  # the check refuses the one, the key the other
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(insert, [uuid7(), inspection.pk, claimed])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(
                "UPDATE inspections_visit SET nature_id = 'routine' WHERE id = %s", [rating.pk]
            )
