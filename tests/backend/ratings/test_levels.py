"""From the public notice to the end of a level (公示, 复核, 确认, 暂停, 撤销, 失效)."""

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from backend.accounts.models import Grant, Person
from backend.accounts.roles import Role
from backend.core import clock
from backend.core.models import Event as Emitted
from backend.core.refusals import Refusal
from backend.credit.selectors import public_entries
from backend.inspections.models import Finding
from backend.ratings import services
from backend.ratings.models import Application, Level, LevelChange
from backend.ratings.selectors import levels_with_hazards
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


def refused(call: Any, **kwargs: Any) -> str:
    with pytest.raises(Refusal) as no:
        call(**kwargs)
    return no.value.code


def head() -> Person:
    return make.person(Role.HEAD)


@pytest.fixture(scope="module")
def noticed(shared_rows: None) -> UUID:
    """Walk a rating to its public notice, once."""
    return ratings.noticed(ratings.small_round()).pk


@pytest.fixture
def row(noticed: UUID, rolled_back: None) -> Application:
    """Give an application whose level is before the public."""
    return Application.objects.get(pk=noticed)


@pytest.fixture
def level(row: Application) -> Level:
    """Give a level that the head confirmed."""
    return ratings.confirmed_after(row)


def test_a_level_is_not_confirmed_before_everything_is_said(row: Application) -> None:
    confirm: dict[str, Any] = {"application_id": row.pk, "by": head()}
    assert refused(services.confirm_level, **confirm) == "notice-running"
    one = services.object_to_notice(
        application_id=row.pk, words="夜间无人值守（合成）", by=make.person(Role.INTAKE)
    )
    asked = services.ask_review(application_id=row.pk, words="请复核呼叫系统", by=row.applicant)
    ratings.days_pass(20)
    assert refused(services.confirm_level, **confirm) == "objection-open"

    reviewer = make.person(Role.REVIEWER)
    services.answer_objection(objection_id=one.pk, answer="已核查，不属实", by=reviewer)
    assert refused(services.confirm_level, **confirm) == "review-open"
    answer: dict[str, Any] = {"review_id": asked.pk, "outcome": "dismissed", "answer": "维持原意见"}
    services.answer_review(**answer, by=reviewer)
    assert refused(services.confirm_level, **confirm) == "appeal-term-running"

    ratings.days_pass(10)
    level = services.confirm_level(**confirm)
    assert level.state == "valid"
    assert services.confirm_level(**confirm) == level
    assert Emitted.objects.filter(name="level.confirmed").count() == 1


def test_an_appeal_goes_to_somebody_uninvolved_and_may_win_a_new_ballot(row: Application) -> None:
    reviewer = make.person(Role.REVIEWER)
    review = services.ask_review(application_id=row.pk, words="请复核", by=row.applicant)
    again: dict[str, Any] = {"application_id": row.pk, "words": "不服", "by": row.applicant}
    assert refused(services.ask_review, **again) == "review-open"
    services.answer_review(review_id=review.pk, outcome="dismissed", answer="维持", by=reviewer)
    appeal = services.ask_review(**again)
    assert (review.kind, appeal.kind) == ("review", "appeal")

    answer: dict[str, Any] = {
        "review_id": appeal.pk,
        "outcome": "granted",
        "answer": "抽样记录有误，重新表决",
    }
    for involved in (reviewer, row.decided_by, row.votes.all()[0].member):
        assert involved is not None
        assert refused(services.answer_review, by=involved, **answer) == "not-uninvolved"
    services.answer_review(by=make.person(Role.REVIEWER), **answer)

    row.refresh_from_db()
    assert (row.state, row.ballot, row.opinion_level) == ("scored", 2, None)
    assert row.notices.filter(withdrawn_at=None).count() == 0
    ratings.voted(row, [one.member for one in row.votes.filter(ballot=1)], "1")
    notice = services.post_notice(application_id=row.pk, by=make.person(Role.PUBLISHER))
    assert notice.withdrawn_at is None


def test_a_granted_review_may_ask_for_a_new_assessment(row: Application) -> None:
    review = services.ask_review(application_id=row.pk, words="请重新评定", by=row.applicant)
    services.answer_review(
        review_id=review.pk,
        outcome="granted",
        answer="抽样方法不当",
        again="assessment",
        by=make.person(Role.REVIEWER),
    )

    row.refresh_from_db()
    assert row.state == "accepted"
    ratings.drawn(row.round)
    assert ratings.planned(row).visit.state == "approved"


def test_after_its_days_a_home_asks_no_more(row: Application) -> None:
    ratings.days_pass(12)
    ask: dict[str, Any] = {"application_id": row.pk, "words": "请复核", "by": row.applicant}
    assert refused(services.ask_review, **ask) == "review-too-late"
    ratings.days_pass(8)
    late: dict[str, Any] = {
        "application_id": row.pk,
        "words": "晚了",
        "by": make.person(Role.INTAKE),
    }
    assert refused(services.object_to_notice, **late) == "notice-over"


def test_who_may_not_confirm(row: Application) -> None:
    ratings.days_pass(20)
    member = row.votes.all()[0].member
    Grant.objects.create(person=member, role=Role.HEAD, region=make.region())
    told: dict[str, Any] = {"application_id": row.pk}

    assert refused(services.confirm_level, by=member, **told) == "confirmer-on-committee"
    other = make.person(Role.HEAD, at=make.NANGANG)
    assert refused(services.confirm_level, by=other, **told) == "not-deciding-authority"
    above = make.person(Role.HEAD, at="230100")
    assert services.confirm_level(by=above, **told).state == "valid"


def test_the_policy_says_which_authority_decides_a_level() -> None:
    ratings.policy(decided_by={"1": "city"})
    row = ratings.noticed(ratings.small_round())
    ratings.days_pass(20)

    told: dict[str, Any] = {"application_id": row.pk}
    assert refused(services.confirm_level, by=head(), **told) == "not-deciding-authority"
    city = make.person(Role.HEAD, at="230100")
    assert services.confirm_level(by=city, **told).state == "valid"


def hazard_at(row: Application) -> Finding:
    return visits.finding(visits.opened("case", site=row.site), severity=Finding.Severity.MAJOR)


def test_a_major_hazard_stops_a_rating_at_its_last_step(row: Application) -> None:
    ratings.days_pass(20)
    finding = hazard_at(row)
    confirm: dict[str, Any] = {"application_id": row.pk, "by": head()}
    with pytest.raises(Refusal) as no:
        services.confirm_level(**confirm)
    assert no.value.code == "major-hazard-open"
    assert no.value.members["finding"] == str(finding.pk)
    assert not Level.objects.exists()

    finding.state = Finding.State.CORRECTED
    finding.save(update_fields=["state"])
    assert services.confirm_level(**confirm).state == "valid"


def test_a_level_is_suspended_in_minutes_and_may_come_back(level: Level) -> None:
    told: dict[str, Any] = {"level_id": level.pk, "by": head()}
    assert refused(services.suspend_level, reason=" ", **told) == "rating-reason-wanted"

    services.suspend_level(reason="发生火灾，调查中", **told)
    again = services.suspend_level(reason="发生火灾，调查中", **told)
    assert again.get_state_display() == "等级暂停，调查中"
    assert Emitted.objects.filter(name="level.suspended").count() == 1
    assert services.restore_level(reason="调查结束，无责任", **told).state == "valid"
    states = list(LevelChange.objects.filter(level=level).values_list("state", flat=True))
    assert states == ["valid", "suspended", "valid"]
    ratings.days_pass(1)
    (line,) = public_entries(level.site, clock.today()).filter(kind="level")
    assert (line.detail["state"], line.ref) == ("valid", level.number)


def test_the_credit_file_has_a_line_of_its_own_for_a_suspension(level: Level) -> None:
    services.suspend_level(level_id=level.pk, reason="发生火灾，调查中", by=head())
    lines = public_entries(level.site, clock.today()).filter(kind="level")
    open_line = lines.get(ground_type="level-change")
    assert (open_line.until, open_line.detail["words"]) == (
        None,
        f"{level.title}：等级暂停，调查中",
    )
    assert open_line.ref == level.number
    assert lines.get(ground_type="level").detail["words"] == f"评定为{level.title}"


def test_a_hazard_at_a_starred_home_alerts_its_office(level: Level) -> None:
    reviewer = make.person(Role.REVIEWER)
    assert not levels_with_hazards(reviewer).exists()
    hazard_at(level.assessment.application)

    assert list(levels_with_hazards(reviewer)) == [level]
    assert not levels_with_hazards(make.person(Role.REVIEWER, at=make.NANGANG)).exists()


def removal(level: Level, **told: Any) -> Any:
    terms: dict[str, Any] = {
        "kind": "revoke",
        "grounds": "拒不整改（合成）",
        "clause": "评定办法第二十条（合成）",
    }
    by = make.person(Role.REVIEWER)
    return services.propose_removal(**{"level_id": level.pk, "by": by, **terms, **told})


def test_a_level_is_taken_only_after_the_home_was_told_and_heard(level: Level) -> None:
    row = removal(level)
    assert refused(removal, level=level) == "removal-open"
    decide: dict[str, Any] = {
        "removal_id": row.pk,
        "outcome": "imposed",
        "reason": "事实清楚",
        "by": head(),
    }
    assert refused(services.decide_removal, **decide) == "hearing-running"

    home = level.assessment.application.applicant
    services.state_on_removal(removal_id=row.pk, words="已整改，请从轻", by=home)
    services.decide_removal(**decide)
    services.decide_removal(**decide)
    level.refresh_from_db()
    assert level.state == "revoked"
    lines = public_entries(level.site, clock.today()).filter(kind="level")
    assert lines.get(ground_type="level").until == clock.today()
    taken = lines.get(ground_type="removal")
    assert taken.detail["words"] == f"{level.title}：已撤销等级"
    assert "评撤决" in taken.ref
    assert refused(services.suspend_level, level_id=level.pk, reason="合成", by=head()) == (
        "rating-wrong-state"
    )


def test_a_level_is_lowered_to_a_lower_one_on_the_same_assessment() -> None:
    level = ratings.confirmed(ratings.stepped_round(top=3), applied_for="3")
    for kind, to_level in (("downgrade", "3"), ("downgrade", "9"), ("revoke", "2")):
        assert refused(removal, level=level, kind=kind, to_level=to_level) == "level-not-lower"
    row = removal(level, kind="downgrade", to_level="2")
    ratings.days_pass(15)  # the home says nothing
    services.decide_removal(removal_id=row.pk, outcome="imposed", reason="复查不达标", by=head())

    lower = Level.objects.get(before=level)
    level.refresh_from_db()
    assert (level.state, lower.state, lower.title) == ("downgraded", "valid", "二级")
    assert lower.valid_until == level.valid_until
    assert lower.assessment == level.assessment


def test_a_level_lapses_after_its_last_day(level: Level) -> None:
    assert services.lapse_levels() == []
    ratings.days_pass((level.valid_until - clock.today()).days)
    assert services.lapse_levels() == []
    ratings.days_pass(1)

    assert services.lapse_levels() == [level.pk]
    assert services.lapse_levels() == []
    level.refresh_from_db()
    assert level.state == "lapsed"
    assert Emitted.objects.filter(name="level.lapsed").count() == 1


def test_a_new_level_does_not_end_an_investigation(level: Level) -> None:
    row = ratings.noticed(ratings.small_round(), level.site)
    services.suspend_level(level_id=level.pk, reason="发生火灾（合成）", by=head())
    ratings.days_pass(20)

    confirm: dict[str, Any] = {"application_id": row.pk, "by": head()}
    assert refused(services.confirm_level, **confirm) == "rating-wrong-state"
    services.restore_level(level_id=level.pk, reason="无责任", by=head())
    assert services.confirm_level(**confirm).state == "valid"


def test_a_new_level_takes_the_place_of_the_old_one(level: Level) -> None:
    new = ratings.confirmed(ratings.small_round(), level.site)

    level.refresh_from_db()
    assert (level.state, new.state) == ("replaced", "valid")
    standing = public_entries(level.site, clock.today()).filter(kind="level")
    assert {one.detail["title"] for one in standing} == {new.title}
    with pytest.raises(IntegrityError, match="one_standing_level_a_site"), transaction.atomic():
        Level.objects.filter(pk=level.pk).update(state="valid")
