"""A home applies: once, in time, with its own assessment (申请, 自评)."""

from typing import Any

import pytest

from backend.core.refusals import Refusal
from backend.oplog.models import Event
from backend.ratings import services
from backend.ratings.models import Application, Round
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return ratings.small_round()


def refused(call: Any, *args: Any, **kwargs: Any) -> str:
    """Call and give the code of the refusal."""
    with pytest.raises(Refusal) as no:
        call(*args, **kwargs)
    return no.value.code


def test_begun_twice_it_is_one_application(round_: Round) -> None:
    home = visits.site()
    first = ratings.drafted(round_, home, "1")

    assert ratings.drafted(round_, home, "1") == first
    assert Application.objects.count() == 1


def test_a_home_of_another_district_is_not_of_this_round(round_: Round) -> None:
    home = visits.site(make.NANGANG)

    assert refused(ratings.drafted, round_, home, "1") == "site-outside-round"


def test_a_level_the_checklist_does_not_have_is_refused(round_: Round) -> None:
    assert refused(ratings.drafted, round_, None, "9") == "rating-level-unknown"


def test_after_the_window_nothing_is_begun_and_nothing_handed_in(round_: Round) -> None:
    row = ratings.drafted(round_, applied_for="1")
    services.assess_self(
        application_id=row.pk, answers=ratings.best(round_), facts={}, by=row.applicant
    )
    ratings.days_pass(31)

    assert refused(ratings.drafted, round_, None, "1") == "round-not-open"
    submit = services.submit_application
    assert refused(submit, application_id=row.pk, by=row.applicant) == "round-not-open"


BAD_SELF: dict[str, dict[str, Any]] = {
    "an unknown item": {"answers": {"safety.none": "yes"}, "facts": {}},
    "an answer of another kind": {"answers": {"safety.exit": 5}, "facts": {}},
    "an unknown fact": {"answers": {}, "facts": {"weather": "good"}},
    "half a bed": {"answers": {}, "facts": {"beds": "40.5"}},
    "answers as a list": {"answers": ["yes"], "facts": {}},
}


@pytest.mark.parametrize("what", BAD_SELF)
def test_a_self_assessment_is_not_kept_with(what: str, round_: Round) -> None:
    row = ratings.drafted(round_, applied_for="1")

    code = refused(services.assess_self, application_id=row.pk, by=row.applicant, **BAD_SELF[what])

    row.refresh_from_db()
    assert code == "self-assessment-malformed"
    assert row.self_result is None


def test_an_unfinished_self_assessment_is_not_handed_in(round_: Round) -> None:
    row = ratings.drafted(round_, applied_for="1")
    submit = services.submit_application
    assert refused(submit, application_id=row.pk, by=row.applicant) == "self-assessment-incomplete"

    answers = {"safety.exit": "yes"}
    services.assess_self(application_id=row.pk, answers=answers, facts={}, by=row.applicant)
    assert refused(submit, application_id=row.pk, by=row.applicant) == "self-assessment-incomplete"


def test_handed_in_twice_is_once_and_then_it_stays(round_: Round) -> None:
    row = ratings.submitted(round_, applied_for="1")
    again = services.submit_application(application_id=row.pk, by=row.applicant)

    assert again.state == "submitted"
    assert Event.objects.filter(kind="application.submitted").count() == 1
    code = refused(
        services.assess_self, application_id=row.pk, answers={}, facts={}, by=row.applicant
    )
    assert code == "rating-wrong-state"


def test_a_home_has_one_application_under_way_in_all_rounds(round_: Round) -> None:
    home = visits.site()
    ratings.submitted(round_, home, "1")
    other = ratings.small_round()

    assert refused(ratings.drafted, other, home, "1") == "application-running"


def test_another_level_asks_for_a_new_self_assessment() -> None:
    round_ = ratings.round_of()
    row = ratings.drafted(round_, applied_for="3")
    services.assess_self(
        application_id=row.pk,
        answers=ratings.best(round_),
        facts=ratings.facts_of(round_),
        by=row.applicant,
    )
    again = services.draft_application(
        round_id=round_.pk, site=row.site, applied_for="4", by=row.applicant
    )

    assert again.pk == row.pk
    assert (again.applied_for, again.self_result) == ("4", None)


def test_a_withdrawn_application_makes_room_for_another(round_: Round) -> None:
    home = visits.site()
    row = ratings.submitted(round_, home, "1")
    withdraw = services.withdraw_application
    assert refused(withdraw, application_id=row.pk, reason=" ", by=row.applicant) == (
        "rating-reason-wanted"
    )
    withdraw(application_id=row.pk, reason="暂不参评", by=row.applicant)

    assert ratings.drafted(round_, home, "1").pk != row.pk


def test_an_old_version_is_not_decided_on(round_: Round) -> None:
    row = ratings.submitted(round_, applied_for="1")
    code = refused(
        services.accept_application, application_id=row.pk, by=row.applicant, seen_version=1
    )
    assert code == "version-conflict"
