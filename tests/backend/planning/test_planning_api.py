"""The plan-to-visits walk over HTTP, and who may not take part in it."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from backend.accounts.roles import Role
from backend.core import clock
from backend.planning.models import Plan, Quota
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.inspections import make as visits
from tests.backend.planning import make as planning

pytestmark = pytest.mark.django_db


def body(**wish: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "region": make.DAOLI,
        "title": "合成：2026年日常检查计划",
        "year": today.year,
        "nature": "routine",
        "checklist": str(visits.checklist().pk),
        "window_from": today.isoformat(),
        "window_until": f"{today.year}-12-31",
        "floor_ratio": "0.40",
        "floor_source": planning.RATIO_SOURCE,
    } | wish


def call(client: APIClient, name: str, data: Any = None, **ids: Any) -> Any:
    return client.post(reverse(name, kwargs=ids or None), data or {}, format="json")


def told(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content.decode()
    return dict(answer.json())


def test_from_the_plan_to_five_visits_and_a_bundle_anybody_can_check() -> None:
    planning.county()
    planning.cap(2)
    scheduler = make.client_for(planning.scheduler())
    head = make.client_for(planning.head())

    plan = told(call(scheduler, "create-plan", body()), 201)
    told(call(scheduler, "submit-plan", {"seen_version": 1}, plan_id=plan["id"]))
    told(call(head, "approve-plan", {"seen_version": 2}, plan_id=plan["id"]))
    told(call(scheduler, "publish-plan", plan_id=plan["id"]))
    quota = told(call(scheduler, "compute-quota", plan_id=plan["id"]), 201)
    assert (quota["to_draw"], quota["left_out"]) == (5, 7)

    terms = {
        "plan": plan["id"],
        "quota": quota["id"],
        "title": "合成：第一批",
        "window_from": plan["window_from"],
        "window_until": plan["window_until"],
    }
    task = told(call(scheduler, "create-task", terms), 201)
    announced = {"sources": draws.sources()}
    draw = told(call(scheduler, "announce-draw", announced, task_id=task["id"]), 201)
    draws.let_days_pass(3)
    values = {"sources": draws.VALUES}
    drawn = told(call(scheduler, "enter-randomness", values, draw_id=draw["id"]))
    assert drawn["state"] == "drawn"
    assert sum(map(len, drawn["selected"].values())) == 5

    made = told(call(scheduler, "create-visits", task_id=task["id"]))["visits"]
    assert [len(one["officers"]) for one in made] == [2] * 5
    assert told(call(scheduler, "create-visits", task_id=task["id"]))["visits"] == made

    bundle = told(scheduler.get(reverse("draw-bundle", kwargs={"draw_id": draw["id"]})))
    before = told(
        scheduler.get(reverse("draw-view", kwargs={"draw_id": draw["id"], "view": "public-before"}))
    )
    assert verify(bundle, before) == []
    shown = told(scheduler.get(reverse("task", kwargs={"task_id": task["id"]})))
    assert shown["state"] == "running"
    assert shown["figures"]["drawn"] == 5


def test_another_countys_scheduler_finds_nothing() -> None:
    planning.county()
    task = planning.task()
    draw = planning.announced(task)
    stranger = make.client_for(planning.scheduler(at=make.NANGANG))
    for name, ids in (
        ("submit-plan", {"plan_id": task.plan_id}),
        ("compute-quota", {"plan_id": task.plan_id}),
        ("announce-draw", {"task_id": task.pk}),
        ("create-visits", {"task_id": task.pk}),
        ("next-iteration", {"draw_id": draw.pk}),
    ):
        data = {"sources": draws.sources()} if name == "announce-draw" else {}
        assert told(call(stranger, name, data, **ids), 404)["code"] == "not-found"
    values = {"sources": draws.VALUES}
    told(call(stranger, "enter-randomness", values, draw_id=draw.pk), 404)
    for name in ("plan", "task", "draw", "draw-bundle"):
        ids = {"plan": task.plan_id, "task": task.pk}
        key = name.removesuffix("-bundle")
        told(stranger.get(reverse(name, kwargs={f"{key}_id": ids.get(key, draw.pk)})), 404)
    for name in ("list-plans", "list-tasks"):
        assert told(stranger.get(reverse(name)))["results"] == []


def test_a_plan_for_another_county_is_not_found() -> None:
    client = make.client_for(planning.scheduler(at=make.NANGANG))
    told(call(client, "create-plan", body()), 404)
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.REVIEWER, "create-plan"),
        (Role.SCHEDULER, "approve-plan"),
        (Role.HEAD, "compute-quota"),
        (Role.INSPECTOR, "create-visits"),
        (Role.HOME_MANAGER, "list-plans"),
    ],
)
def test_each_verb_has_its_role(role: Role, name: str) -> None:
    client = make.client_for(make.person(role))
    ids: dict[str, Any] = {}
    if name in ("approve-plan", "compute-quota"):
        ids = {"plan_id": uuid4()}
    if name == "create-visits":
        ids = {"task_id": uuid4()}
    answer = client.get(reverse(name)) if name == "list-plans" else call(client, name, **ids)
    assert told(answer, 403)["code"] == "forbidden"


def test_nobody_else_comes_in() -> None:
    assert make.client_for().get(reverse("list-tasks")).status_code == 401


@pytest.mark.parametrize("field", ["region", "year", "checklist", "window_from", "floor_ratio"])
def test_a_malformed_plan_is_told_so(field: str) -> None:
    client = make.client_for(planning.scheduler())
    told(call(client, "create-plan", body(**{field: "?"})), 400)


def test_a_draw_takes_sources_or_a_witness_and_not_both() -> None:
    planning.county()
    task = planning.task()
    client = make.client_for(task.made_by)
    both = {"sources": draws.sources(), "witness": {"organisation": "合成", "name": "合成"}}
    for data in ({}, both):
        told(call(client, "announce-draw", data, task_id=task.pk), 400)


def test_a_quota_is_computed_once_a_key() -> None:
    planning.county()
    plan = planning.published()
    client = make.client_for(plan.made_by)
    url = reverse("compute-quota", kwargs={"plan_id": plan.pk})
    first = client.post(url, {}, format="json", HTTP_IDEMPOTENCY_KEY="k1")
    again = client.post(url, {}, format="json", HTTP_IDEMPOTENCY_KEY="k1")
    assert told(first, 201) == told(again, 201)
    assert Quota.objects.count() == 1


def test_lists_are_read_by_the_office_of_the_region() -> None:
    planning.county()
    task = planning.task()
    client = make.client_for(make.person(Role.REVIEWER, at="230100"))
    plans = told(client.get(reverse("list-plans"), {"year": task.plan.year}))["results"]
    assert [one["id"] for one in plans] == [str(task.plan_id)]
    tasks = told(client.get(reverse("list-tasks"), {"state": "pending"}))["results"]
    assert [one["id"] for one in tasks] == [str(task.pk)]
