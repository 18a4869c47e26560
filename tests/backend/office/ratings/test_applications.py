"""/office/applications: each step by its form, each refusal beside it, twice is once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.inspections.models import Finding
from backend.oplog.models import Event
from backend.ratings.models import Application
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.office.ratings.steps import LIST, as_role, page_of, seen, state_of
from tests.backend.pages import browser, text_of
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")
VERBS = (
    *("check", "accept", "refuse", "replace", "assessment", "void", "feedback", "vote"),
    *("close-vote", "notice", "objections", "confirm/level", "confirm/none"),
)


@pytest.fixture(scope="module")
def applied(shared_rows: None) -> dict[str, UUID]:
    """Let two homes apply in one round, once: one waits (待), one was accepted (已)."""
    round_ = ratings.small_round()
    rows = {
        "待": ratings.submitted(round_, applied_for="1"),
        "已": ratings.accepted(round_, applied_for="1"),
    }
    for word, row in rows.items():
        row.site.name = f"合成机构{word}"
        row.site.save(update_fields=["name"])
    return {word: row.pk for word, row in rows.items()}


@pytest.fixture
def row(applied: dict[str, UUID], rolled_back: None) -> Application:
    """Give the application that waits."""
    return Application.objects.get(pk=applied["待"])


@pytest.fixture
def accepted(applied: dict[str, UUID], rolled_back: None) -> Application:
    """Give the application that was accepted."""
    return Application.objects.get(pk=applied["已"])


def with_hazard() -> tuple[Application, Any]:
    """Give an application of a home in which an inspection found a major hazard."""
    visit = visits.opened("case")
    visits.finding(visit, severity=Finding.Severity.MAJOR, wording="疏散通道封堵（合成）")
    return ratings.submitted(ratings.small_round(), visit.site, "1"), visit


def test_every_condition_stands_with_its_result_and_source(row: Application) -> None:
    page = text_of(as_role(Role.REVIEWER).get(page_of(row)))

    assert page.count("事实表") >= row.eligibility.count() - 1
    for word in ("受理条件", "已登记并备案", "自评与评定", "科室负责人 · 核查条件，决定是否受理"):
        assert word in page


def test_an_application_is_accepted_once_however_often_it_is_sent(row: Application) -> None:
    client, told = as_role(Role.REVIEWER), seen(row)

    first = client.post(f"{page_of(row)}/accept", told, follow=True)
    again = client.post(f"{page_of(row)}/accept", told, follow=True)

    assert "已受理，受理通知书正在制作" in text_of(first)
    assert "已经办过" in text_of(again)
    assert state_of(row) == "accepted"
    assert Event.objects.filter(kind="application.accepted", subject=str(row.pk)).count() == 1


def test_a_page_that_is_no_longer_true_changes_nothing(row: Application) -> None:
    old = seen(row, reason="旧页面")
    as_role(Role.REVIEWER).post(f"{page_of(row)}/check")

    answer = as_role(Role.REVIEWER).post(f"{page_of(row)}/refuse", old)

    assert (answer.status_code, state_of(row)) == (409, "submitted")
    assert "核对最新内容后再提交" in text_of(answer)
    assert "旧页面" in text_of(answer)


def test_an_open_major_hazard_names_its_finding_and_bars_the_home() -> None:
    row, visit = with_hazard()
    client = as_role(Role.REVIEWER)

    page = text_of(client.get(page_of(row)))
    no = client.post(f"{page_of(row)}/accept", seen(row))
    yes = client.post(f"{page_of(row)}/refuse", seen(row, reason="存在重大事故隐患"), follow=True)

    assert f'href="/office/visits/{visit.pk}#findings"' in page
    assert "有 1 项检查发现的重大事故隐患没有整改" in page
    assert no.status_code == 422
    assert "疏散通道封堵（合成）" in text_of(no)
    assert "不予受理，或者等情况消除后再受理" in text_of(no)
    assert "已决定不予受理" in text_of(yes)
    assert state_of(row) == "refused"


def test_a_refusal_needs_a_ground_and_a_reason(row: Application) -> None:
    client = as_role(Role.REVIEWER)

    silent = client.post(f"{page_of(row)}/refuse", seen(row, reason=" "))
    groundless = client.post(f"{page_of(row)}/refuse", seen(row, reason="不合适"))
    untrue = seen(row, reason="材料不实", false_material="床位数与证照不符")
    client.post(f"{page_of(row)}/refuse", untrue)

    assert "须说明理由" in text_of(silent)
    assert "至少一项条件不符合" in text_of(groundless)
    assert state_of(row) == "refused"


def test_the_visit_is_planned_and_an_assessor_replaced_in_drawn_order(
    accepted: Application,
) -> None:
    row = accepted
    ratings.assessors(4)
    client, today = as_role(Role.SCHEDULER), clock.today()
    days = {
        "window_from": today.isoformat(),
        "window_until": (today + timedelta(days=9)).isoformat(),
    }
    undrawn = client.post(f"{page_of(row)}/assessment", seen(row, **days))
    ratings.drawn(row.round)
    backwards = seen(row, window_from=days["window_until"], window_until=days["window_from"])
    leaver = row.duties.order_by("seat")[0]

    wrong = client.post(f"{page_of(row)}/assessment", backwards)
    told = seen(row, officer=str(leaver.officer_id), reason="患病（合成）")
    replaced = [client.post(f"{page_of(row)}/replace", told, follow=True) for _ in range(2)]
    planned = client.post(f"{page_of(row)}/assessment", seen(row, **days), follow=True)

    assert "先抽取评定人员" in text_of(undrawn)
    assert (wrong.status_code, "截止日期早于开始日期" in text_of(wrong)) == (400, True)
    assert "已按抽取顺序递补" in text_of(replaced[0])
    assert "已经办过" in text_of(replaced[1])
    assert row.duties.count() == 4
    assert "已安排现场评定" in text_of(planned)
    assert "退出的评定人员" in text_of(planned)
    assert state_of(row) == "assessing"


@pytest.mark.parametrize("role", list(Role))
def test_other_counties_and_homes_get_nothing(role: Role, row: Application) -> None:
    stranger = as_role(role, at=make.NANGANG)

    codes = {stranger.get(page_of(row) + one).status_code for one in ("", "/result", "/confirm")}
    codes |= {stranger.post(f"{page_of(row)}/{verb}").status_code for verb in VERBS}

    assert codes <= {403, 404}
    assert state_of(row) == "submitted"
    assert browser(row.applicant).get(page_of(row)).status_code == 403
    if stranger.get(LIST).status_code == 200:
        assert row.site.name not in text_of(stranger.get(LIST))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SUPERVISION, Role.INSPECTOR, Role.COMMITTEE])
def test_who_only_reads_changes_nothing(role: Role, row: Application) -> None:
    client = as_role(role)

    codes = {client.post(f"{page_of(row)}/{verb}", seen(row)).status_code for verb in VERBS}

    assert codes <= {403, 404}
    assert state_of(row) == "submitted"
    page = client.get(page_of(row))
    assert page.status_code == (404 if role == Role.COMMITTEE else 200)
    assert "不予受理的理由" not in text_of(page)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("?todo=accept", ["待"]),
        ("?todo=draw", ["已"]),
        ("?todo=plan", []),
        ("?state=accepted", ["已"]),
        ("?decided=accepted", ["已"]),
        ("?decided=refused", []),
        ("?name=合成机构待", ["待"]),
        (f"?region={make.DAOLI}", ["待", "已"]),
        ("?round=broken", []),
    ],
)
def test_a_filter_keeps_what_fits(query: str, fits: list[str], applied: dict[str, UUID]) -> None:
    page = text_of(as_role(Role.HEAD, Role.SCHEDULER).get(LIST + query))

    assert [word for word in applied if f">合成机构{word}<" in page] == fits


@pytest.mark.usefixtures("applied")
def test_what_waits_is_counted_for_whom_it_waits() -> None:
    told = {
        role: text_of(as_role(role).get("/office/rounds"))
        for role in (Role.REVIEWER, Role.SCHEDULER)
    }

    assert "待受理" in told[Role.REVIEWER]
    assert "待抽取评定人员" not in told[Role.REVIEWER]
    assert "待抽取评定人员" in told[Role.SCHEDULER]
    assert "待受理" not in told[Role.SCHEDULER]


def test_no_row_asks_the_database_again() -> None:
    checklist, client = visits.checklist("rating"), as_role(Role.HEAD)
    ratings.assessors(4)

    def more() -> None:
        round_ = ratings.round_of(checklist)
        ratings.accepted(round_, applied_for="1")
        ratings.submitted(round_, applied_for="1")
        ratings.drawn(round_)
        for row in round_.applications.filter(state="accepted"):
            ratings.planned(row)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            answer = client.get(address)
            assert answer.status_code == 200
            if answer.streaming:
                b"".join(answer.streaming_content)
        return len(found)

    more()
    asked(LIST)
    few = asked(LIST), asked(f"{LIST}.csv")
    more()
    outbox.deliver_all()

    assert (asked(LIST), asked(f"{LIST}.csv")) == few
