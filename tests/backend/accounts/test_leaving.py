"""Who leaves: a role is taken back, an account is blocked; nobody does it to himself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from backend.accounts.models import Grant, Person
from backend.accounts.roles import Role
from backend.oplog.models import Event
from tests.backend import make
from tests.backend.accounts.make import WORD, log_in, me, send, somebody
from tests.backend.pages import browser

pytestmark = pytest.mark.django_db
ADMIN = Role.PLATFORM_ADMIN


def call(by: Person, person: Person, verb: str) -> Any:
    return make.client_for(by).post(f"/api/v1/people/{person.pk}/{verb}")


def code(answer: Any) -> str:
    return str(answer.json()["code"])


def grant_of(person: Person) -> Grant:
    return person.grants.get()


def test_a_role_taken_back_is_gone_at_once_and_twice_is_once() -> None:
    person, by = make.person(Role.REVIEWER), make.person(ADMIN)
    grant, pages = grant_of(person), browser(person)
    assert pages.get("/office/").status_code == 200

    answers = [call(by, person, f"grants/{grant.pk}/end") for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json()["grants"] == []
    assert pages.get("/office/").status_code == 403
    event = Event.objects.get(kind="role.ended")
    assert (event.subject, event.actor) == (str(person.pk), str(by.pk))
    assert event.body == {"role": "reviewer", "region": make.DAOLI}


def test_who_moved_gets_a_role_where_he_goes() -> None:
    person, by = make.person(Role.REVIEWER), make.person(ADMIN)
    there = make.client_for(make.person(ADMIN, at=make.NANGANG))
    url, told = f"/api/v1/people/{person.pk}/grants", {"role": "head", "region": make.NANGANG}
    assert there.post(url, told, format="json").status_code == 404

    call(by, person, f"grants/{grant_of(person).pk}/end")

    assert there.post(url, told, format="json").status_code == 200


def test_a_blocked_account_lets_nobody_in_until_it_is_unblocked() -> None:
    person, by = somebody(Role.REVIEWER), make.person(ADMIN)
    login, pages = log_in(), browser(person)

    answers = [call(by, person, "block") for _ in range(2)]

    assert [one.json() for one in answers] == [{"id": str(person.pk), "active": False}] * 2
    assert me(login["access"]).status_code == 401
    assert pages.get("/office/").headers["Location"].startswith("/login")
    told = {"username": person.username, "password": WORD}
    assert send("/api/v1/token", told).status_code == 401
    assert Client().post("/login", told).status_code == 200  # the form again
    assert Event.objects.filter(kind="person.blocked", subject=str(person.pk)).count() == 1

    assert call(by, person, "unblock").json()["active"] is True
    assert code(me(login["access"])) == "session-ended"
    assert me(log_in()["access"]).status_code == 200


@pytest.mark.parametrize("verb", ["block", "unblock", "grants/{}/end"])
def test_nobody_does_it_to_himself(verb: str) -> None:
    by = make.person(ADMIN)

    answer = call(by, by, verb.format(grant_of(by).pk))

    assert (answer.status_code, code(answer)) == (422, "not-on-yourself")
    assert Person.objects.get(pk=by.pk).is_active


def test_who_works_elsewhere_too_is_blocked_by_who_is_over_both() -> None:
    person = make.person(Role.REVIEWER)
    Grant.objects.create(person=person, role=Role.INSPECTOR, region=make.region(make.NANGANG))
    county, city = make.person(ADMIN), make.person(ADMIN, at="230100")

    answer = call(county, person, "block")

    assert (answer.status_code, code(answer)) == (422, "person-not-only-yours")
    elsewhere = person.grants.get(role=Role.INSPECTOR)
    assert call(county, person, f"grants/{elsewhere.pk}/end").status_code == 404
    assert call(city, person, "block").json()["active"] is False


def test_who_holds_no_role_belongs_to_nobody_yet() -> None:
    answer = call(make.person(ADMIN), make.person(), "block")

    assert code(answer) == "person-not-only-yours"


@pytest.mark.parametrize("verb", ["block", "unblock", "grants/{}/end"])
def test_another_county_finds_nobody(verb: str) -> None:
    person = make.person(Role.REVIEWER)

    answer = call(make.person(ADMIN, at=make.NANGANG), person, verb.format(grant_of(person).pk))

    assert answer.status_code == 404
    assert grant_of(person).ended_at is None
