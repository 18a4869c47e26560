"""Quotas: at least the floor, rounded up, from registers and the year's visits."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from backend.planning import selectors, services
from backend.planning.homes import homes_of, size_band
from backend.planning.refusals import PlanNotPublished, PolicyUnusable
from backend.registers.models import Site
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.planning import make as planning
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


def strata(plan: Any) -> list[dict[str, Any]]:
    return list(planning.quota(plan).output["strata"])


def test_forty_percent_of_twelve_homes_are_five() -> None:
    planning.county()
    quota = planning.quota(planning.published())
    assert [row["to_draw"] for row in quota.output["strata"]] == [5]
    assert [row["chance"] for row in quota.output["strata"]] == ["5/12"]
    assert selectors.left_out(quota) == 7


def test_strata_are_public_attributes_and_the_floor_is_met_once() -> None:
    planning.county()
    for _ in range(3):
        registers.site(beds=200)
    rows = strata(planning.published())
    assert [row["name"] for row in rows] == ["230102 道里区 101–300床", "230102 道里区 ≤100床"]
    assert sum(row["to_draw"] for row in rows) == 6  # 40 % of 15


def test_a_home_visited_this_year_is_done_and_not_open() -> None:
    homes = planning.county()
    visits.plan(site=homes[0])
    (row,) = strata(planning.published())
    assert (row["already"], row["open"], row["to_draw"]) == (1, 11, 4)


def test_a_cancelled_visit_does_not_count() -> None:
    homes = planning.county()
    visit = visits.plan(site=homes[0])
    type(visit).objects.filter(pk=visit.pk).update(state="cancelled", cancel_reason="合成")
    (row,) = strata(planning.published())
    assert (row["already"], row["to_draw"]) == (0, 5)


def test_closed_homes_and_other_counties_are_not_in_the_pool() -> None:
    planning.county()
    registers.site(state=Site.State.CLOSED)
    planning.county(at=make.NANGANG)
    (row,) = strata(planning.published())
    assert row["homes"] == 12


def test_a_citys_plan_keeps_the_floor_in_every_county() -> None:
    planning.county()
    planning.county(homes=4, at=make.NANGANG)
    rows = strata(planning.published(at="230100"))
    assert {row["name"][:6]: row["to_draw"] for row in rows} == {"230102": 5, "230103": 2}


def test_in_the_last_period_every_home_still_open_is_due() -> None:
    planning.county(homes=4)
    services.load_policy(
        code="合成-每家必查",
        document={
            "strata": ["region"],
            "ratios": {"*": "0"},
            "every_calendar_year": {"from": "01-01"},
            "always": [{"filed_within_working_days": 20}],
        },
        valid_from=date(2020, 1, 1),
        source="合成",
        actor="system",
    )
    (row,) = strata(planning.published(policy="合成-每家必查"))
    assert (row["to_draw"], row["rule"]) == (4, "every_calendar_year")


@pytest.mark.parametrize("document", [{"strata": ["class"], "ratios": {}}, {"strata": "x"}])
def test_a_policy_that_shows_classes_or_cannot_be_read_is_refused(document: Any) -> None:
    with pytest.raises(PolicyUnusable):
        services.load_policy(
            code="合成",
            document=document,
            valid_from=date(2020, 1, 1),
            source="合成",
            actor="system",
        )


def test_a_draft_has_no_quota() -> None:
    with pytest.raises(PlanNotPublished):
        planning.quota(planning.draft())


def test_the_number_of_queries_does_not_grow_with_the_county() -> None:
    planning.county(homes=4)
    plan = planning.published()
    homes_of(plan)
    with CaptureQueriesContext(connection) as few:
        homes_of(plan)
    for home in planning.county(homes=20):
        visits.plan(site=home)
    with CaptureQueriesContext(connection) as many:
        assert len(homes_of(plan)) == 24
    assert len(many) == len(few)


def test_a_computed_quota_never_changes() -> None:
    planning.county()
    planning.quota(planning.published())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE planning_quota SET digest = 'x'")


def test_bed_bands_meet_without_gap() -> None:
    assert [size_band(beds, [100, 300]) for beds in (0, 100, 101, 300, 301)] == [
        "≤100床",
        "≤100床",
        "101–300床",
        "101–300床",
        "≥301床",
    ]
