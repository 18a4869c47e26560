"""/office/approvals: what waits for one person, decided on a phone; sent twice is once."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backend.core.ids import uuid7
from backend.inspections import services
from backend.inspections.models import Approval, Visit
from backend.oplog.models import Event
from backend.planning.models import Plan
from backend.planning.services import submit_plan
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.planning import make as planning
from tests.backend.rectifications import make as orders

pytestmark = pytest.mark.django_db
PAGE = "/office/approvals"
DECIDE = f"{PAGE}/visits"


def proposed(**wish: Any) -> Visit:
    visit = visits.plan(**wish)
    return services.propose_visit(visit.pk, person=make.person("scheduler"), seen_version=None)


def endorsed(**wish: Any) -> Visit:
    visit = proposed(**wish)
    return services.endorse_visit(visit.pk, person=make.person("reviewer"), seen_version=None)


def picked(*some: Visit, **more: str) -> dict[str, Any]:
    return {"visits": [f"{one.pk}:{one.version}" for one in some], **more}


def head() -> Client:
    return browser(make.person("head"))


def approvals(kind: str = "visit.approved") -> int:
    return Event.objects.filter(kind=kind).count()


def test_a_card_says_basis_items_officers_home_count_and_earliest_day() -> None:
    visit = endorsed(brief={"basis": "合成依据：年度计划第3项", "items": ["a", "b"]})

    page = text_of(head().get(PAGE))

    officer = visit.officers.get(is_lead=True).officer.name
    for word in (
        "合成依据：年度计划第3项",
        "2 项",
        officer,
        visit.site.name,
        "第 1 次",
        "最早检查",
    ):
        assert word in page


def test_the_head_approves_with_one_touch_and_twice_is_once() -> None:
    visit, client = endorsed(), head()
    sent = picked(visit)

    first, second = client.post(DECIDE, sent), client.post(DECIDE, sent, follow=True)
    visit.refresh_from_db()

    assert (first.status_code, first["Location"]) == (303, PAGE)
    assert visit.state == Visit.State.APPROVED
    assert approvals() == 1
    assert "已办理 1 次检查" in text_of(second)


def test_several_visits_of_one_task_stand_in_one_list_and_each_is_its_own_act() -> None:
    task = uuid7()
    some = [endorsed(task_id=task) for _ in range(3)]
    client = head()

    assert "3 次检查待批准" in text_of(client.get(PAGE))
    unsure = client.post(DECIDE, picked(*some))
    client.post(DECIDE, picked(*some[:2], sure="yes"))

    assert unsure.status_code == 400
    assert approvals() == 2
    assert Approval.objects.filter(step="approve").count() == 2
    assert services.approve_visit(some[2].pk, person=make.person(), seen_version=None)


def test_one_that_moved_on_is_said_and_the_others_stand() -> None:
    stale, good = endorsed(), endorsed()
    sent = picked(stale, good, sure="yes")
    services.return_visit(stale.pk, person=make.person("head"), seen_version=None, reason="合成")

    page = text_of(head().post(DECIDE, sent, follow=True))

    assert f"{stale.site.name}：" in page
    assert "打开以后内容有变动" in page
    assert approvals() == 1


def test_the_reviewer_endorses_and_sees_nothing_of_the_heads_step() -> None:
    visit, waits_for_head = proposed(), endorsed()
    reviewer = browser(make.person("reviewer"))

    page = text_of(reviewer.get(PAGE))
    reviewer.post(DECIDE, picked(visit))
    visit.refresh_from_db()

    assert visit.site.name in page
    assert waits_for_head.site.name not in page
    assert visit.state == Visit.State.ENDORSED
    assert reviewer.post(DECIDE, picked(waits_for_head), follow=True).status_code == 200
    assert approvals() == 0


def test_a_return_from_the_list_goes_back_to_the_list() -> None:
    visit = endorsed()

    answer = head().post(
        f"/office/visits/{visit.pk}/return",
        {"seen_version": visit.version, "reason": "改派人员", "back": "approvals"},
    )

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    visit.refresh_from_db()
    assert visit.state == Visit.State.PROPOSED


def test_an_emergency_waits_with_its_reason_and_its_clock() -> None:
    visit = visits.plan("case")
    services.start_in_emergency(
        visit.pk, person=make.person("head"), reason="合成：电话反映火情", seen_version=None
    )
    services.propose_visit(visit.pk, person=make.person(), seen_version=None)

    page = text_of(browser(make.person("reviewer")).get(PAGE))

    assert "合成：电话反映火情" in page
    assert "还剩 1 个工作日" in page


def test_another_countys_head_neither_sees_nor_decides() -> None:
    visit = endorsed()
    stranger = browser(make.person("head", at=make.NANGANG))

    assert visit.site.name not in text_of(stranger.get(PAGE))
    assert stranger.post(DECIDE, picked(visit)).status_code == 404
    seen = {"seen_version": visit.version, "reason": "合成"}
    assert stranger.post(f"/office/visits/{visit.pk}/return", seen).status_code == 404
    assert approvals() == 0


@pytest.mark.parametrize("role", ["auditor", "supervision", "inspector", "registrar"])
def test_others_may_not_open_it(role: str) -> None:
    assert browser(make.person(role)).get(PAGE).status_code == 403


@pytest.mark.parametrize("sent", ["", "x:1", "x", "00000000-0000-0000-0000-000000000000:0"])
def test_what_is_malformed_decides_nothing(sent: str) -> None:
    assert head().post(DECIDE, {"visits": sent}).status_code == 400


def test_the_head_approves_a_plan_once_he_says_that_he_read_it() -> None:
    plan = planning.draft()
    plan = submit_plan(plan_id=plan.pk, by=plan.made_by)
    client, address = head(), f"{PAGE}/plans/{plan.pk}"
    seen = {"seen_version": plan.version}

    assert plan.title in text_of(client.get(PAGE))
    assert client.post(address, seen).status_code == 400
    assert client.post(address, {**seen, "sure": "yes"}).status_code == 303
    plan.refresh_from_db()
    assert plan.state == Plan.State.APPROVED
    again = client.post(address, {**seen, "sure": "yes"})
    assert again.status_code == 409
    assert (
        browser(make.person("head", at=make.NANGANG))
        .post(address, {**seen, "sure": "yes"})
        .status_code
        == 404
    )


def test_orders_to_issue_and_to_close_are_linked() -> None:
    waiting, passed = orders.drafted(), orders.rechecked()

    page = text_of(head().get(PAGE))

    assert f'href="/office/orders/{waiting.pk}"' in page
    assert f'href="/office/orders/{passed.pk}#close"' in page


def test_nothing_waiting_says_what_belongs_here() -> None:
    assert "没有等你决定的事项" in text_of(head().get(PAGE))


def test_no_card_asks_the_database_again() -> None:
    client, shared = head(), visits.checklist()

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    for _ in range(2):
        endorsed(checklist=shared)
    few = asked()
    for _ in range(10):
        endorsed(checklist=shared)

    assert asked() == few
