"""/office/plans, /office/tasks: what they show, to whom, by how many queries."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.core import clock
from backend.planning import services
from backend.planning.models import Plan, Task
from backend.registers.models import Officer
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.planning import make as planning

pytestmark = pytest.mark.django_db
LIST, TASKS, CAPS, NEW = "/office/plans", "/office/tasks", "/office/plans/caps", "/office/plans/new"
PLAN_VERBS = ("submit", "approve", "publish", "quota", "tasks")
TASK_VERBS = ("draw", "visits")
READS_ONLY = ("auditor", "supervision", "inspector", "reviewer")


def as_role(role: str, at: str = make.DAOLI) -> Any:
    return browser(make.person(role, at=at))


def plan_at(plan: Plan, verb: str = "") -> str:
    return f"{LIST}/{plan.pk}/{verb}".rstrip("/")


def task_at(task: Task, verb: str = "") -> str:
    return f"{TASKS}/{task.pk}/{verb}".rstrip("/")


def rows_of(client: Any, address: str) -> list[dict[str, str]]:
    data = b"".join(client.get(address).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))


def queries(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_list_says_state_next_share_and_cap() -> None:
    planning.cap()
    plan = planning.draft()

    page = text_of(as_role("inspector").get(LIST))

    for word in (plan.title, "草稿", "等待计划员提交", ">40%<", ">2<"):
        assert word in page


def test_the_form_shows_floor_and_cap_with_their_sources_before_anything_is_typed() -> None:
    planning.cap()

    page = text_of(as_role("scheduler").get(NEW))

    assert planning.CAP_SOURCE in page
    assert "没有登记本区划的比例" in page
    assert "routine-every-home-2026" in page


def test_a_plan_says_who_took_each_step() -> None:
    plan = planning.published()

    page = text_of(as_role("auditor").get(plan_at(plan)))

    assert plan.approved_by is not None
    for word in ("编制", "提交", "批准", "公布", plan.made_by.name, plan.approved_by.name):
        assert word in page


def test_a_quota_says_for_each_layer_which_rule_decided() -> None:
    planning.county()
    plan = planning.published(policy="routine-every-home-2026")
    planning.quota(plan)

    page = text_of(as_role("head").get(plan_at(plan)))

    assert "每家每年至少一次，本期是全年最后一期" in page or "比例下限" in page
    assert "抽中机会" in page


def test_the_pool_names_who_is_in_who_is_out_and_why() -> None:
    homes = planning.county()
    visits.plan(site=homes[0])
    task = planning.task()

    page = text_of(browser(task.made_by).get(task_at(task)))
    rows = rows_of(browser(task.made_by), task_at(task, "pool.csv"))

    assert "不参加抽取" in page
    assert f"<li>{homes[0].name}" in page
    assert "本年度已检查或已安排检查" in page
    out = [one["机构名称"] for one in rows if one["是否在名单内"] != "在名单内"]
    assert (len(rows), out) == (12, [homes[0].name])


def test_who_may_be_sent_is_told_with_barred_homes_and_ending_certificates() -> None:
    homes = planning.county()
    officer = Officer.objects.earliest("pk")
    planning.barred(officer, homes[0])

    task = planning.task()
    page = text_of(browser(task.made_by).get(task_at(task)))

    assert officer.name in page
    assert '<td class="num" data-label="回避（家）">1</td>' in page


def test_names_of_the_pool_are_for_who_may_read_the_bundle() -> None:
    homes = planning.county()
    task = planning.task()

    plain = text_of(as_role("inspector").get(task_at(task)))

    assert homes[0].name not in plain
    assert "机构名称只对计划员" in plain
    assert homes[0].name in text_of(as_role("supervision").get(task_at(task)))
    assert as_role("inspector").get(task_at(task, "pool.csv")).status_code == 403


def test_what_waits_stands_on_the_first_page_and_leads_to_it() -> None:
    planning.county()
    drafted = planning.draft()
    waiting = planning.task(title="合成：待公告")
    drawn = planning.drawn(planning.task(title="合成：已抽取")).task
    client = browser(drafted.made_by)

    home = text_of(client.get("/office/"))
    to_draw = text_of(client.get(f"{TASKS}?waits=draw"))
    to_plan = text_of(client.get(f"{TASKS}?waits=visits"))

    for word in ("计划待提交", "任务待公告抽取", "已抽取，待安排检查"):
        assert word in home
    assert (waiting.title in to_draw, drawn.title in to_draw) == (True, False)
    assert (waiting.title in to_plan, drawn.title in to_plan) == (False, True)
    services.create_visits(task_id=drawn.pk, by=drawn.made_by)
    assert "没有符合条件的任务" in text_of(client.get(f"{TASKS}?waits=visits"))


def test_files_and_filters_hold_what_fits() -> None:
    planning.county()
    task, client = planning.task(), as_role("head")

    (plan,) = rows_of(client, f"{LIST}.csv?state=published")
    assert (plan["编号"], plan["任务（项）"]) == (str(task.plan_id), "1")
    assert rows_of(client, f"{LIST}.csv?state=draft") == []
    assert [one["编号"] for one in rows_of(client, f"{TASKS}.csv")] == [str(task.pk)]
    for name in (LIST, TASKS):
        assert b"".join(client.get(f"{name}.xlsx").streaming_content)[:2] == b"PK"
    assert "没有符合条件的计划" in text_of(client.get(f"{LIST}?year={clock.today().year}&title=无"))


def test_no_row_asks_the_database_again() -> None:
    planning.county()
    client, first = as_role("head"), planning.task(title="合成：一")
    places = (LIST, TASKS, CAPS, plan_at(first.plan), "/office/")
    few = [queries(client, one) for one in places]
    for number in range(3):
        planning.task(first.plan, title=f"合成：{number}")
        planning.draft(title=f"合成：另 {number}")
    planning.cap()

    assert [queries(client, one) for one in places] == few


def test_a_larger_pool_and_more_visits_take_no_more_queries() -> None:
    planning.county(homes=6)
    small = planning.task(title="合成：小")
    client = browser(small.made_by)
    few = queries(client, task_at(small))
    planning.county(homes=12, officers=4)
    large = planning.task(title="合成：大")
    more = queries(client, task_at(large))
    planning.drawn(large)
    services.create_visits(task_id=large.pk, by=large.made_by)

    assert more == few
    assert queries(client, task_at(large)) <= few + 3


@pytest.mark.parametrize("verb", PLAN_VERBS)
def test_another_countys_plan_is_not_there(verb: str) -> None:
    plan = planning.published()
    stranger = browser(make.person("head", "scheduler", "publisher", at=make.NANGANG))

    assert stranger.get(plan_at(plan)).status_code == 404
    assert stranger.post(plan_at(plan, verb), {"seen_version": 1}).status_code == 404
    assert plan.title not in text_of(stranger.get(LIST))


@pytest.mark.parametrize("verb", TASK_VERBS)
def test_another_countys_task_is_not_there(verb: str) -> None:
    planning.county()
    task = planning.task()
    stranger = browser(make.person("head", "scheduler", at=make.NANGANG))

    assert stranger.get(task_at(task)).status_code == 404
    assert stranger.get(task_at(task, "pool.csv")).status_code == 404
    assert stranger.post(task_at(task, verb), {"sure": "yes"}).status_code == 404


def test_nobody_writes_a_plan_or_a_cap_for_another_county() -> None:
    stranger = browser(make.person("head", "scheduler", at=make.NANGANG))
    cap = {"region": make.DAOLI, "department": "民政", "year": 2026, "visits": 2, "source": "合成"}
    day = clock.today().isoformat()
    plan = {
        "region": make.DAOLI,
        "year": clock.today().year,
        "title": "合成",
        "nature": "routine",
        "department": "民政",
        "checklist": str(visits.checklist().pk),
        "percent": "40",
        "policy": "routine-by-ratio-2026",
        "window_from": day,
        "window_until": day,
    }

    assert stranger.post(f"{CAPS}/publish", {**cap, "sure": "yes"}).status_code == 404
    assert stranger.post(NEW, plan).status_code == 404
    assert not Plan.objects.exists()


@pytest.mark.parametrize("role", READS_ONLY)
def test_who_only_reads_sees_no_form_and_is_refused(role: str) -> None:
    planning.county()
    task, client = planning.task(), as_role(role)

    for place in (LIST, TASKS, CAPS, plan_at(task.plan), task_at(task)):
        assert 'class="does"' not in text_of(client.get(place))
    for verb in PLAN_VERBS:
        assert client.post(plan_at(task.plan, verb), {}).status_code == 403
    for verb in TASK_VERBS:
        assert client.post(task_at(task, verb), {}).status_code == 403
    assert client.post(f"{CAPS}/publish", {}).status_code == 403
    assert client.get(NEW).status_code == 403


def test_a_home_manager_opens_nothing_of_it() -> None:
    client = as_role("home_manager")

    for place in (LIST, TASKS, CAPS, NEW):
        assert client.get(place).status_code == 403


def test_the_pages_speak_english() -> None:
    visits.plan(site=planning.county()[0])
    task = planning.task()
    client = browser(task.made_by, "en")

    assert "Yearly plan" in text_of(client.get(LIST))
    page = text_of(client.get(task_at(task)))

    assert "Announce the draw" in page
    assert "visited or planned this year" in page
