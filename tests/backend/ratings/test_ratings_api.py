"""/api/v1/rounds, /applications, /levels: the way over the line, and what is not yours (404)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.ratings.models import Application, Round
from backend.registers.models import Site
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")
API = "/api/v1"


def post(client: Any, path: str, body: Any = None, status: int = 200, **headers: Any) -> Any:
    answer = client.post(f"{API}{path}", body or {}, format="json", **headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def as_(*roles: str, at: str = make.DAOLI) -> Any:
    return make.client_for(make.person(*roles, at=at))


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def applied(home: Site) -> str:
    """Announce a round and let the home hand its application in; gives its address."""
    scheduler, manager = as_(Role.SCHEDULER), make.client_for(visits.manager(home))
    body = {
        "region": make.DAOLI,
        "title": "2026年第一批（合成）",
        "checklist": str(visits.checklist("rating").pk),
        "window_from": day(0),
        "window_until": day(30),
    }
    round_ = post(scheduler, "/rounds", body, 201)
    assert round_["state"] == "open"
    told = manager.get(f"{API}/rounds/{round_['id']}").json()
    assert told["policy"]["rules"]["min_beds"]["source"]
    body = {"round": round_["id"], "site": str(home.pk), "applied_for": "1"}
    url = f"/applications/{post(manager, '/applications', body, 201)['id']}"
    answers = ratings.best(Round.objects.get(pk=round_["id"]))
    kept = post(manager, f"{url}/self-assessment", {"answers": answers, "facts": {}})
    assert kept["self_result"]["level"] == "1"
    post(manager, f"{url}/submit")
    return url


def assessed(url: str) -> Application:
    """Accept, draw before a witness, plan; the assessors walk it."""
    scheduler, reviewer = as_(Role.SCHEDULER), as_(Role.REVIEWER)
    checked = post(reviewer, f"{url}/check")
    assert all(one["holds"] for one in checked["eligibility"])
    assert post(reviewer, f"{url}/accept")["state"] == "accepted"
    ratings.assessors(4)
    row = Application.objects.get(pk=url.rsplit("/", 1)[1])
    witness = {"organisation": "道里区司法局", "name": "见证人（合成）"}
    drawn = post(
        scheduler, f"/rounds/{row.round_id}/draw", {"until": day(60), "witness": witness}, 201
    )
    source = {"name": "见证人 道里区司法局 见证人（合成）", "text": "合成见证"}
    post(scheduler, f"/draws/{drawn['draw']}/randomness", {"sources": [source]})
    outbox.deliver_all()
    body = {"window_from": day(0), "window_until": day(20)}
    post(scheduler, f"{url}/assessment", body, 201)
    ratings.walked(row.assessments.get())
    return row


def test_a_rating_goes_its_way_over_the_api() -> None:
    home = visits.site()
    url = applied(home)
    row = assessed(url)
    reviewer, head = as_(Role.REVIEWER), as_(Role.HEAD)
    manager = make.client_for(row.applicant)

    post(reviewer, f"{url}/feedback")
    seen = manager.get(f"{API}{url}").json()
    assert seen["score"]["level_title"]
    assert "votes" not in seen
    assert manager.get(f"{API}{url}/explanation").json()["chapters"]
    visit = manager.get(f"{API}/visits/{row.assessments.get().visit_id}").json()
    assert visit["conclusion"] is None  # told by the application only
    post(manager, f"{url}/feedback/answer", {"agrees": True})
    for member in ratings.committee():
        post(make.client_for(member), f"{url}/votes", {"level": "1"})
    assert post(reviewer, f"{url}/close-vote")["opinion_level"] == "1"
    assert post(as_(Role.PUBLISHER), f"{url}/notice")["level"] == "1"
    early = head.post(f"{API}{url}/confirm", {}, format="json")
    assert (early.status_code, early.json()["code"]) == (422, "notice-running")
    ratings.days_pass(20)
    key: dict[str, Any] = {"HTTP_IDEMPOTENCY_KEY": "confirm-1"}
    level = post(head, f"{url}/confirm", **key)
    assert post(head, f"{url}/confirm", **key) == level
    assert reviewer.get(f"{API}/levels").json()["results"][0]["id"] == level["id"]


def test_a_level_is_suspended_and_taken_over_the_api() -> None:
    level = ratings.confirmed(ratings.small_round())
    reviewer, head = as_(Role.REVIEWER), as_(Role.HEAD)
    manager = make.client_for(level.assessment.application.applicant)
    url = f"/levels/{level.pk}"

    post(head, f"{url}/suspend", {"reason": "发生火灾（合成）"})
    detail = manager.get(f"{API}{url}").json()
    assert detail["state_label"] == "等级暂停，调查中"
    body = {"kind": "revoke", "grounds": "合成", "clause": "合成条款"}
    told = post(reviewer, f"{url}/removals", body, 201)
    part = f"{url}/removals/{told['id']}"
    post(manager, f"{part}/state", {"words": "已整改"})
    body = {"outcome": "imposed", "reason": "事实清楚"}
    assert post(head, f"{part}/decide", body)["outcome"] == "imposed"
    stranger = as_(Role.HEAD, at=make.NANGANG)
    assert stranger.post(f"{API}{url}/suspend", {"reason": "合成"}).status_code == 404


@pytest.fixture(scope="module")
def submitted(shared_rows: None) -> UUID:
    """Let a home hand an application in, once."""
    return ratings.submitted(ratings.small_round(), applied_for="1").pk


@pytest.fixture
def row(submitted: UUID, rolled_back: None) -> Application:
    return Application.objects.get(pk=submitted)


@pytest.mark.parametrize("verb", ["check", "accept", "refuse"])
def test_another_countys_application_is_not_there(verb: str, row: Application) -> None:
    stranger = as_(Role.REVIEWER, at=make.NANGANG)
    url = f"{API}/applications/{row.pk}"

    assert stranger.get(url).status_code == 404
    answer = stranger.post(f"{url}/{verb}", {"reason": "合成"}, format="json")
    assert answer.status_code == 404
    assert stranger.get(f"{API}/applications").json()["results"] == []


def test_another_homes_application_is_not_there(row: Application) -> None:
    other = make.client_for(visits.manager(visits.site()))
    url = f"{API}/applications/{row.pk}"

    assert other.get(url).status_code == 404
    for verb in ("submit", "withdraw", "feedback/answer", "reviews"):
        body = {"reason": "合成", "agrees": True, "words": "合成"}
        assert other.post(f"{url}/{verb}", body, format="json").status_code == 404
    body = {"round": str(row.round_id), "site": str(row.site_id), "applied_for": "1"}
    assert other.post(f"{API}/applications", body, format="json").status_code == 404


def test_the_office_does_not_read_what_a_home_has_not_handed_in() -> None:
    draft = ratings.drafted(ratings.small_round(), applied_for="1")

    assert as_(Role.REVIEWER).get(f"{API}/applications/{draft.pk}").status_code == 404
    mine = make.client_for(draft.applicant)
    assert mine.get(f"{API}/applications/{draft.pk}").status_code == 200


def test_the_committee_reads_what_was_taken_and_nothing_else(row: Application) -> None:
    member = make.client_for(ratings.committee(1)[0])
    url = f"{API}/applications/{row.pk}"
    assert member.get(url).status_code == 404
    post(as_(Role.REVIEWER), f"/applications/{row.pk}/accept")
    early = member.get(url)

    assert early.status_code == 404  # there is nothing to vote on yet
    assert member.get(f"{API}/levels").status_code == 403


BAD: dict[str, tuple[str, dict[str, Any], int, str]] = {
    "no reason": ("refuse", {}, 400, "invalid-input"),
    "a reason of blanks": ("refuse", {"reason": "   "}, 400, "invalid-input"),
    "a reason without end": ("refuse", {"reason": "长" * 3000}, 400, "invalid-input"),
    "a version in words": ("accept", {"seen_version": "七"}, 400, "invalid-input"),
    "a version that is past": ("accept", {"seen_version": 1}, 409, "version-conflict"),
    "no ground": ("refuse", {"reason": "名额已满"}, 422, "refusal-without-ground"),
    "feedback before a score": ("feedback", {}, 422, "rating-wrong-state"),
    "a ballot before a score": ("close-vote", {}, 422, "rating-wrong-state"),
}


@pytest.mark.parametrize("what", BAD)
def test_the_office_is_told_what_is_wrong_with(what: str, row: Application) -> None:
    verb, body, status, code = BAD[what]
    url = f"{API}/applications/{row.pk}/{verb}"
    answer = as_(Role.REVIEWER).post(url, body, format="json")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    row.refresh_from_db()
    assert row.state == "submitted"


def test_a_part_of_another_application_is_not_there(row: Application) -> None:
    url = f"{API}/applications/{row.pk}"
    nobody = "0" * 8 + "-0000-7000-8000-" + "0" * 12
    for path in (f"objections/{nobody}/answer", f"reviews/{nobody}/answer"):
        body = {"answer": "合成", "outcome": "granted"}
        answer = as_(Role.REVIEWER).post(f"{url}/{path}", body, format="json")
        assert answer.status_code == 404
