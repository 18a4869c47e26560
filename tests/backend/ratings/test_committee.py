"""Feedback, votes and what happens below the level applied for (反馈意见, 表决)."""

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from backend.accounts.models import Grant, Person
from backend.accounts.roles import Role
from backend.core.refusals import Refusal
from backend.ratings import services
from backend.ratings.models import Application, Feedback, Round, Vote
from backend.ratings.selectors.detail import application_detail
from backend.registers.services import declare_interest
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")
MISSING = {"safety.exit": "no"}
ITEMS = ("safety.exit", "safety.food", "safety.night")


@pytest.fixture(scope="module")
def scored(shared_rows: None) -> UUID:
    """Walk a rating to its score, once."""
    return ratings.scored(drawn_for(ratings.small_round())).pk


@pytest.fixture
def row(scored: UUID, rolled_back: None) -> Application:
    """Give a scored application for the only level of a small checklist."""
    return fresh(scored)


def drawn_for(round_: Round, level: str = "1") -> Application:
    application = ratings.accepted(round_, applied_for=level)
    ratings.assessors(4)
    ratings.drawn(round_)
    return application


def refused(call: Any, **kwargs: Any) -> str:
    with pytest.raises(Refusal) as no:
        call(**kwargs)
    return no.value.code


def vote(row: Application, by: Person, level: str = "1", reason: str = "") -> Vote:
    return services.cast_vote(application_id=row.pk, level=level, reason=reason, by=by)


def test_the_feedback_names_what_was_lost_with_clause_and_reason() -> None:
    ratings.policy(below_applied="lower")
    row = ratings.scored(drawn_for(ratings.small_round()), answers=MISSING)
    feedback = services.send_feedback(application_id=row.pk, by=make.person(Role.REVIEWER))

    (lost,) = feedback.body["lost"]
    assert (lost["item"], lost["points"], lost["clause"]) == ("safety.exit", "0", "合成 §exit")
    assert lost["why"]
    assert "level" not in feedback.body
    again = services.send_feedback(application_id=row.pk, by=make.person(Role.REVIEWER))
    assert again == feedback


def test_a_home_that_disagrees_says_why_and_answers_once(row: Application) -> None:
    services.send_feedback(application_id=row.pk, by=make.person(Role.REVIEWER))
    answer = services.answer_feedback
    told: dict[str, Any] = {"application_id": row.pk, "by": row.applicant}
    assert refused(answer, agrees=False, words=" ", **told) == "rating-reason-wanted"

    answer(agrees=False, words="抽查时呼叫系统正在检修", **told)
    answer(agrees=False, words="抽查时呼叫系统正在检修", **told)
    assert refused(answer, agrees=True, words="", **told) == "feedback-answered"
    assert Feedback.objects.get().agrees is False


def test_the_committee_sits_after_the_home_was_heard_or_its_days_are_over(
    row: Application,
) -> None:
    members = ratings.committee()
    assert refused(vote, row=row, by=members[0]) == "feedback-pending"
    services.send_feedback(application_id=row.pk, by=make.person(Role.REVIEWER))
    assert refused(vote, row=row, by=members[0]) == "feedback-pending"

    ratings.days_pass(15)
    assert vote(row, members[0]).level == "1"


def test_who_may_not_vote(row: Application) -> None:
    ratings.heard(row)
    member, kin = ratings.committee(2)
    outsider = make.person(Role.COMMITTEE, at=make.NANGANG)
    assessor = row.duties.filter(released_at=None).first()
    assert assessor is not None
    assert assessor.officer.person is not None
    Grant.objects.create(person=assessor.officer.person, role=Role.COMMITTEE, region=make.region())
    barred = visits.assessor()
    barred.person = kin
    barred.save(update_fields=["person"])
    declare_interest(officer=barred, kind="hard", reason="kin", site=row.site, actor="system")

    assert refused(vote, row=row, by=outsider) == "not-committee-member"
    assert refused(vote, row=row, by=make.person(Role.HEAD)) == "not-committee-member"
    assert refused(vote, row=row, by=assessor.officer.person) == "vote-recused"
    assert refused(vote, row=row, by=kin) == "vote-recused"
    vote(row, member)


def test_a_vote_stays_and_another_level_than_assessed_says_why(row: Application) -> None:
    ratings.heard(row)
    first, second, third = ratings.committee(3)
    assert refused(vote, row=row, by=first, level="7") == "vote-not-offered"
    assert refused(vote, row=row, by=first, level="") == "rating-reason-wanted"

    assert vote(row, first) == vote(row, first)
    assert refused(vote, row=row, by=first, level="", reason="不同意") == "vote-cast"
    by = make.person(Role.REVIEWER)
    assert refused(services.close_vote, application_id=row.pk, by=by) == "quorum-missing"
    vote(row, second)
    vote(row, third, "", "现场管理混乱")
    closed = services.close_vote(application_id=row.pk, by=by)
    assert (closed.state, closed.opinion_level) == ("voted", "1")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Vote.objects.filter(member=first).update(level="")


def test_without_a_majority_there_is_a_new_ballot(row: Application) -> None:
    ratings.heard(row)
    members = ratings.committee(4)
    for member, level in zip(members, ("1", "1", "", ""), strict=True):
        vote(row, member, level, "意见（合成）")
    by = make.person(Role.REVIEWER)
    closed = services.close_vote(application_id=row.pk, by=by)
    assert (closed.state, closed.ballot, closed.opinion_level) == ("scored", 2, None)

    for member in members:
        vote(row, member)
    assert services.close_vote(application_id=row.pk, by=by).opinion_level == "1"


def test_votes_are_read_by_members_and_only_after_the_count(row: Application) -> None:
    ratings.heard(row)
    members = ratings.committee(3)
    for member in members:
        vote(row, member)
    assert votes_read(row, members[0]) == []

    services.close_vote(application_id=row.pk, by=make.person(Role.REVIEWER))

    assert len(votes_read(row, members[0])) == 3
    assert votes_read(row, make.person(Role.HEAD)) == []
    assert "votes" not in application_detail(fresh(row.pk), row.applicant)


def test_votes_on_a_void_assessment_do_not_count_for_the_next(row: Application) -> None:
    ratings.heard(row)
    members = ratings.committee(3)
    for member in members:
        vote(row, member)
    services.void_assessment(
        application_id=row.pk, reason="评定人员资格存疑", by=make.person(Role.HEAD)
    )
    ratings.drawn(row.round)
    row = ratings.heard(ratings.scored(fresh(row.pk)))

    by = make.person(Role.REVIEWER)
    assert (row.ballot, row.opinion_level) == (2, None)
    assert refused(services.close_vote, application_id=row.pk, by=by) == "quorum-missing"
    for member in members:
        vote(row, member)
    assert services.close_vote(application_id=row.pk, by=by).opinion_level == "1"


def fresh(pk: UUID) -> Application:
    return Application.objects.get(pk=pk)


def votes_read(row: Application, person: Person) -> list[dict[str, Any]]:
    votes: list[dict[str, Any]] = application_detail(fresh(row.pk), person)["votes"]
    return votes


def test_a_committee_of_two_decides_nothing(row: Application) -> None:
    ratings.heard(row)
    for member in ratings.committee(2):
        vote(row, member)
    by = make.person(Role.REVIEWER)
    assert refused(services.close_vote, application_id=row.pk, by=by) == "committee-too-small"


def test_a_result_with_gaps_asks_every_member_for_a_reason() -> None:
    row = drawn_for(ratings.small_round())
    assessment = ratings.planned(row)
    visit = ratings.walked(assessment, unanswered=("safety.night",))
    row.refresh_from_db()

    assert (visit.conclusion or {})["graded"]["unanswered"] == ["safety.night"]
    assert assessment.score.complete is False
    ratings.heard(row)
    (member, *_) = ratings.committee()
    assert refused(vote, row=row, by=member) == "rating-reason-wanted"


# policy, level reached → what may be voted, and with which reason
BELOW: dict[str, dict[str, str]] = {
    "fail": {"": "", "2": "vote-not-offered"},
    "lower": {"2": "", "1": "rating-reason-wanted", "": "rating-reason-wanted"},
    "committee": {"2": "rating-reason-wanted", "": "rating-reason-wanted"},
}


@pytest.mark.parametrize("policy", BELOW)
def test_below_the_level_applied_for_the_policy_decides(policy: str) -> None:
    ratings.policy(below_applied=policy)
    row = drawn_for(ratings.stepped_round(), "4")
    ratings.heard(ratings.scored(row, answers=dict.fromkeys(ITEMS[:2], "no")))
    member = ratings.committee()[0]

    assert refused(vote, row=row, by=member, level="4", reason="合成") == "vote-not-offered"
    for level, code in BELOW[policy].items():
        if code:
            assert refused(vote, row=row, by=member, level=level) == code
    level = next(iter(BELOW[policy]))
    assert vote(row, member, level, "同意（合成）").level == level


def test_a_home_that_fails_is_told_why_and_waits() -> None:
    ratings.policy(below_applied="fail", re_application_months=24)
    row = ratings.scored(drawn_for(ratings.small_round()), answers=dict.fromkeys(ITEMS, "no"))
    ratings.heard(row)
    ratings.voted(row, ratings.committee(), "")
    publisher, head = make.person(Role.PUBLISHER), make.person(Role.HEAD)
    told: dict[str, Any] = {"application_id": row.pk}
    assert refused(services.post_notice, by=publisher, **told) == "rating-wrong-state"
    assert refused(services.fail_application, by=head, reason="", **told) == "rating-reason-wanted"

    failed = services.fail_application(by=head, reason="总分未达到一级", **told)
    assert services.fail_application(by=head, reason="总分未达到一级", **told) == failed
    assert failed.state == "failed"
    again = ratings.submitted(ratings.small_round(), row.site, "1")
    ban = again.eligibility.get(rule="re-application")
    assert (ban.holds, ban.ground_id) == (False, str(row.pk))
