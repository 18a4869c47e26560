"""What every write shares: one transaction, a stored answer, problem documents."""

from typing import Any

import pytest

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core.models import StoredAnswer
from backend.oplog.models import Event
from tests.backend import make

pytestmark = pytest.mark.django_db
PERSON = {"username": "li", "password": "a-long-passphrase-1", "name": "李某（合成数据）"}


def create(client: Any, key: str = "k1", **change: str) -> Any:
    return client.post(
        "/api/v1/people", PERSON | change, format="json", headers={"Idempotency-Key": key}
    )


@pytest.fixture
def admin() -> Any:
    return make.client_for(make.person(Role.PLATFORM_ADMIN))


def test_the_same_write_twice_is_one_and_answers_the_same(admin: Any) -> None:
    first, second = create(admin), create(admin)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Person.objects.filter(username="li").count() == 1
    assert Event.objects.filter(kind="person.created").count() == 1


def test_the_same_key_with_other_content_is_refused(admin: Any) -> None:
    create(admin)

    again = create(admin, username="wang")

    assert again.status_code == 422
    assert again.json()["code"] == "idempotency-key-reused"
    assert not Person.objects.filter(username="wang").exists()


def test_a_key_belongs_to_its_caller(admin: Any) -> None:
    create(admin)

    other = create(make.client_for(make.person(Role.PLATFORM_ADMIN)), username="wang")

    assert other.status_code == 201


def test_a_refusal_is_replayed_and_leaves_nothing(admin: Any) -> None:
    create(admin, key="a")
    refused = create(admin, key="b")
    assert refused.json()["code"] == "username-taken"
    Person.objects.filter(username="li").delete()

    assert create(admin, key="b").json() == refused.json()
    assert StoredAnswer.objects.get(key="b").status == 422


def test_malformed_input_names_the_field(admin: Any) -> None:
    answer = admin.post("/api/v1/people", {"username": "li"}, format="json")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "invalid-input"
    assert set(answer.json()["errors"]) == {"password", "name"}


def test_a_weak_password_is_refused(admin: Any) -> None:
    assert create(admin, password="short").json()["code"] == "password-too-weak"


@pytest.mark.parametrize("role", [r for r in Role if r != Role.PLATFORM_ADMIN])
def test_other_roles_may_not(role: str) -> None:
    answer = create(make.client_for(make.person(role)))

    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_nobody_may_not() -> None:
    answer = create(make.client_for())

    assert answer.status_code == 401
    assert answer.json()["code"] == "not-signed-in"


def test_a_role_is_granted_only_inside_ones_own_region(admin: Any) -> None:
    person = make.person()
    url = f"/api/v1/people/{person.pk}/grants"

    here = admin.post(url, {"role": "head", "region": make.DAOLI}, format="json")
    there = admin.post(url, {"role": "head", "region": make.NANGANG}, format="json")

    assert (here.status_code, there.status_code) == (200, 404)
    assert person.grants.get().region_id == make.DAOLI


def test_the_catalogue_lists_every_code(admin: Any) -> None:
    codes = {row["code"] for row in make.client_for().get("/api/v1/problems").json()}

    assert {"idempotency-key-reused", "not-found", "version-conflict"} <= codes


def test_health_names_each_part() -> None:
    answer = make.client_for().get("/api/v1/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "broker": "ok", "objects": "ok", "log": "ok"}
