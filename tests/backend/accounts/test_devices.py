"""Tablets come in by a one-time code and go out at once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend.accounts.models import Device, EnrolmentCode
from backend.accounts.roles import Role
from tests.backend import make
from tests.backend.keys.make import Wrap, device_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> Any:
    return make.client_for(make.person(Role.REGISTRAR))


def code(registrar: Any) -> str:
    body = {"label": "一号平板", "region": make.DAOLI}
    return str(registrar.post("/api/v1/enrolment-codes", body, format="json").json()["code"])


def enrol(**body: Any) -> Any:
    return make.client_for().post("/api/v1/devices/enrol", body, format="json")


def test_a_code_lets_one_tablet_in(registrar: Any) -> None:
    body = {"code": code(registrar), "device": str(uuid4()), "public_jwk": device_key()[1]}

    first, lost_and_asked_again = enrol(**body), enrol(**body)
    other = enrol(**body | {"device": str(uuid4())})
    thief = enrol(**body | {"public_jwk": device_key()[1]})

    assert thief.json()["code"] == "enrolment-code-spent"
    assert (first.status_code, lost_and_asked_again.status_code) == (201, 201)
    assert other.json()["code"] == "enrolment-code-spent"
    assert Device.objects.count() == 1


def test_the_code_itself_is_not_kept(registrar: Any) -> None:
    secret = code(registrar)

    assert not EnrolmentCode.objects.filter(pk=secret).exists()


def test_an_old_code_does_not_open(registrar: Any) -> None:
    secret = code(registrar)
    row = EnrolmentCode.objects.get()
    row.expires_at -= timedelta(hours=1)
    row.save()

    answer = enrol(code=secret, device=str(uuid4()), public_jwk=device_key()[1])

    assert answer.json()["code"] == "enrolment-code-spent"


def test_a_bad_key_spends_nothing(registrar: Any) -> None:
    secret = code(registrar)

    bad = enrol(code=secret, device=str(uuid4()), public_jwk={"kty": "EC"})
    good = enrol(code=secret, device=str(uuid4()), public_jwk=device_key()[1])

    assert (bad.json()["code"], good.status_code) == ("not-a-key", 201)


def test_another_county_does_not_revoke_it(registrar: Any) -> None:
    device = str(uuid4())
    enrol(code=code(registrar), device=device, public_jwk=device_key()[1])
    url = f"/api/v1/devices/{device}/revoke"

    foreign = make.client_for(make.person(Role.REGISTRAR, at=make.NANGANG)).post(url)
    own, twice = registrar.post(url), registrar.post(url)

    assert (foreign.status_code, own.status_code) == (404, 200)
    assert twice.json()["code"] == "device-already-revoked"


def test_the_offices_copy_of_the_data_key_is_kept_when_it_opens(registrar: Any) -> None:
    device = uuid4()
    body = {"code": code(registrar), "device": str(device), "public_jwk": device_key()[1]}

    strange = enrol(**body, wrapped_data_key=Wrap(uuid4()).for_office())
    bare = enrol(**body, wrapped_data_key={"key": "x"})
    good = enrol(**body, wrapped_data_key=Wrap(device).for_office())

    assert [one.json()["code"] for one in (strange, bare)] == ["envelope-broken"] * 2
    assert good.status_code == 201
    kept = Device.objects.get().wrapped_data_key or {}
    assert kept.keys() == {"key", "epk", "iv", "ciphertext"}


def test_anybody_may_ask_for_the_offices_public_key() -> None:
    told = make.client_for().get("/api/v1/devices/office-key").json()

    assert told.keys() == {"id", "jwk", "fingerprint"}
    assert "d" not in told["jwk"]


def test_a_revoked_login_does_not_keep_a_tablet_from_its_enrolment(registrar: Any) -> None:
    client = make.client_for()
    client.credentials(HTTP_AUTHORIZATION="Bearer of-long-ago")
    body = {"code": code(registrar), "device": str(uuid4()), "public_jwk": device_key()[1]}

    assert client.post("/api/v1/devices/enrol", body, format="json").status_code == 201
