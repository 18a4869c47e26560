"""A round holds the version and the rules of its notice (发布批次)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from backend.accounts.roles import Role
from backend.core import clock
from backend.core.ids import uuid7
from backend.core.refusals import Refusal
from backend.ratings import services
from backend.ratings.models import Round
from backend.ratings.policy import check, policy_for, rules_of
from backend.ratings.refusals import PolicyUnusable
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.django_db


def test_the_shipped_policy_says_where_every_number_comes_from() -> None:
    policy = policy_for(make.region(), clock.today())

    assert policy.region is None
    for name, entry in policy.document.items():
        if name != "id":
            assert entry["source"], name
            assert entry["confidence"] in ("confirmed", "provisional"), name
    assert rules_of(policy).validity_years == 3


def test_the_nearest_authority_counts_and_a_round_keeps_its_rules() -> None:
    before = ratings.small_round()
    ratings.policy("230100", min_beds=30)
    nearer = ratings.policy(min_beds=20)
    after = ratings.small_round()

    assert after.policy == nearer
    assert rules_of(before.policy).min_beds == 10


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("below_applied", "perhaps"),
        ("notice_working_days", 0),
        ("committee_quorum", "2"),
        ("decided_by", {"1": "village"}),
    ],
)
def test_a_policy_that_says_something_else_is_refused(name: str, value: Any) -> None:
    document = dict(policy_for(make.region(), clock.today()).document)
    with pytest.raises(PolicyUnusable):
        check({**document, name: {**document[name], "value": value}})


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"version": "2020.1", "demonstration": False}, "checklist-incomplete"),
        ({"version": "2020.1-demo", "demonstration": False}, "demonstration-not-said"),
    ],
)
def test_the_national_standard_serves_only_as_what_it_is(wish: Any, code: str) -> None:
    checklist = ratings.published(version=wish.pop("version"))
    with pytest.raises(Refusal) as no:
        ratings.round_of(checklist, **wish)
    assert no.value.code == code


def yesterday() -> date:
    return clock.today() - timedelta(days=1)


BAD_ROUNDS: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "an inspection list": (
        lambda: {"checklist_id": visits.checklist().pk},
        "checklist-not-for-rating",
    ),
    "a draft": (
        lambda: {"checklist_id": visits.checklist("rating", state="draft").pk},
        "checklist-not-for-rating",
    ),
    "a false demonstration": (lambda: {"demonstration": True}, "demonstration-not-said"),
    "a window that ran": (lambda: {"window_from": yesterday()}, "round-days-wrong"),
    "a window backwards": (lambda: {"window_until": yesterday()}, "round-days-wrong"),
    "a checklist nobody knows": (lambda: {"checklist_id": uuid7()}, "not-found"),
}


@pytest.mark.parametrize("what", BAD_ROUNDS)
def test_a_round_is_not_announced_with(what: str) -> None:
    wish, code = BAD_ROUNDS[what]
    with pytest.raises(Refusal) as no:
        ratings.small_round(**wish())
    assert no.value.code == code
    assert not Round.objects.exists()


def test_a_round_opens_and_closes_by_the_calendar() -> None:
    today = clock.today()
    round_ = ratings.small_round(
        window_from=today + timedelta(days=3), window_until=today + timedelta(days=5)
    )

    phases = [round_.phase(today + timedelta(days=n)) for n in (0, 3, 5, 6)]
    assert phases == ["announced", "open", "open", "closed"]


def test_a_round_ends_when_nothing_is_under_way() -> None:
    row = ratings.submitted(ratings.small_round(), applied_for="1")
    by = make.person(Role.SCHEDULER)
    with pytest.raises(Refusal) as no:
        services.finish_round(round_id=row.round_id, by=by)
    assert no.value.code == "rating-wrong-state"

    services.withdraw_application(application_id=row.pk, reason="暂不参评", by=row.applicant)
    done = services.finish_round(round_id=row.round_id, by=by)
    assert done.state == "done"
    assert services.finish_round(round_id=row.round_id, by=by) == done
