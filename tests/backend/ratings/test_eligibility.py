"""Whether an application may be taken: every condition with its reason and source (受理)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.accounts.roles import Role
from backend.core import clock
from backend.core.grounds import effects_of
from backend.core.refusals import Refusal
from backend.credit.services import add_entry, correct_entry
from backend.inspections.models import Finding, Problem, Visit
from backend.ratings import services
from backend.ratings.models import Application, Round
from backend.registers.models import Site
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


def entry(home: Site, kind: str, days_ago: int, **more: Any) -> Any:
    """Enter something into the home's credit file."""
    return add_entry(
        subject=("site", home.pk),
        kind=kind,
        ground=("decision", f"合成-{kind}-{days_ago}", "a" * 64),
        valid_from=clock.today() - timedelta(days=days_ago),
        made_by="system",
        **more,
    )


def hazard(home: Site, ledger: str = "open", **told: Any) -> Finding:
    """Let an inspection of the home find a major hazard."""
    visit = visits.opened("case", site=home)
    row = visits.finding(visit, severity=Finding.Severity.MAJOR, **told)
    if ledger != "visiting":
        Problem.objects.create(
            number=f"合成{row.pk}"[:40],
            finding=row,
            visit=visit,
            site=home,
            state=ledger,
            moved_at=clock.now(),
        )
    return row


def filed_late(home: Site) -> None:
    home.filed_on = clock.today() - timedelta(days=200)
    home.save(update_fields=["filed_on"])


def nine_beds(home: Site) -> None:
    home.beds = 9
    home.save(update_fields=["beds"])


BARS: dict[str, tuple[Callable[[Site], Any], str]] = {
    "nine beds": (nine_beds, "beds"),
    "a filing of half a year": (filed_late, "open-since"),
    "a penalty last year": (lambda home: entry(home, "penalty", 300), "no-penalty"),
    "an accident two years ago": (lambda home: entry(home, "accident", 700), "no-accident"),
    "the list": (lambda home: entry(home, "dishonesty-list", 2000), "no-dishonesty-list"),
    "an open major hazard": (hazard, "no-major-hazard"),
    "a hazard of a visit under way": (lambda home: hazard(home, "visiting"), "no-major-hazard"),
    "a hazard told to the fire brigade": (
        lambda home: hazard(home, "handed_over"),
        "no-major-hazard",
    ),
}
LETS: dict[str, Callable[[Site], Any]] = {
    "ten beds": lambda home: Site.objects.filter(pk=home.pk).update(beds=10),
    "a penalty of four years ago": lambda home: entry(home, "penalty", 1500),
    "a list entry that ended": lambda home: entry(
        home, "dishonesty-list", 900, until=clock.today() - timedelta(days=1)
    ),
    "a major hazard that was corrected": lambda home: hazard(home, "corrected"),
    "a hazard corrected on the spot": lambda home: hazard(
        home, "visiting", state=Finding.State.CORRECTED
    ),
    "an ordinary problem": lambda home: visits.finding(visits.opened("case", site=home)),
    "a visit called off": lambda home: Visit.objects.filter(
        pk=hazard(home, "visiting").visit_id
    ).update(state="cancelled", opened_at=None, cancel_reason="合成", cancelled_at=clock.now()),
}


@pytest.fixture(scope="module")
def announced(shared_rows: None) -> UUID:
    """Announce a round, once."""
    return ratings.small_round().pk


@pytest.fixture
def round_(announced: UUID, rolled_back: None) -> Round:
    return Round.objects.get(pk=announced)


@pytest.mark.parametrize("what", BARS)
def test_a_home_is_not_taken_with(what: str, round_: Round) -> None:
    spoil, rule = BARS[what]
    home = visits.site()
    spoil(home)
    row = ratings.submitted(round_, home, "1")

    with pytest.raises(Refusal) as no:
        services.accept_application(application_id=row.pk, by=make.person(Role.REVIEWER))

    assert (no.value.code, no.value.members["came"]) == ("not-eligible", rule)
    found = row.eligibility.get(holds=False)
    assert found.words
    assert found.source
    refused = services.refuse_application(
        application_id=row.pk, by=make.person(Role.REVIEWER), reason="不符合条件"
    )
    assert refused.state == Application.State.REFUSED
    if found.ground_id:
        effects = effects_of((found.ground_type, found.ground_id))
        assert ("application", str(row.pk)) in effects


@pytest.mark.parametrize("what", LETS)
def test_a_home_is_taken_with(what: str, round_: Round) -> None:
    home = visits.site()
    LETS[what](home)
    home.refresh_from_db()

    assert ratings.accepted(round_, home, "1").state == Application.State.ACCEPTED


def test_an_unfiled_place_is_not_taken_and_its_opening_is_for_a_person_to_say(
    round_: Round,
) -> None:
    home = visits.site()
    home.state, home.filing_number, home.filed_on = Site.State.UNFILED, "", None
    home.save()
    row = ratings.submitted(round_, home, "1")

    holds = dict(row.eligibility.values_list("rule", "holds"))
    assert (holds["filed"], holds["open-since"]) == (False, None)


def test_an_annulled_penalty_bars_no_more(round_: Round) -> None:
    home = visits.site()
    row = entry(home, "penalty", 100)
    correct_entry(
        entry_id=row.pk,
        ground=("decision", "复议决定", "b" * 64),
        reason="复议撤销",
        state="annulled",
        made_by="system",
    )

    assert ratings.accepted(round_, home, "1").state == Application.State.ACCEPTED


def test_a_hazard_found_after_the_application_still_bars(round_: Round) -> None:
    home = visits.site()
    row = ratings.submitted(round_, home, "1")
    hazard(home)

    with pytest.raises(Refusal) as no:
        services.accept_application(application_id=row.pk, by=make.person(Role.REVIEWER))
    assert no.value.code == "not-eligible"


def test_a_home_is_not_refused_without_a_ground(round_: Round) -> None:
    row = ratings.submitted(round_, applied_for="1")
    by = make.person(Role.REVIEWER)
    with pytest.raises(Refusal) as no:
        services.refuse_application(application_id=row.pk, by=by, reason="名额已满")
    assert no.value.code == "refusal-without-ground"
    with pytest.raises(Refusal) as no:
        services.refuse_application(application_id=row.pk, by=by, reason=" ")
    assert no.value.code == "rating-reason-wanted"

    told = services.refuse_application(
        application_id=row.pk, by=by, reason="材料不实", false_material="护理员证书系伪造（合成）"
    )
    assert told.eligibility.get(holds=False).rule == "material"


def test_first_applications_are_capped_and_rises_go_step_by_step() -> None:
    ratings.policy(first_cap="2", upgrade_after_months=0)
    round_ = ratings.stepped_round()
    row = ratings.submitted(round_, applied_for="3")
    assert row.eligibility.get(rule="first-cap").holds is False

    ratings.assessors()
    services.withdraw_application(application_id=row.pk, reason="改报二级", by=row.applicant)
    second = ratings.accepted(round_, row.site, "2")
    ratings.drawn(round_)
    half = {"safety.exit": "no", "safety.food": "no"}
    level = ratings.confirmed_after(ratings.put_before_public(ratings.scored(second, answers=half)))
    assert level.title == "二级"
    later = ratings.round_of(round_.checklist)
    for wanted, holds in (("4", False), ("3", True), ("2", True)):
        again = ratings.submitted(later, row.site, wanted)
        assert again.eligibility.get(rule="one-step-up").holds is holds
        assert again.eligibility.get(rule="first-cap").holds is True
        services.withdraw_application(application_id=again.pk, reason="合成", by=again.applicant)
