"""What the database itself refuses to keep about plans, pools and places."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from backend.planning.models import Assignment, Floor, Plan, Policy, PoolEntry, Task
from backend.planning.services import create_visits
from tests.backend.planning import make as planning

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("floor_has_source", {"source": ""}),
        ("floor_ratio_is_a_share", {"kind": "ratio", "amount": "1.5"}),
        ("floor_ends_after_it_starts", {"valid_until": date(2019, 1, 1)}),
    ],
)
def test_a_floor_keeps_its_rules(name: str, change: dict[str, Any]) -> None:
    given = {
        "department": "民政",
        "kind": "visits",
        "amount": "1",
        "valid_from": date(2020, 1, 1),
        "source": "合成",
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Floor.objects.create(**{**given, **change})


def test_a_policy_has_a_source() -> None:
    with pytest.raises(IntegrityError, match="policy_has_source"), transaction.atomic():
        Policy.objects.create(code="合成", valid_from=date(2020, 1, 1), document={}, source="")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("plan_window_runs_forward", {"window_until": date(2020, 1, 1)}),
        ("plan_ratio_is_a_share", {"floor_ratio": 2}),
        ("plan_approved_by_another_person", {"approved_by": F("submitted_by")}),
        ("plan_approved_after_submitted", {"submitted_by": None}),
    ],
)
def test_a_plan_keeps_its_rules(name: str, change: dict[str, Any]) -> None:
    plan = planning.published()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**change)


def test_a_tasks_window_runs_forward() -> None:
    planning.county()
    task = planning.task()
    with pytest.raises(IntegrityError, match="task_window_runs"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(window_until=date(2020, 1, 1))


def test_a_site_stands_once_in_a_pool_under_one_label() -> None:
    planning.county()
    draw = planning.announced()
    entry = PoolEntry.objects.filter(draw=draw).first()
    other = PoolEntry.objects.filter(draw=draw).last()
    assert entry is not None
    assert other is not None
    for name, label, site in (
        ("pool_entry_once_a_site", "- 99 合成", entry.site),
        ("pool_entry_once_a_label", entry.label, other.site),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            PoolEntry.objects.create(draw=draw, label=label, site=site)


@pytest.mark.parametrize(
    ("name", "change"),
    [("officer_stands_once_a_site", {"seat": 9}), ("seat_stands_once_a_site", {"officer": None})],
)
def test_places_stand_once(name: str, change: dict[str, Any]) -> None:
    planning.county()
    draw = planning.drawn()
    create_visits(task_id=draw.task.pk, by=draw.announced_by)
    standing = Assignment.objects.first()
    assert standing is not None
    if "officer" in change:
        crew = Assignment.objects.filter(site=standing.site).values("officer")
        other = Assignment.objects.exclude(officer__in=crew).first()
        assert other is not None
        change = {"officer": other.officer}
    row = {
        "task": standing.task,
        "draw": draw,
        "site": standing.site,
        "officer": standing.officer,
        "seat": standing.seat,
        "iteration": 1,
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Assignment.objects.create(**{**row, **change})
