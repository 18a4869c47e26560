"""POST /api/v1/visits/{id}/return: a proposal goes back with a reason (退回)."""

from typing import Any

import pytest

from backend.core.refusals import Conflict
from backend.inspections import selectors, services
from backend.inspections.models import Approval, Visit
from backend.inspections.refusals import NothingToReturn, ReturnReasonMissing
from backend.oplog.models import Event
from tests.backend import make
from tests.backend.inspections import make as visits

pytestmark = pytest.mark.django_db


def proposed(**wish: Any) -> Visit:
    visit = visits.plan(**wish)
    return services.propose_visit(visit.pk, person=make.person("scheduler"), seen_version=None)


def sent_back(visit: Visit, reason: str = "检查人员与上次相同，请重新安排") -> Visit:
    head = make.person("head")
    return services.return_visit(visit.pk, person=head, seen_version=None, reason=reason)


def test_the_head_sends_an_endorsed_visit_back_and_the_steps_start_again() -> None:
    visit = proposed()
    services.endorse_visit(visit.pk, person=make.person("reviewer"), seen_version=None)

    sent_back(visit)
    visit.refresh_from_db()

    assert visit.state == Visit.State.PROPOSED
    assert selectors.awaiting(Visit.objects.all(), "propose").get() == visit
    again = services.propose_visit(visit.pk, person=make.person(), seen_version=None)
    services.endorse_visit(visit.pk, person=make.person(), seen_version=None)
    done = services.approve_visit(visit.pk, person=make.person(), seen_version=again.version + 1)
    assert done.state == Visit.State.APPROVED


def test_what_was_decided_before_stays_on_record_with_the_reason() -> None:
    visit = sent_back(proposed())

    rows = list(visit.approvals.values_list("step", "round", "note"))
    assert rows == [("propose", 1, ""), ("return", 1, "检查人员与上次相同，请重新安排")]
    event = Event.objects.get(kind="visit.returned", subject=str(visit.pk))
    assert event.body["instead_of"] == "endorse"


def test_nobody_returns_what_was_not_proposed_or_is_approved() -> None:
    for visit in (visits.plan(), visits.approved()):
        with pytest.raises(NothingToReturn):
            sent_back(visit)


def test_a_return_says_why() -> None:
    visit = proposed()

    with pytest.raises(ReturnReasonMissing):
        sent_back(visit, "  ")
    assert not Approval.objects.filter(step="return").exists()


def test_a_second_return_of_what_was_seen_once_is_refused() -> None:
    visit = proposed()
    head, seen = make.person("head"), visit.version
    services.return_visit(visit.pk, person=head, seen_version=seen, reason="一")

    with pytest.raises(Conflict):
        services.return_visit(visit.pk, person=head, seen_version=seen, reason="一")
    assert Approval.objects.filter(step="return").count() == 1


def test_an_emergency_goes_on_while_its_papers_are_asked_for_again() -> None:
    visit = visits.plan("case")
    services.start_in_emergency(
        visit.pk, person=make.person("head"), reason="合成：线索紧急", seen_version=None
    )
    services.propose_visit(visit.pk, person=make.person(), seen_version=None)

    sent_back(visit, "线索编号未填")
    visit.refresh_from_db()

    assert visit.state == Visit.State.APPROVED
    assert selectors.awaiting(Visit.objects.all(), "propose").get() == visit


@pytest.mark.parametrize("step", ["propose", "endorse", "approve"])
def test_a_visit_waits_for_one_step_only(step: str) -> None:
    visit = visits.plan()
    people = [make.person() for _ in range(2)]
    verbs = [services.propose_visit, services.endorse_visit]
    turn = ["propose", "endorse", "approve"].index(step)
    for verb, person in zip(verbs[:turn], people, strict=False):
        verb(visit.pk, person=person, seen_version=None)

    waits = [
        s
        for s in ("propose", "endorse", "approve")
        if selectors.awaiting(Visit.objects.all(), s).exists()
    ]
    assert waits == [step]


def test_another_county_does_not_see_it_and_an_inspector_may_not() -> None:
    visit = proposed()
    address = f"/api/v1/visits/{visit.pk}/return"
    body = {"seen_version": visit.version, "reason": "合成"}

    def call(*told: Any, at: str = make.DAOLI) -> int:
        client = make.client_for(make.person(*told, at=at))
        return int(client.post(address, body, format="json").status_code)

    assert call("head", at=make.NANGANG) == 404
    assert call("inspector") == 403
    assert call("head") == 200
