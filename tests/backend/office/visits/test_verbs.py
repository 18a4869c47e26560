"""/office/visits/{id}/…: the verbs a state leaves open, to whom, with refusals beside the form."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from backend.accounts.roles import Role
from backend.core import clock
from backend.inspections import services
from backend.inspections.models import Visit
from backend.oplog.models import Event
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of

pytestmark = pytest.mark.django_db
SURE = {"sure": "yes"}
VERBS = (
    *("propose", "decide", "return", "emergency", "notify"),
    *("lend-officer", "hand-over", "cancel"),
)


def address(visit: Visit, verb: str = "") -> str:
    return f"/office/visits/{visit.pk}/{verb}".rstrip("/")


def send(client: Client, visit: Visit, verb: str, **told: Any) -> Any:
    """Send a form as the page shows it now."""
    visit.refresh_from_db()
    seen = {"seen_version": visit.version, **told}
    return client.post(address(visit, verb), seen, follow=True)


def as_role(role: str) -> Client:
    return browser(make.person(role))


def test_three_persons_bring_a_visit_to_its_approval_from_its_page() -> None:
    visit = visits.plan()

    for role, verb in (("scheduler", "propose"), ("reviewer", "decide"), ("head", "decide")):
        assert send(as_role(role), visit, verb).status_code == 200
    visit.refresh_from_db()

    assert visit.state == Visit.State.APPROVED


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.SCHEDULER, {"propose", "lend-officer", "hand-over", "cancel"}),
        (Role.HEAD, {"lend-officer", "hand-over", "cancel", "emergency"}),
        (Role.INSPECTOR, {"propose"}),
        (Role.REVIEWER, set()),
        (Role.AUDITOR, set()),
        (Role.SUPERVISION, set()),
        (Role.PUBLISHER, set()),
    ],
)
def test_a_planned_visit_offers_each_role_its_verbs(role: Role, offered: set[str]) -> None:
    visit = visits.plan()

    page = text_of(as_role(role).get(address(visit)))

    assert {one for one in VERBS if f'action="{address(visit, one)}"' in page} == offered


def test_a_returned_visit_says_by_whom_and_why_and_waits_for_its_proposal_again() -> None:
    visit = visits.plan()
    services.propose_visit(visit.pk, person=make.person(), seen_version=None)

    page = text_of(send(as_role("reviewer"), visit, "return", reason="依据写错了"))

    assert "依据写错了" in page
    assert page.count("待办理") == 3
    assert "提请审批" in text_of(as_role("scheduler").get(address(visit)))


def test_a_return_without_a_reason_is_refused_beside_its_form() -> None:
    visit = visits.plan()
    services.propose_visit(visit.pk, person=make.person(), seen_version=None)

    answer = send(as_role("reviewer"), visit, "return", reason="")

    assert answer.status_code == 400
    assert "理由" in text_of(answer)
    assert not Event.objects.filter(kind="visit.returned").exists()


def test_a_notice_too_late_is_refused_in_words_and_issued_with_a_reason() -> None:
    visit = visits.approved()
    client, soon = as_role("scheduler"), clock.today().isoformat()

    refused = send(client, visit, "notify", earliest_on=soon, **SURE)
    page = text_of(refused)
    done = send(client, visit, "notify", earliest_on=soon, reason="合成：机构要求提前", **SURE)

    assert refused.status_code == 422
    assert "选择更晚的一天" in page
    assert "或者以后" in page
    assert "or later" not in page
    assert "已编号" in text_of(done)
    visit.refresh_from_db()
    assert visit.state == Visit.State.NOTIFIED


def test_an_officer_is_lent_and_the_lead_handed_over() -> None:
    visit = visits.plan()
    client, third = as_role("scheduler"), visits.officer()
    ill = visit.officers.get(is_lead=False).officer_id

    said = send(client, visit, "lend-officer", officer=third.pk, replaces=ill, reason="生病")
    send(client, visit, "hand-over", to_officer=third.pk, reason="熟悉该机构")
    visit.refresh_from_db()

    assert "检查组已调整" in text_of(said)
    assert visit.lead_id == third.pk


def test_one_officer_alone_is_refused_and_what_was_typed_stays() -> None:
    visit = visits.plan()
    there = visit.officers.get(is_lead=True).officer_id

    answer = send(as_role("head"), visit, "hand-over", to_officer=make_id(), reason="合成理由")

    assert answer.status_code == 422
    assert 'value="合成理由"' in text_of(answer)
    visit.refresh_from_db()
    assert visit.lead_id == there


def make_id() -> str:
    return str(visits.officer().pk)


def test_a_cancelled_visit_offers_nothing_more_and_twice_is_refused() -> None:
    visit, client = visits.plan(), as_role("scheduler")

    page = text_of(send(client, visit, "cancel", reason="机构停业", **SURE))
    again = send(client, visit, "cancel", reason="机构停业", **SURE)

    assert "机构停业" in page
    assert "检查已取消" in page
    assert 'action="' + address(visit, "cancel") not in page
    assert again.status_code == 422
    assert "visit is" not in text_of(again)
    assert Event.objects.filter(kind="visit.cancelled").count() == 1


def test_an_emergency_start_says_until_when_its_papers_are_due() -> None:
    visit, client = visits.plan("case"), as_role("head")

    unsure = send(client, visit, "emergency", reason="合成：火情")
    page = text_of(send(client, visit, "emergency", reason="合成：火情", **SURE))

    assert unsure.status_code == 400
    assert "审批手续须在" in page


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_acts_on_another_countys_visit(verb: str) -> None:
    visit = visits.plan()
    stranger = browser(make.person("head", "scheduler", "reviewer", "inspector", at=make.NANGANG))
    words = {
        "reason": "合成",
        "earliest_on": (clock.today() + timedelta(days=9)).isoformat(),
        "officer": make_id(),
        "to_officer": make_id(),
    }

    assert send(stranger, visit, verb, **words, **SURE).status_code == 404
    visit.refresh_from_db()
    assert visit.version == 1


@pytest.mark.parametrize("role", ["auditor", "supervision", "home_manager", "committee"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_only_reads_does_nothing(role: str, verb: str) -> None:
    visit = visits.plan()

    assert as_role(role).post(address(visit, verb), {}).status_code == 403


def test_a_lent_inspector_who_only_sits_on_it_may_not_propose_elsewhere() -> None:
    lent = visits.officer(at=make.NANGANG)
    visit = visits.plan(crew=[visits.officer(), lent], came="lent")
    assert lent.person is not None

    assert send(browser(lent.person), visit, "propose").status_code == 403
