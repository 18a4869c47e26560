"""/office/applications: each step by its form, each refusal beside it, twice is once."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.inspections.models import Finding
from backend.oplog.models import Event
from backend.ratings.models import Application, Round
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.django_db
LIST = "/office/applications"
VERBS = (
    *("check", "accept", "refuse", "replace", "assessment", "void", "feedback", "vote"),
    *("close-vote", "notice", "objections", "confirm/level", "confirm/none"),
)


def as_role(*roles: str, at: str = make.DAOLI) -> Any:
    return browser(make.person(*roles, at=at))


def page_of(row: Application) -> str:
    return f"{LIST}/{row.pk}"


def state_of(row: Application) -> str:
    row.refresh_from_db()
    return row.state


def seen(row: Application, **told: str) -> dict[str, str]:
    row.refresh_from_db()
    return {"seen_version": str(row.version), **told}


def submitted(round_: Round | None = None) -> Application:
    return ratings.submitted(round_ or ratings.small_round(), None, "1")


def with_hazard() -> tuple[Application, Any]:
    """Give an application of a home in which an inspection found a major hazard."""
    visit = visits.opened("case")
    visits.finding(visit, severity=Finding.Severity.MAJOR, wording="疏散通道封堵（合成）")
    return ratings.submitted(ratings.small_round(), visit.site, "1"), visit


def test_every_condition_stands_with_its_result_and_source() -> None:
    row = submitted()

    page = text_of(as_role(Role.REVIEWER).get(page_of(row)))

    assert page.count("事实表") >= row.eligibility.count() - 1
    for word in ("受理条件", "已登记并备案", "自评与评定", "科室负责人 · 核查条件，决定是否受理"):
        assert word in page


def test_an_application_is_accepted_once_however_often_it_is_sent() -> None:
    row = submitted()
    client, told = as_role(Role.REVIEWER), seen(row)

    first = client.post(f"{page_of(row)}/accept", told, follow=True)
    again = client.post(f"{page_of(row)}/accept", told, follow=True)

    assert "已受理，受理通知书正在制作" in text_of(first)
    assert "已经办过" in text_of(again)
    assert state_of(row) == "accepted"
    assert Event.objects.filter(kind="application.accepted").count() == 1


def test_a_page_that_is_no_longer_true_changes_nothing() -> None:
    row = submitted()
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


def test_a_refusal_needs_a_ground_and_a_reason() -> None:
    row, client = submitted(), as_role(Role.REVIEWER)

    silent = client.post(f"{page_of(row)}/refuse", seen(row, reason=" "))
    groundless = client.post(f"{page_of(row)}/refuse", seen(row, reason="不合适"))
    untrue = seen(row, reason="材料不实", false_material="床位数与证照不符")
    client.post(f"{page_of(row)}/refuse", untrue)

    assert "须说明理由" in text_of(silent)
    assert "至少一项条件不符合" in text_of(groundless)
    assert state_of(row) == "refused"


def test_the_visit_is_planned_and_an_assessor_replaced_in_drawn_order() -> None:
    round_ = ratings.small_round()
    row = ratings.accepted(round_, applied_for="1")
    ratings.assessors(4)
    client, today = as_role(Role.SCHEDULER), clock.today()
    days = {
        "window_from": today.isoformat(),
        "window_until": (today + timedelta(days=9)).isoformat(),
    }
    undrawn = client.post(f"{page_of(row)}/assessment", seen(row, **days))
    ratings.drawn(round_)
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


@pytest.fixture
def scored() -> Application:
    """Give a graded application of the small round, and three members."""
    round_ = ratings.small_round()
    row = ratings.accepted(round_, applied_for="1")
    ratings.assessors(4)
    ratings.drawn(round_)
    return ratings.scored(row)


def test_the_result_is_explained_item_by_item_beside_the_homes_own(scored: Application) -> None:
    client = as_role(Role.REVIEWER)
    chapter = next(iter(scored.assessments.get().score.chapters))

    page = text_of(client.get(page_of(scored)))
    result = text_of(client.get(f"{page_of(scored)}/result?chapter={chapter}"))

    assert f"/result?chapter={chapter}#items" in page
    assert "本分项逐项对照" in result
    assert "合成 §exit" in result
    assert client.get(f"{page_of(scored)}/result?chapter=none").status_code == 404


def test_feedback_goes_out_once_and_a_void_assessment_starts_again(scored: Application) -> None:
    client, told = as_role(Role.HEAD), seen(scored)

    answers = [client.post(f"{page_of(scored)}/feedback", told, follow=True) for _ in range(2)]
    silent = client.post(f"{page_of(scored)}/void", seen(scored, reason=""))
    void = client.post(
        f"{page_of(scored)}/void", seen(scored, reason="评定人员证件有误"), follow=True
    )

    assert "反馈意见已发给机构" in text_of(answers[0])
    assert Event.objects.filter(kind="application.feedback-sent").count() == 1
    assert silent.status_code == 422
    assert "本次评定已作废" in text_of(void)
    assert "评定人员证件有误" in text_of(void)
    assert state_of(scored) == "accepted"


def test_no_file_holds_a_mark_or_a_vote(scored: Application) -> None:
    ratings.heard(scored)
    ratings.voted(scored, ratings.committee(3), "1", "同意，理由保密（合成）")

    data = b"".join(as_role(Role.AUDITOR).get(f"{LIST}.csv").streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(data.removeprefix("\ufeff")))

    assert (row["机构名称"], row["状态"]) == (scored.site.name, "委员会已表决")
    assert "理由保密" not in data
    assert "委员0" not in data
    assert scored.assessments.get().score.total not in row.values()


@pytest.mark.parametrize("role", list(Role))
def test_other_counties_and_homes_get_nothing(role: Role) -> None:
    row = submitted()
    stranger = as_role(role, at=make.NANGANG)

    codes = {stranger.get(page_of(row) + one).status_code for one in ("", "/result", "/confirm")}
    codes |= {stranger.post(f"{page_of(row)}/{verb}").status_code for verb in VERBS}

    assert codes <= {403, 404}
    assert state_of(row) == "submitted"
    assert browser(row.applicant).get(page_of(row)).status_code == 403
    if stranger.get(LIST).status_code == 200:
        assert row.site.name not in text_of(stranger.get(LIST))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SUPERVISION, Role.INSPECTOR, Role.COMMITTEE])
def test_who_only_reads_changes_nothing(role: Role) -> None:
    row = submitted()
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
def test_a_filter_keeps_what_fits(query: str, fits: list[str]) -> None:
    round_ = ratings.small_round()
    rows = {"待": submitted(round_), "已": ratings.accepted(round_, applied_for="1")}
    for word, row in rows.items():
        row.site.name = f"合成机构{word}"
        row.site.save(update_fields=["name"])

    page = text_of(as_role(Role.HEAD, Role.SCHEDULER).get(LIST + query))

    assert [word for word in rows if f">合成机构{word}<" in page] == fits


def test_what_waits_is_counted_for_whom_it_waits() -> None:
    round_ = ratings.small_round()
    submitted(round_)
    ratings.accepted(round_, applied_for="1")

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
        submitted(round_)
        ratings.drawn(round_)
        for row in Application.objects.filter(state="accepted"):
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
    more()
    outbox.deliver_all()

    assert (asked(LIST), asked(f"{LIST}.csv")) == few
