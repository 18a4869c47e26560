"""POST /api/v1/token, /token/refresh, /token/end: logins, and what ends them."""

from datetime import timedelta
from typing import Any

import jwt
import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import override_settings

from backend.accounts.models import TokenFamily
from backend.accounts.roles import Role
from backend.accounts.services import revoke_device
from backend.oplog.models import Event
from tests.backend import make
from tests.backend.accounts.make import (
    TOKEN,
    WORD,
    SignedTablet,
    log_in,
    me,
    renew,
    send,
    somebody,
)

pytestmark = pytest.mark.django_db
QUICK = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])


@pytest.fixture(autouse=True)
def quick() -> Any:
    """Hash passwords quickly; nobody attacks a test."""
    with QUICK:
        yield


def claims(token: str) -> dict[str, Any]:
    """Read what a token says."""
    told: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return told


def code(answer: Any) -> str:
    return str(answer.json()["code"])


def test_a_login_lasts_a_quarter_of_an_hour_and_goes_on_for_thirty_days() -> None:
    somebody()
    told = log_in()
    access, refresh = claims(told["access"]), claims(told["refresh"])

    assert access["exp"] - access["iat"] == 15 * 60
    assert timedelta(seconds=refresh["exp"] - refresh["iat"]) == timedelta(days=30)
    assert settings.SIMPLE_JWT["ACCESS_TOKEN_LIFETIME"] == timedelta(minutes=15)
    assert me(told["access"]).status_code == 200


def test_a_refresh_token_gives_new_tokens_of_the_same_login() -> None:
    somebody()
    first = log_in()

    second = renew(first["refresh"]).json()
    third = renew(second["refresh"]).json()

    assert len({one["refresh"] for one in (first, second, third)}) == 3
    assert me(third["access"]).status_code == 200
    assert TokenFamily.objects.count() == 1


def test_an_answer_lost_on_the_line_costs_nothing() -> None:
    somebody()
    first = log_in()
    lost = renew(first["refresh"]).json()

    again = renew(first["refresh"])
    onwards = [renew(one["refresh"]) for one in (again.json(), lost)]

    assert again.status_code == 200
    assert [one.status_code for one in onwards] == [200, 200]  # late or not, it is one token


def test_a_token_used_after_its_follower_ends_the_login() -> None:
    somebody()
    first = log_in()
    second = renew(first["refresh"]).json()
    third = renew(second["refresh"]).json()

    stolen = renew(first["refresh"])

    assert (stolen.status_code, code(stolen)) == (401, "session-ended")
    assert code(renew(third["refresh"])) == "session-ended"
    assert code(me(third["access"])) == "session-ended"
    event = Event.objects.get(kind="session.ended")
    assert event.body["reason"] == "token-used-twice"


def test_a_login_on_a_tablet_names_it_and_needs_its_signature() -> None:
    somebody()
    mine, other = SignedTablet(), SignedTablet()
    told = log_in(mine)

    assert claims(told["access"])["device"] == str(mine.device.pk)
    assert code(renew(told["refresh"])) == "device-differs"
    assert code(renew(told["refresh"], other)) == "device-differs"
    assert renew(told["refresh"], mine).status_code == 200


def test_a_plain_login_stays_plain() -> None:
    somebody()
    told = log_in()

    assert "device" not in claims(told["access"])
    assert code(renew(told["refresh"], SignedTablet())) == "device-differs"


def test_a_wrong_signature_lets_nobody_in() -> None:
    somebody()
    mine, other = SignedTablet(), SignedTablet()
    mine.key = other.key

    answer = mine.post(TOKEN, {"username": "chenyan", "password": WORD})

    assert (answer.status_code, code(answer)) == (401, "signature-wrong")
    assert not TokenFamily.objects.exists()


def test_every_login_dies_with_its_tablet() -> None:
    somebody()
    tablet = SignedTablet()
    told, plain = log_in(tablet), log_in()

    revoke_device(device=tablet.device, actor="system")

    assert code(renew(told["refresh"], tablet)) == "session-ended"
    assert code(tablet.post(TOKEN, {"username": "chenyan", "password": WORD})) == "device-revoked"
    assert me(told["access"]).status_code == 401
    assert me(plain["access"]).status_code == 200


def test_a_tablet_revoked_behind_the_logins_back_is_refused_by_its_own_code() -> None:
    somebody()
    tablet = SignedTablet()
    told = log_in(tablet)
    tablet.device.state = "revoked"
    tablet.device.save(update_fields=["state"])

    assert (me(told["access"]).status_code, code(me(told["access"]))) == (401, "device-revoked")


def test_logging_out_ends_the_login_and_twice_is_once() -> None:
    somebody()
    told = log_in()

    answers = [send("/api/v1/token/end", {"refresh": told["refresh"]}) for _ in range(2)]
    strange = send("/api/v1/token/end", {"refresh": "none"})

    assert [one.status_code for one in (*answers, strange)] == [204, 204, 204]
    assert code(renew(told["refresh"])) == "session-ended"
    assert Event.objects.filter(kind="session.ended").count() == 1


def test_the_office_ends_every_login_of_somebody_of_its_area() -> None:
    person = somebody(Role.INSPECTOR)
    logins = [log_in(), log_in()]
    url = f"/api/v1/people/{person.pk}/end-sessions"

    foreign = make.client_for(make.person(Role.PLATFORM_ADMIN, at=make.NANGANG)).post(url)
    own = make.client_for(make.person(Role.PLATFORM_ADMIN)).post(url)

    assert (foreign.status_code, own.json()) == (404, {"ended": 2})
    assert {code(me(one["access"])) for one in logins} == {"session-ended"}
    event = Event.objects.get(kind="sessions.ended")
    assert (event.subject, event.body) == (str(person.pk), {"logins": 2})


def test_somebody_who_may_no_longer_log_in_does_not_go_on() -> None:
    person = somebody()
    told = log_in()
    person.is_active = False
    person.save(update_fields=["is_active"])

    assert code(renew(told["refresh"])) == "session-ended"


def test_failed_logins_are_counted_and_locked_out() -> None:
    somebody()
    wrong = {"username": "chenyan", "password": "wrong-wrong-1"}
    answers = [send(TOKEN, wrong) for _ in range(settings.AXES_FAILURE_LIMIT)]

    locked = send(TOKEN, {"username": "chenyan", "password": WORD})

    assert {code(one) for one in answers[:-1]} == {"not-signed-in"}
    assert (locked.status_code, code(locked)) == (429, "login-locked")
    assert AccessAttempt.objects.get().failures_since_start >= settings.AXES_FAILURE_LIMIT


def test_the_tokens_are_stored_nowhere() -> None:
    somebody()
    told = log_in()

    row = str(TokenFamily.objects.values().get())
    assert told["refresh"].rsplit(".", 1)[1] not in row
    assert not any(part in str(list(Event.objects.values())) for part in told.values())
