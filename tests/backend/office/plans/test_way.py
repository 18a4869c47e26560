"""From plan to visits by forms: every step by who may take it, in order, each safe twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from backend.accounts.models import Person
from backend.core import clock
from backend.draws.services import enter_randomness
from backend.inspections.models import Cap, Visit
from backend.planning.models import Plan, Quota, Task
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.planning import make as planning

pytestmark = pytest.mark.django_db
SURE = {"sure": "yes"}


def as_role(role: str) -> Client:
    return browser(make.person(role))


def send(client: Client, address: str, **told: Any) -> Any:
    return client.post(address, {**told, **SURE}, follow=True)


def written(**wish: Any) -> dict[str, Any]:
    """Give what a scheduler types into the form of a plan."""
    today = clock.today()
    given = {
        "region": make.DAOLI,
        "year": today.year,
        "title": "合成：年度计划",
        "nature": "routine",
        "department": "民政",
        "checklist": str(visits.checklist().pk),
        "policy": "routine-by-ratio-2026",
        "percent": "40",
        "floor_source": planning.RATIO_SOURCE,
        "window_from": today.isoformat(),
        "window_until": (today + timedelta(days=30)).isoformat(),
    }
    return {**given, **wish}


def at(plan: Plan, verb: str = "") -> str:
    return f"/office/plans/{plan.pk}/{verb}".rstrip("/")


def of(task: Task, verb: str = "") -> str:
    return f"/office/tasks/{task.pk}/{verb}".rstrip("/")


def step(client: Client, plan: Plan, verb: str) -> Any:
    plan.refresh_from_db()
    return send(client, at(plan, verb), seen_version=plan.version)


def lottery(task: Task) -> dict[str, Any]:
    return {"mode": "lottery", "drawn_on": (clock.today() + timedelta(days=3)).isoformat()}


def test_the_whole_way_from_a_plan_to_its_visits_goes_by_forms() -> None:
    planning.county()
    planner, head = as_role("scheduler"), as_role("head")
    cap = {"region": make.DAOLI, "department": "民政", "year": clock.today().year}
    said = send(head, "/office/plans/caps/publish", **cap, visits=2, source="合成公告〔2026〕1号")
    assert "合成公告〔2026〕1号" in text_of(said)

    send(planner, "/office/plans/new", **written())
    plan = Plan.objects.get()
    assert (plan.cap, str(plan.floor_ratio)) == (2, "0.4000")
    for client, verb in ((planner, "submit"), (head, "approve"), (planner, "publish")):
        assert step(client, plan, verb).status_code == 200
    quota = text_of(send(planner, at(plan, "quota")))
    assert "比例下限 40%：全区划 12 家，向上取整至少 5 家" in quota
    assert "还有 7 家今年没有检查" in quota

    day = clock.today()
    window = {"window_from": day.isoformat(), "window_until": plan.window_until.isoformat()}
    told = {"quota": str(Quota.objects.get().pk), "title": "合成：第一批", **window}
    page = send(planner, at(plan, "tasks"), **told)
    task = Task.objects.get()
    assert page.redirect_chain[-1] == (of(task), 303)
    assert "抽查名单" in text_of(page)
    announced = text_of(send(planner, of(task, "draw"), **lottery(task)))
    task.refresh_from_db()
    assert task.draw is not None
    assert "名单已随抽取公告固定" in announced
    assert f"/office/draws/{task.draw_id}" in announced

    draws.let_days_pass(3)
    enter_randomness(draw_id=task.draw.pk, sources=draws.VALUES, by=task.draw.announced_by)
    planned = text_of(send(planner, of(task, "visits")))
    assert "已安排 5 次检查" in planned
    assert Visit.objects.filter(task_id=task.pk).count() == 5
    assert all(one.officers.count() >= 2 for one in Visit.objects.all())


def test_every_step_twice_is_once() -> None:
    planning.county()
    scheduler, head = make.person("scheduler"), make.person("head")
    planner, chief = browser(scheduler), browser(head)
    form = written()
    for _ in range(2):
        assert send(planner, "/office/plans/new", **form).status_code == 200
    plan = Plan.objects.get()
    for client, verb in ((planner, "submit"), (chief, "approve"), (planner, "publish")):
        plan.refresh_from_db()
        for _ in range(2):
            answer = send(client, at(plan, verb), seen_version=plan.version)
            assert answer.status_code == 200, verb
    for _ in range(2):
        send(planner, at(plan, "quota"), seen="")
    quota = Quota.objects.get()
    told = {"quota": str(quota.pk), "title": "合成：第一批"}
    told |= {"window_from": str(plan.window_from), "window_until": str(plan.window_until)}
    for _ in range(2):
        assert send(planner, at(plan, "tasks"), **told).status_code == 200
    task = Task.objects.get()
    for _ in range(2):
        assert send(planner, of(task, "draw"), **lottery(task)).status_code == 200
    task.refresh_from_db()
    assert task.draw is not None
    draws.let_days_pass(3)
    enter_randomness(draw_id=task.draw.pk, sources=draws.VALUES, by=scheduler)
    for _ in range(2):
        assert send(planner, of(task, "visits")).status_code == 200
    assert Visit.objects.count() == 5


def test_a_draw_that_stands_is_not_announced_again_otherwise() -> None:
    planning.county()
    task = planning.task()
    planner = browser(task.made_by)
    send(planner, of(task, "draw"), **lottery(task))
    task.refresh_from_db()
    first = task.draw_id

    later = (clock.today() + timedelta(days=5)).isoformat()
    other = send(planner, of(task, "draw"), mode="lottery", drawn_on=later)
    seen = send(planner, of(task, "draw"), mode="witness", organisation="合成局", name="甲")
    task.refresh_from_db()

    assert (other.status_code, seen.status_code) == (409, 409)
    assert "任务已有抽取，不得重抽" in text_of(other)
    assert task.draw_id == first


def test_a_drawing_of_today_is_refused_beside_the_form_and_what_was_typed_stays() -> None:
    planning.county()
    task = planning.task()
    today = clock.today().isoformat()

    answer = send(browser(task.made_by), of(task, "draw"), mode="lottery", drawn_on=today)

    assert answer.status_code == 422
    assert "随机数来源不得早于公告" in text_of(answer)
    assert f'value="{today}"' in text_of(answer)


def test_a_witness_gives_the_value_of_an_immediate_draw() -> None:
    planning.county()
    task = planning.task()
    told = {"mode": "witness", "organisation": "合成区司法局", "name": "见证员"}

    for _ in range(2):
        assert send(browser(task.made_by), of(task, "draw"), **told).status_code == 200
    task.refresh_from_db()

    assert task.draw is not None
    assert task.draw.immediate
    assert "见证人 合成区司法局 见证员" in str(task.draw.pool["sources"])


def test_who_submitted_a_plan_is_offered_no_approval_and_is_refused() -> None:
    both = make.person("head", "scheduler")
    plan = planning.draft()
    client = browser(both)

    page = text_of(step(client, plan, "submit"))
    answer = step(client, plan, "approve")

    assert "是你提交的，须由另一人批准" in page
    assert "批准计划" not in page
    assert answer.status_code == 422
    assert "提交人不得批准" in text_of(answer)


@pytest.mark.parametrize("verb", ["approve", "publish", "quota"])
def test_a_step_out_of_order_is_refused_in_words(verb: str) -> None:
    plan = planning.draft()
    client = browser(make.person("head", "scheduler"))

    answer = step(client, plan, verb)
    plan.refresh_from_db()

    assert answer.status_code in (409, 422)
    assert 'class="problem"' in text_of(answer)
    assert (plan.state, plan.quotas.count()) == ("draft", 0)


def test_an_old_version_is_refused() -> None:
    plan = planning.draft()

    answer = send(browser(plan.made_by), at(plan, "submit"), seen_version=7)

    assert answer.status_code == 409


def test_visits_before_the_draw_are_refused() -> None:
    planning.county()
    task = planning.task()

    answer = send(browser(task.made_by), of(task, "visits"))

    assert answer.status_code == 422
    assert "尚未抽取" in text_of(answer)


def test_a_task_whose_homes_changed_since_its_quota_is_refused() -> None:
    planning.county()
    task = planning.task()
    visits.site()

    answer = send(browser(task.made_by), of(task, "draw"), **lottery(task))

    assert answer.status_code == 409
    assert "请重新计算" in text_of(answer)


def test_a_share_below_the_floor_and_a_window_of_another_year_are_refused_with_the_form() -> None:
    client, year = as_role("scheduler"), clock.today().year

    bare = send(client, "/office/plans/new", **written(percent="", floor_source=""))
    late = send(client, "/office/plans/new", **written(year=year + 1))
    typed = send(client, "/office/plans/new", **written(percent="140"))

    assert "缺少抽查比例及其依据" in text_of(bare)
    assert 'value="合成：年度计划"' in text_of(bare)
    assert "检查时间超出计划范围" in text_of(late)
    assert typed.status_code == 400
    assert not Plan.objects.exists()


def test_a_special_check_is_not_published_without_authority_and_receipt() -> None:
    plan = planning.draft(nature="special")
    for client, verb in ((browser(plan.made_by), "submit"), (as_role("head"), "approve")):
        step(client, plan, verb)

    answer = step(browser(plan.made_by), plan, "publish")

    assert "专项检查须载明批准机关和备案回执" in text_of(answer)


def test_another_cap_for_the_same_year_is_refused() -> None:
    planning.cap()
    told = {"region": make.DAOLI, "department": "民政", "year": clock.today().year}
    head = as_role("head")

    same = send(head, "/office/plans/caps/publish", **told, visits=2, source=planning.CAP_SOURCE)
    other = send(head, "/office/plans/caps/publish", **told, visits=4, source="合成另文")

    assert same.status_code == 200
    assert other.status_code >= 400
    assert 'value="合成另文"' in text_of(other)
    assert Cap.objects.get().visits == 2


def test_two_persons_of_one_office_do_the_steps_of_one_plan() -> None:
    plan, publisher = planning.draft(), make.person("publisher")
    step(browser(plan.made_by), plan, "submit")
    step(as_role("head"), plan, "approve")

    page = text_of(step(browser(publisher), plan, "publish"))

    assert "计划已公布" in page
    assert publisher.name in page
    assert isinstance(publisher, Person)
