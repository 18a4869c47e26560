"""The result, the committee, the notice and the head: by forms, from the score to the level."""

import csv
import io
from uuid import UUID

import pytest

from backend.accounts.models import Grant
from backend.accounts.roles import Role
from backend.oplog.models import Event
from backend.ratings import services
from backend.ratings.models import Application
from tests.backend import make
from tests.backend.office.ratings.steps import LIST, as_role, page_of, seen, state_of
from tests.backend.pages import browser, text_of
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


@pytest.fixture(scope="module")
def graded(shared_rows: None) -> UUID:
    """Walk an application of the small round to its score, once."""
    round_ = ratings.small_round()
    row = ratings.accepted(round_, applied_for="1")
    ratings.assessors(4)
    ratings.drawn(round_)
    return ratings.scored(row).pk


@pytest.fixture
def scored(graded: UUID, rolled_back: None) -> Application:
    """Give a graded application."""
    return Application.objects.get(pk=graded)


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


def test_the_committee_votes_and_only_members_read_how(scored: Application) -> None:
    members = [browser(one) for one in ratings.committee(3)]
    reviewer, head, address = as_role(Role.REVIEWER), as_role(Role.HEAD), page_of(scored)
    early = members[0].post(f"{address}/vote", {"level": "1"})
    ratings.heard(scored, agrees=False, words="夜间值班有记录（合成）")

    ballot = text_of(members[0].get(f"{address}/ballot"))
    voted = members[0].post(f"{address}/vote", {"level": "1"}, follow=True)
    few = reviewer.post(f"{address}/close-vote", seen(scored, ballot="1"))
    again = members[0].post(f"{address}/vote", {"level": "1"}, follow=True)
    other = members[0].post(f"{address}/vote", {"level": "-", "reason": "改主意"})
    nothing = members[1].post(f"{address}/vote", {})
    unreasoned = members[1].post(f"{address}/vote", {"level": "-"})
    members[1].post(f"{address}/vote", {"level": "-", "reason": "现场管理混乱（合成）"})
    members[2].post(f"{address}/vote", {"level": "1"})
    before = text_of(members[0].get(address))
    closing = seen(scored, ballot="1")
    closed = [reviewer.post(f"{address}/close-vote", closing, follow=True) for _ in range(2)]

    assert early.status_code == 422
    for word in ("夜间值班有记录（合成）", "有不同意见", "不评定等级", "结果和理由"):
        assert word in ballot
    assert "只有你知道自己投了什么" in text_of(voted)
    assert (few.status_code, "至少 2 票" in text_of(few)) == (422, True)
    assert again.status_code == 200
    assert (other.status_code, nothing.status_code, unreasoned.status_code) == (409, 400, 422)
    assert "现场管理混乱（合成）" not in before
    assert "委员1（合成）" in before
    assert "表决结果已形成" in text_of(closed[0])
    assert state_of(scored) == "voted"
    assert "现场管理混乱（合成）" in text_of(members[0].get(address))
    for other_page in (reviewer, head):
        assert "现场管理混乱（合成）" not in text_of(other_page.get(address))


def test_from_the_notice_to_the_level(scored: Application) -> None:
    reviewer, head, publisher = (as_role(one) for one in (Role.REVIEWER, Role.HEAD, Role.PUBLISHER))
    address = page_of(scored)
    ratings.heard(scored)
    ratings.voted(scored, ratings.committee(3), "1")
    noticed = [publisher.post(f"{address}/notice", seen(scored), follow=True) for _ in range(2)]
    intake, words = as_role(Role.INTAKE), {"words": "夜间无人值守（合成）"}
    for _ in range(2):
        intake.post(f"{address}/objections", words)
    running = head.post(f"{address}/confirm/level", seen(scored))
    (objection,) = scored.notices.get().objections.all()
    asked = services.ask_review(application_id=scored.pk, words="请复核", by=scored.applicant)
    reviewer.post(f"{address}/objections/{objection.pk}/answer", {"answer": "已核查，不属实"})
    told = {"outcome": "dismissed", "answer": "维持原意见"}
    reviewer.post(f"{address}/reviews/{asked.pk}/answer", told)
    appeal = services.ask_review(application_id=scored.pk, words="申诉", by=scored.applicant)
    involved = reviewer.post(f"{address}/reviews/{appeal.pk}/answer", told)
    unread = as_role(Role.REVIEWER).post(f"{address}/reviews/{appeal.pk}/answer", told, follow=True)
    ratings.days_pass(20)
    page = text_of(head.get(f"{address}/confirm"))
    confirmed = [head.post(f"{address}/confirm/level", seen(scored), follow=True) for _ in range(2)]

    assert "公示期内可以提出异议" in text_of(noticed[0])
    assert (running.status_code, "公示期满后再确认" in text_of(running)) == (422, True)
    assert (involved.status_code, "未参与本申请的人员" in text_of(involved)) == (422, True)
    assert "已答复：维持" in text_of(unread)
    for word in ("公示期已满", "都已答复", "刚刚核查：没有未整改的重大事故隐患", "有效期"):
        assert word in page
    assert "等级证书和评定报告正在制作" in text_of(confirmed[0])
    assert state_of(scored) == "confirmed"
    assert Event.objects.filter(kind="application.confirmed").count() == 1


def test_a_committee_that_gives_none_leaves_the_head_to_end_it(scored: Application) -> None:
    ratings.heard(scored)
    ratings.voted(scored, ratings.committee(3), "", "未达到（合成）")
    head, address = as_role(Role.HEAD), page_of(scored)

    notice = as_role(Role.PUBLISHER).post(f"{address}/notice", seen(scored))
    silent = head.post(f"{address}/confirm/none", seen(scored))
    done = [
        head.post(f"{address}/confirm/none", seen(scored, reason="总分未达到"), follow=True)
        for _ in range(2)
    ]

    assert (notice.status_code, silent.status_code) == (422, 422)
    assert "已决定不评定等级" in text_of(done[0])
    assert state_of(scored) == "failed"


def test_a_ballot_is_for_members_of_the_homes_area_who_are_not_barred(scored: Application) -> None:
    ratings.heard(scored)
    outsider = make.person(Role.COMMITTEE, at=make.NANGANG)
    assessor = scored.duties.first()
    assert assessor is not None
    assert assessor.officer.person is not None
    Grant.objects.create(person=assessor.officer.person, role=Role.COMMITTEE, region=make.region())
    barred = browser(assessor.officer.person)

    page = text_of(barred.get(f"{page_of(scored)}/ballot"))
    answer = barred.post(f"{page_of(scored)}/vote", {"level": "1"})

    assert browser(outsider).get(f"{page_of(scored)}/ballot").status_code == 404
    assert as_role(Role.HEAD).get(f"{page_of(scored)}/ballot").status_code == 403
    assert "应当回避" in page
    assert 'name="level"' not in page
    assert answer.status_code == 422
