"""/office/rounds: announced by the form, its rules with their sources, its draw, its end."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.oplog.models import Event
from backend.ratings.models import Round
from backend.standards.selectors import published
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.django_db
LIST = "/office/rounds"


def as_role(*roles: str, at: str = make.DAOLI, language: str = "zh-hans") -> Any:
    return browser(make.person(*roles, at=at), language)


def page_of(row: Round) -> str:
    return f"{LIST}/{row.pk}"


def wanted(version: Any, **wish: str) -> dict[str, str]:
    today = clock.today()
    return {
        "region": make.DAOLI,
        "title": "2026年第二批（合成）",
        "checklist": str(version.pk),
        "window_from": today.isoformat(),
        "window_until": (today + timedelta(days=30)).isoformat(),
    } | wish


def test_a_round_is_announced_once_with_the_rules_that_were_read() -> None:
    checklist, client = visits.checklist("rating"), as_role(Role.SCHEDULER)

    form = text_of(client.get(f"{LIST}/announce"))
    answer = client.post(f"{LIST}/announce", wanted(checklist), follow=True)
    again = client.post(f"{LIST}/announce", wanted(checklist), follow=True)

    for word in ("公示期", "7 个工作日", "秦皇岛7个工作日", "暂定", "已确认", "2/3"):
        assert word in form
    assert "批次已发布" in text_of(answer)
    assert "申报中" in text_of(answer)
    assert Round.objects.count() == 1
    assert again.redirect_chain == answer.redirect_chain
    assert Event.objects.filter(kind="round.announced").count() == 1


def test_a_demonstration_says_what_it_is_and_must_be_said() -> None:
    demo, client = ratings.published(), as_role(Role.HEAD)
    assert published(ratings.STANDARD, clock.today()) is None

    form = text_of(client.get(f"{LIST}/announce"))
    silent = client.post(f"{LIST}/announce", wanted(demo))
    said = client.post(f"{LIST}/announce", wanted(demo, demonstration="on"), follow=True)

    assert "演示" in form
    assert silent.status_code == 422
    assert "演示版本须标明演示批次" in text_of(silent)
    assert 'value="2026年第二批（合成）"' in text_of(silent)
    assert "所得等级不是正式等级" in text_of(said)


def test_a_version_with_gaps_is_shown_with_its_reason_and_refused() -> None:
    gaps, client = ratings.published(version="2020.1"), as_role(Role.SCHEDULER)

    form = text_of(client.get(f"{LIST}/announce"))
    answer = client.post(f"{LIST}/announce", wanted(gaps))

    assert "不能用于评定" in form
    assert "disabled" in form
    assert (answer.status_code, Round.objects.count()) == (422, 0)
    assert "官方分值不全" in text_of(answer)


@pytest.mark.parametrize(
    ("wish", "status", "word"),
    [
        ({"window_until": "2020-01-01"}, 422, "批次日期不符"),
        ({"window_from": "soon"}, 400, "申报开始日期"),
        ({"title": ""}, 400, "批次名称"),
        ({"region": make.NANGANG}, 404, "没有找到"),
        ({"region": "000000"}, 404, "没有找到"),
        ({"checklist": "broken"}, 400, "评定标准"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_form(
    wish: dict[str, str], status: int, word: str
) -> None:
    checklist = visits.checklist("rating")

    answer = as_role(Role.SCHEDULER).post(f"{LIST}/announce", wanted(checklist, **wish))

    assert (answer.status_code, Round.objects.count()) == (status, 0)
    assert word in text_of(answer) or "未找到" in text_of(answer)


def test_rounds_of_another_county_are_not_there_those_of_the_city_are() -> None:
    row = ratings.small_round()
    city = ratings.small_round(region=make.region("230100"), title="全市批次（合成）")
    stranger = as_role(Role.HEAD, at=make.NANGANG)

    page = text_of(stranger.get(LIST))

    assert row.title not in page
    assert city.title in page
    assert stranger.get(page_of(row)).status_code == 404
    assert stranger.get(page_of(city)).status_code == 200
    for verb in ("draw", "finish"):
        assert stranger.post(f"{page_of(row)}/{verb}").status_code == 404
        assert stranger.post(f"{page_of(city)}/{verb}").status_code == 403


def test_the_round_counts_its_applications_and_lists_who_was_taken_and_who_not() -> None:
    round_ = ratings.small_round()
    taken, waiting = ratings.accepted(round_, applied_for="1"), ratings.submitted(round_, None, "1")
    client = as_role(Role.HEAD)

    page = text_of(client.get(page_of(round_)))
    accepted = text_of(client.get(f"{page_of(round_)}?decided=accepted"))
    file = b"".join(
        client.get(f"/office/applications.csv?round={round_.pk}&decided=accepted").streaming_content
    ).decode()

    assert "共 2 份申请" in page
    assert "计划员 · 抽取评定人员" in page
    assert taken.site.name in accepted
    assert waiting.site.name not in accepted
    assert taken.site.name in file
    assert waiting.site.name not in file


def test_assessors_are_drawn_before_a_witness_in_two_steps() -> None:
    round_ = ratings.small_round()
    row = ratings.accepted(round_, applied_for="1")
    ratings.assessors(4)
    client = as_role(Role.SCHEDULER)
    until = (clock.today() + timedelta(days=60)).isoformat()
    told = {"until": until, "organisation": "道里区司法局", "witness": "见证人（合成）"}

    fixed = client.post(f"{page_of(round_)}/draw", told, follow=True)
    again = client.post(f"{page_of(round_)}/draw", told, follow=True)
    (draw,) = round_.draws.all()
    address = f"{page_of(round_)}/draws/{draw.draw_id}/values"
    empty = client.post(address, {"value-0": ""})
    drawn = client.post(address, {"value-0": "合成见证"}, follow=True)
    outbox.deliver_all()
    twice = client.post(address, {"value-0": "合成见证"}, follow=True)
    other = client.post(address, {"value-0": "另一段"})

    assert "见证人 道里区司法局 见证人（合成）" in text_of(fixed)
    assert "抽取已经公告" in text_of(again)
    assert (empty.status_code, "填写数值" in text_of(empty)) == (400, True)
    assert "正在登记评定人员" in text_of(drawn)
    assert row.duties.count() == 3
    assert twice.status_code == 200
    assert other.status_code == 409
    assert "还没有评定人员" not in text_of(client.get(page_of(round_)))


def test_too_few_assessors_are_said_beside_the_form() -> None:
    round_ = ratings.small_round()
    ratings.accepted(round_, applied_for="1")
    ratings.assessors(2)
    client, until = as_role(Role.SCHEDULER), clock.today().isoformat()
    told = {"until": until, "organisation": "道里区司法局", "witness": "见证人（合成）"}

    answers = [client.post(f"{page_of(round_)}/draw", told)]
    for row in round_.draws.all():
        values = {"value-0": "合成见证"}
        answers.append(client.post(f"{page_of(round_)}/draws/{row.draw_id}/values", values))

    assert answers[-1].status_code == 422
    assert "补充人员名录" in text_of(answers[-1])


def test_a_lottery_of_today_is_refused() -> None:
    round_ = ratings.small_round()
    ratings.accepted(round_, applied_for="1")
    ratings.assessors(4)
    today = clock.today().isoformat()

    answer = as_role(Role.HEAD).post(
        f"{page_of(round_)}/draw", {"until": today, "mode": "lottery", "drawn_on": today}
    )

    assert (answer.status_code, round_.draws.count()) == (422, 0)
    assert "改用以后的期次" in text_of(answer)


def test_a_round_with_work_left_is_not_finished_an_empty_one_is_twice_once() -> None:
    busy, free = ratings.small_round(), ratings.small_round(title="空批次（合成）")
    ratings.submitted(busy, None, "1")
    client = as_role(Role.SCHEDULER)

    no = client.post(f"{page_of(busy)}/finish")
    yes = [client.post(f"{page_of(free)}/finish").status_code for _ in range(2)]

    assert (no.status_code, yes) == (422, [303, 303])
    assert Event.objects.filter(kind="round.finished").count() == 1


def test_no_row_asks_the_database_again() -> None:
    checklist, client = visits.checklist("rating"), as_role(Role.HEAD)
    round_ = ratings.round_of(checklist)
    ratings.submitted(round_, None, "1")

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    asked(LIST)
    few = asked(LIST), asked(page_of(round_))
    for number in range(6):
        ratings.round_of(checklist, title=f"第{number}批（合成）")
        ratings.submitted(round_, None, "1")

    assert (asked(LIST), asked(page_of(round_))) == few


def test_the_committee_enters_these_pages_and_no_others() -> None:
    round_ = ratings.small_round()
    client = as_role(Role.COMMITTEE)

    allowed = [client.get(a).status_code for a in (LIST, page_of(round_), "/office/applications")]
    barred = ["/office/", "/office/visits", "/office/levels", "/office/applications.csv"]

    assert allowed == [200, 200, 200]
    assert {client.get(address).status_code for address in barred} == {403}
    assert "导出" not in text_of(client.get(page_of(round_)))
    assert "/office/visits" not in text_of(client.get(LIST))


def test_the_page_speaks_english() -> None:
    round_ = ratings.small_round()

    page = text_of(as_role(Role.HEAD, language="en").get(page_of(round_)))

    for word in ("Applications", "Announced on", "Rules of this round", "working days"):
        assert word in page
