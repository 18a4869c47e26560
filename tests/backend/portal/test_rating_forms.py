"""Applying, assessing oneself, signing and asking for a review in the portal (等级评定)."""

from typing import Any
from uuid import UUID

import pytest

from backend.inspections.models import Visit
from backend.ratings import services
from backend.ratings.models import Application, Review, Round
from backend.standards.selectors import by_digest
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.portal.make import homed
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


@pytest.fixture(scope="module")
def announced(shared_rows: None) -> UUID:
    """Announce a round on the national standard, once."""
    return ratings.round_of().pk


@pytest.fixture(scope="module")
def walked(shared_rows: None) -> UUID:
    """Walk a rating to its score, once."""
    row = ratings.accepted(ratings.small_round(), applied_for="1")
    ratings.assessors()
    ratings.drawn(row.round)
    return ratings.scored(row).pk


@pytest.fixture
def national(announced: UUID, rolled_back: None) -> Round:
    return Round.objects.get(pk=announced)


@pytest.fixture
def scored(walked: UUID, rolled_back: None) -> Application:
    """Give an application whose score the home was not told yet."""
    return Application.objects.get(pk=walked)


def of(row: Application, verb: str = "") -> str:
    return f"/portal/applications/{row.pk}{verb}"


def part_of(client: Any, row: Application, part: str) -> dict[str, str]:
    """Give what the form of a part sends unseen."""
    form = client.get(of(row, f"/self/part/{part}")).context["form"]
    return {"seen": form.seen}


def small() -> tuple[Any, Application]:
    client, home, _person = homed()
    round_ = ratings.small_round()
    sent = {"round": str(round_.pk), "level": "1"}
    for _ in range(2):  # twice is once
        answer = client.post(f"/portal/homes/{home.pk}/apply", sent)
    row = Application.objects.get(site=home)
    assert answer["Location"] == of(row, "/self")
    return client, row


def answers(row: Application, value: str = "yes") -> dict[str, str]:
    return {f"a:{code}": value for code in by_digest(row.round.checklist_digest).by_code}


def chapter(row: Application) -> str:
    return by_digest(row.round.checklist_digest).chapters[0].id


def test_a_home_applies_assesses_itself_and_hands_it_in() -> None:
    client, row = small()
    name = chapter(row)
    assert "已填 0 /" in text_of(client.get(of(row)))

    sent = {**part_of(client, row, name), **answers(row)}
    saved = client.post(of(row, f"/self/part/{name}"), sent, follow=True)
    assert "已保存" in text_of(saved)
    assert "自评，不是评定结果" in text_of(client.get(of(row, "/self/result")))
    for _ in range(2):
        page = text_of(client.post(of(row, "/submit"), follow=True))

    assert "已提交" in page
    assert "受理条件" in page
    assert "床位不少于10张" in page
    row.refresh_from_db()
    assert row.self_result is not None
    assert (row.state, row.self_result["complete"]) == ("submitted", True)


def test_a_form_is_resumed_where_it_was_left() -> None:
    client, row = small()
    name, first = chapter(row), next(iter(answers(row)))
    client.post(of(row, f"/self/part/{name}"), {**part_of(client, row, name), first: "no"})

    form = client.get(of(row, f"/self/part/{name}")).context["form"]

    chosen = [o.value for f in form.rows[0].fields for o in f.options if o.chosen]
    assert (form.answered, chosen) == (1, ["no"])


def test_two_managers_write_one_part_and_nobody_overwrites_unseen() -> None:
    client, row = small()
    name = chapter(row)
    other = browser(visits.manager(row.site))
    mine, theirs = part_of(client, row, name), part_of(other, row, name)
    where = of(row, f"/self/part/{name}")
    client.post(where, {**mine, **answers(row, "yes")})

    again = client.post(where, {**mine, **answers(row, "yes")})
    late = other.post(where, {**theirs, **answers(row, "no")})

    assert again.status_code == 303  # the same twice is once
    assert late.status_code == 409
    assert "记录已被他人更新" in text_of(late)
    row.refresh_from_db()
    assert set(row.self_answers.values()) == {"yes"}
    sure = {"seen": late.context["form"].seen, **answers(row, "no")}
    assert other.post(where, sure).status_code == 303


def test_what_does_not_apply_says_why(national: Round) -> None:
    client, home, person = homed()
    row = services.draft_application(round_id=national.pk, site=home, applied_for="3", by=person)
    where = of(row, "/self/part/basic")
    seen = part_of(client, row, "basic")

    both = client.post(
        where, {**seen, "a:basic.food_licence": "yes", "a:basic.food_licence:na": "外购"}
    )
    one = client.post(where, {**seen, "a:basic.food_licence:na": "外购餐食"})

    assert both.status_code == 400
    assert "二者只留一个" in text_of(both)
    assert one.status_code == 303
    row.refresh_from_db()
    assert row.self_answers == {"basic.food_licence": {"na": "外购餐食"}}


def test_every_part_of_the_standard_can_be_typed_and_comes_back_as_it_was(
    national: Round,
) -> None:
    client, home, person = homed()
    row = services.draft_application(round_id=national.pk, site=home, applied_for="3", by=person)
    best = ratings.best(national)
    services.assess_self(
        application_id=row.pk, answers=best, facts=ratings.facts_of(national), by=person
    )
    row.refresh_from_db()
    for name in ("facts", "basic", "environment", "facilities", "operation", "service"):
        form = client.get(of(row, f"/self/part/{name}")).context["form"]
        sent: dict[str, Any] = {"seen": form.seen}
        for one in form.rows:
            for field in one.fields:
                chosen = [option.value for option in field.options if option.chosen]
                sent[field.name] = chosen if field.options else field.typed
        assert client.post(of(row, f"/self/part/{name}"), sent).status_code == 303

    after = Application.objects.get(pk=row.pk)
    assert after.self_answers == row.self_answers
    assert after.self_facts == row.self_facts
    assert after.version == row.version


def test_a_home_withdraws_with_a_reason() -> None:
    client, row = small()

    blank = client.post(of(row, "/withdraw"), {"reason": " "})
    for _ in range(2):
        page = text_of(client.post(of(row, "/withdraw"), {"reason": "改建中"}, follow=True))

    assert blank.status_code == 422
    assert "须说明理由" in text_of(blank)
    assert "已撤回申请" in page


def test_a_result_is_not_read_before_the_feedback(scored: Application) -> None:
    client, row = browser(scored.applicant), scored
    visit = Visit.objects.get(site=row.site)
    hidden = "还没有评定结果"

    assert hidden in text_of(client.get(of(row, "/result")))
    assert "结果摘要" not in text_of(client.get(f"/portal/visits/{visit.pk}"))
    services.send_feedback(application_id=row.pk, by=make.person("reviewer"))

    page = text_of(client.get(of(row, "/result")))
    assert hidden not in page
    assert "结果摘要" in page
    assert "自评" in page


def test_the_feedback_is_signed_once(scored: Application) -> None:
    client, row = browser(scored.applicant), scored
    services.send_feedback(application_id=row.pk, by=make.person("reviewer"))
    assert "阅读并签收反馈意见" in text_of(client.get(f"/portal/homes/{row.site_id}"))

    none = client.post(of(row, "/feedback"), {})
    for _ in range(2):
        page = text_of(client.post(of(row, "/feedback"), {"agrees": "yes"}, follow=True))
    other = client.post(of(row, "/feedback"), {"agrees": "no", "words": "不同意"})

    assert none.status_code == 400
    assert "已同意并签收" in page
    assert other.status_code == 409
    assert "反馈意见已答复" in text_of(other)


def test_a_review_is_asked_for_within_its_days_and_then_the_appeal(scored: Application) -> None:
    row = ratings.put_before_public(scored)
    client = browser(row.applicant)
    assert "个工作日" in text_of(client.get(of(row)))
    for _ in range(2):
        client.post(of(row, "/review"), {"words": "请复核呼叫系统"})
    review = Review.objects.get(application=row)
    services.answer_review(
        review_id=review.pk, outcome="dismissed", answer="维持", by=make.person("reviewer")
    )

    page = text_of(client.get(of(row)))
    client.post(of(row, "/review"), {"words": "申诉理由"})

    assert "提出申诉" in page
    assert "维持" in page
    assert Review.objects.filter(application=row).count() == 2


def test_the_home_speaks_before_its_level_is_taken(scored: Application) -> None:
    level = ratings.confirmed_after(ratings.put_before_public(scored))
    client = browser(visits.manager(level.site))
    told = services.propose_removal(
        level_id=level.pk, kind="revoke", grounds="合成", clause="合成", by=make.person("head")
    )
    where = f"/portal/homes/{level.site_id}/removals/{told.pk}"
    assert "撤销等级" in text_of(client.get(f"/portal/homes/{level.site_id}"))

    for _ in range(2):
        page = text_of(client.post(where, {"words": "已整改到位"}, follow=True))

    assert "陈述申辩已提交" in page
    told.refresh_from_db()
    assert told.statement == "已整改到位"
