"""承办人 → 科室 → 负责人 (凡检查必审批)."""

from datetime import timedelta

import pytest

from backend.accounts.models import Person
from backend.calendar.models import Clock
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.core.models import Event as OutboxEvent
from backend.core.refusals import Conflict
from backend.inspections import selectors, services
from backend.inspections.models import OfficePreset, Visit
from backend.inspections.refusals import (
    ApprovalOutOfOrder,
    ApprovalSamePerson,
    OfficerCertificateExpired,
)
from backend.oplog.models import Event
from backend.registers.models import Officer
from tests.backend import make as house
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Person]:
    return [house.person("scheduler"), house.person("reviewer"), house.person("head")]


def take_all(visit: Visit, people: list[Person]) -> Visit:
    verbs = (services.propose_visit, services.endorse_visit, services.approve_visit)
    for verb, person in zip(verbs, people, strict=True):
        visit = verb(visit.pk, person=person, seen_version=visit.version)
    return visit


def test_three_persons_approve_in_order(people: list[Person]) -> None:
    visit = take_all(make.plan(), people)

    assert visit.state == "approved"
    assert [one.step for one in visit.approvals.all()] == ["propose", "endorse", "approve"]
    kinds = list(Event.objects.filter(subject=str(visit.pk)).values_list("kind", flat=True))
    assert sorted(kinds) == ["visit.approved", "visit.endorsed", "visit.planned", "visit.proposed"]
    assert OutboxEvent.objects.filter(name="visit.approved", subject=str(visit.pk)).count() == 1


def test_the_head_cannot_come_before_the_section(people: list[Person]) -> None:
    visit = make.plan()
    services.propose_visit(visit.pk, person=people[0], seen_version=visit.version)

    with pytest.raises(ApprovalOutOfOrder):
        services.approve_visit(visit.pk, person=people[2], seen_version=None)

    visit.refresh_from_db()
    assert visit.state == "proposed"


def test_a_step_is_taken_once(people: list[Person]) -> None:
    visit = take_all(make.plan(), people)

    with pytest.raises(ApprovalOutOfOrder):
        services.approve_visit(visit.pk, person=house.person(), seen_version=None)


@pytest.mark.parametrize("twice", [(0, 0, 2), (0, 1, 0), (0, 1, 1)])
def test_one_person_takes_one_step(people: list[Person], twice: tuple[int, ...]) -> None:
    with pytest.raises(ApprovalSamePerson):
        take_all(make.plan(), [people[n] for n in twice])


def test_in_a_small_office_only_the_opposites_stay_apart(people: list[Person]) -> None:
    OfficePreset.objects.create(region=house.region(), small=True, source="合成")

    assert take_all(make.plan(), [people[0], people[2], people[2]]).state == "approved"
    with pytest.raises(ApprovalSamePerson):
        take_all(make.plan(), [people[0], people[1], people[0]])


def test_a_stale_version_changes_nothing(people: list[Person]) -> None:
    visit = make.plan()

    with pytest.raises(Conflict):
        services.propose_visit(visit.pk, person=people[0], seen_version=7)

    assert not visit.approvals.exists()


def test_no_approval_for_an_officer_whose_certificate_ended_meanwhile(
    people: list[Person],
) -> None:
    visit = make.plan()
    Officer.objects.filter(pk=make.crew_of(visit)[1]).update(
        certificate_until=clock.today() - timedelta(days=1)
    )

    with pytest.raises(OfficerCertificateExpired):
        take_all(visit, people)


def test_an_emergency_start_owes_its_papers_until_they_are_done(people: list[Person]) -> None:
    visit = make.plan("case")

    visit = services.start_in_emergency(
        visit.pk, person=people[2], reason="合成：燃气泄漏", seen_version=visit.version
    )

    assert visit.state == "approved"
    assert visit.papers_due_on == add_working_days(clock.today(), 1)
    assert list(Visit.objects.filter(selectors.owes_papers())) == [visit]
    term = Clock.objects.get(subject_id=visit.pk, kind="emergency-papers")
    assert term.finished_at is None

    visit = take_all(visit, people)

    term.refresh_from_db()
    assert term.finished_at is not None
    assert not Visit.objects.filter(selectors.owes_papers()).exists()
    assert all(one.afterwards for one in visit.approvals.all())


def test_the_papers_of_an_emergency_may_follow_the_lock(people: list[Person]) -> None:
    visit = make.plan("case")
    visit = services.start_in_emergency(
        visit.pk, person=people[2], reason="合成", seen_version=visit.version
    )
    visit.state, visit.opened_at = Visit.State.OPEN, clock.now()
    visit.save()
    make.answer(visit, "exit", "yes")
    make.asked_to_lock(visit)
    assert services.lock_visit(visit.pk) == []
    visit.refresh_from_db()

    visit = take_all(visit, people)

    assert visit.state == "locked"
    assert visit.papers_done_at is not None
