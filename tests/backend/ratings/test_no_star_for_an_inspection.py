"""Nothing lets an inspection carry a star: tried through the verbs and in plain SQL."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from backend.core import outbox
from backend.core.ids import uuid7
from backend.inspections.models import Visit
from backend.inspections.services import lock_visit
from backend.ratings.models import Application, Assessment, Level, Score
from backend.ratings.services import plan_assessment, take_score
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")

INSERT = """
INSERT INTO ratings_assessment (id, application_id, visit_id, nature, planned_at, void_reason)
VALUES (%s, %s, %s, %s, now(), '')
"""
INSPECTIONS = ("routine", "special", "case", "filing_check", "supervision")


@pytest.fixture(scope="module")
def accepted(shared_rows: None) -> UUID:
    """Let the office take an application, once."""
    return ratings.accepted(ratings.small_round(), applied_for="1").pk


@pytest.fixture
def application(accepted: UUID, rolled_back: None) -> Application:
    return Application.objects.get(pk=accepted)


@pytest.mark.parametrize("nature", INSPECTIONS)
def test_no_row_of_an_inspection_stands_as_an_assessment(
    nature: str, application: Application
) -> None:
    inspection = visits.plan(
        nature, site=application.site, checklist=visits.checklist(list_of(nature))
    )
    with connection.cursor() as cursor:
        for claimed in (nature, "rating"):  # the check refuses the one, the key the other
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(INSERT, [uuid7(), application.pk, inspection.pk, claimed])
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def list_of(nature: str) -> str:
    """Give the word a checklist needs for the nature."""
    return nature if nature in {"filing_check", "supervision"} else "inspection"


def test_a_review_of_a_level_is_no_assessment_either(application: Application) -> None:
    review = visits.plan("rating_review", site=application.site)

    with connection.cursor() as cursor:
        for claimed in ("rating_review", "rating"):
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(INSERT, [uuid7(), application.pk, review.pk, claimed])
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_assessed_visit_never_becomes_an_inspection(application: Application) -> None:
    ratings.assessors()
    ratings.drawn(application.round)
    row = ratings.planned(application)

    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(
            "UPDATE inspections_visit SET nature_id = 'routine' WHERE id = %s", [row.visit_id]
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_level_needs_an_assessment_and_stays_what_it_is() -> None:
    level = ratings.confirmed(ratings.small_round())

    with pytest.raises(IntegrityError), transaction.atomic():
        Level.objects.create(
            site=visits.site(),
            level="5",
            level_word="级",
            title="五级",
            valid_from=level.valid_from,
            valid_until=level.valid_until,
            confirmed_by=level.confirmed_by,
            confirmed_at=level.confirmed_at,
        )
    for column, value in (("level", "5"), ("site_id", visits.site().pk)):
        sql = f"UPDATE ratings_level SET {column} = %s WHERE id = %s"
        stays = pytest.raises(IntegrityError, match="stays as it was")
        with connection.cursor() as cursor, stays, transaction.atomic():
            cursor.execute(sql, [value, level.pk])


def test_the_news_of_a_scored_visit_changes_nothing_for_an_inspection() -> None:
    inspection = visits.locked("case")
    take_score({"visit": str(inspection.pk)})

    assert not Score.objects.exists()
    assert not Level.objects.exists()


def test_an_inspection_is_concluded_without_points_and_a_rating_without_findings(
    application: Application,
) -> None:
    ratings.assessors()
    ratings.drawn(application.round)
    rated = ratings.walked(ratings.planned(application))
    inspection = visits.opened("case")
    visits.asked_to_lock(inspection)
    lock_visit(inspection.pk)
    outbox.deliver_all()

    inspection.refresh_from_db()
    assert "level" not in (inspection.conclusion or {})["graded"]
    assert "codes" not in (rated.conclusion or {})
    assert rated.findings.count() == 0
    assert rated.state == Visit.State.CONCLUDED


def test_planning_twice_is_one_visit(application: Application) -> None:
    ratings.assessors()
    ratings.drawn(application.round)
    first = ratings.planned(application)
    again = plan_assessment(
        application_id=application.pk,
        window_from=first.visit.window_from,
        window_until=first.visit.window_until,
        by=application.applicant,
    )

    assert again == first
    assert Assessment.objects.count() == 1
