"""Three homes apply in one round: one is barred, one gets its level, one a lower one (评定)."""

import pytest

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.credit.selectors import public_entries
from backend.inspections.models import Finding, Visit
from backend.inspections.services import lock_visit
from backend.ratings import services
from backend.ratings.models import Application, Round, Score
from backend.ratings.refusals import NotEligible
from backend.ratings.selectors import (
    application_detail,
    application_explanation,
    public_levels,
)
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.django_db
State = Application.State


def inspected_with_hazard() -> Visit:
    """Inspect a home, find a major hazard, conclude."""
    visit = visits.opened("case")
    visits.answer(visit, "exit", "no")
    visits.finding(visit, severity=Finding.Severity.MAJOR, wording="疏散通道封堵（合成）")
    visits.asked_to_lock(visit)
    lock_visit(visit.pk)
    outbox.deliver_all()
    visit.refresh_from_db()
    assert visit.state == Visit.State.CONCLUDED
    return visit


def barred_by_its_hazard(round_: Round) -> Application:
    """An open major hazard of an inspection bars the home; the finding is the ground."""
    inspection = inspected_with_hazard()
    reviewer = make.person(Role.REVIEWER)
    barred = ratings.submitted(round_, inspection.site)
    with pytest.raises(NotEligible) as no:
        services.accept_application(application_id=barred.pk, by=reviewer)
    assert no.value.members["came"] == "no-major-hazard"
    reason = "存在重大事故隐患"
    services.refuse_application(application_id=barred.pk, by=reviewer, reason=reason)
    row, finding = barred.eligibility.get(holds=False), inspection.findings.get()
    assert (row.ground_type, row.ground_id) == ("finding", str(finding.pk))
    assert "疏散通道封堵（合成）" in row.words
    assert row.clause == finding.clause
    return barred


def heard_and_noticed(application: Application, members: list[Person], level: str) -> None:
    """The home reads every item with clause and reason, the committee votes, the public sees."""
    application.refresh_from_db()
    home = application.applicant
    assert application_detail(application, home)["score"] is None  # not before the feedback
    assert application_explanation(application, home) == {}
    ratings.heard(application)
    told = application_explanation(application, home)
    items = [one for chapter in told["chapters"] for one in chapter["items"]]
    assert items
    assert all(one["clause"] and one["rule"]["why"]["zh"] for one in items)
    assert "votes" not in application_detail(application, home)
    ratings.voted(application, members, level)
    services.post_notice(application_id=application.pk, by=make.person(Role.PUBLISHER))


def test_three_homes_apply_and_each_gets_what_the_rules_say() -> None:
    ratings.policy(below_applied="lower")
    round_ = ratings.round_of()
    barred = barred_by_its_hazard(round_)
    third, fourth = ratings.accepted(round_), ratings.accepted(round_, applied_for="4")
    ratings.assessors(5)
    ratings.drawn(round_)
    assert [one.duties.count() for one in (third, fourth)] == [3, 3]

    visit = ratings.walked(ratings.planned(third))
    authors = set(visit.attestations.values_list("officer_id", flat=True))
    assert len(authors) == 3
    assert authors == set(visit.chapters.values_list("officer_id", flat=True))
    ratings.walked(ratings.planned(fourth), facts={"services_offered": "10"})

    scores = {one.assessment.application_id: one for one in Score.objects.all()}
    found = scores[third.pk]
    assert (found.total, found.level, found.level_by_points) == ("1000", "3", "5")
    assert found.limited_by == ["applied-for"]
    found = scores[fourth.pk]
    assert (found.level, found.limited_by) == ("2", ["services", "applied-for"])

    members = ratings.committee(3)
    heard_and_noticed(third, members, "3")
    heard_and_noticed(fourth, members, "2")
    ratings.days_pass(15)
    head = make.person(Role.HEAD)
    made = [services.confirm_level(application_id=a.pk, by=head) for a in (third, fourth)]

    assert [one.title for one in made] == ["三级", "二级"]
    assert made[0].valid_until.year == clock.today().year + 3
    assert [one.plaque for one in made] == [True, False]
    assert all(one.demonstration for one in made)
    assert set(public_levels().values_list("site", flat=True)) == {third.site_id, fourth.site_id}
    (entry,) = public_entries(third.site, clock.today()).filter(kind="level")
    assert (entry.detail["title"], entry.until) == ("三级", made[0].valid_until)
    services.finish_round(round_id=round_.pk, by=make.person(Role.SCHEDULER))
    assert dict(Application.objects.values_list("pk", "state")) == {
        barred.pk: State.REFUSED,
        third.pk: State.CONFIRMED,
        fourth.pk: State.CONFIRMED,
    }
