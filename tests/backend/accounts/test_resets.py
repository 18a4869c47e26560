"""A forgotten passphrase: asked by the tablet, granted by six digits, fetched once."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import PassphraseReset
from backend.accounts.roles import Role
from backend.keys.envelopes import check_digits
from backend.oplog.models import Event
from tests.backend import make
from tests.backend.accounts.make import SignedTablet, send
from tests.backend.keys.make import KEY, Wrap, device_key

pytestmark = pytest.mark.django_db


class Asking:
    """A tablet that asked, and the office that answers."""

    def __init__(self, **of_tablet: Any) -> None:
        self.tablet = SignedTablet(**of_tablet)
        self.path = f"/api/v1/devices/{self.tablet.device.pk}/resets"
        self.private, self.jwk = device_key()

    def ask(self) -> dict[str, Any]:
        answer = self.tablet.post(self.path, {"public_jwk": self.jwk})
        assert answer.status_code == 201, answer.content
        told: dict[str, Any] = answer.json()
        self.told = told
        return told

    def decide(self, verb: str, *, check: str = "", at: str = make.DAOLI, role: str = "registrar"):  # type: ignore[no-untyped-def]  # the client's answer
        client = make.client_for(make.person(role, at=at))
        url = f"{self.path}/{self.told['id']}/{verb}"
        return client.post(url, {"check": check or self.told["check"]}, format="json")

    def fetch(self) -> dict[str, Any]:
        told: dict[str, Any] = self.tablet.get(f"{self.path}/{self.told['id']}").json()
        return told

    @property
    def row(self) -> PassphraseReset:
        return PassphraseReset.objects.get(pk=self.told["id"])


def test_the_office_hands_the_data_key_to_the_tablet_that_asked() -> None:
    one = Asking()
    told = one.ask()
    waiting = one.fetch()

    granted = one.decide("grant")
    fetched = one.fetch()

    assert told["check"] == check_digits(one.jwk)
    assert (waiting, granted.status_code) == ({"state": "waiting"}, 200)
    handed = fetched["wrapped_data_key"]
    assert Wrap(one.tablet.device.pk).opened(handed, one.private) == KEY
    kinds = Event.objects.filter(subject=told["id"]).values_list("kind", flat=True)
    words = ("asked", "granted", "fetched")
    assert sorted(kinds) == sorted(f"passphrase-reset.{word}" for word in words)


def test_other_digits_grant_nothing() -> None:
    one = Asking()
    one.ask()
    other = f"{(int(one.told['check']) + 1) % 1_000_000:06d}"

    answer = one.decide("grant", check=other)

    assert answer.json()["code"] == "check-digits-differ"
    assert one.fetch() == {"state": "waiting"}


def test_a_refused_request_gives_nothing_and_is_decided() -> None:
    one = Asking()
    one.ask()

    assert one.decide("refuse").status_code == 200
    assert one.fetch() == {"state": "refused", "why": "refused"}
    assert one.decide("grant").json()["code"] == "reset-closed"


def test_a_request_ends_after_half_an_hour() -> None:
    one = Asking()
    one.ask()
    PassphraseReset.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert one.fetch() == {"state": "refused", "why": "expired"}
    assert one.decide("grant").json()["code"] == "reset-closed"


def test_the_key_is_given_once_and_a_lost_answer_again() -> None:
    one = Asking()
    one.ask()
    one.decide("grant")
    first, lost = one.fetch(), one.fetch()
    PassphraseReset.objects.update(fetched_at=timezone.now() - timedelta(minutes=3))

    assert first == lost
    assert one.fetch() == {"state": "refused", "why": "used"}
    assert one.row.wrapped_data_key is None


def test_a_new_request_replaces_the_one_before() -> None:
    one = Asking()
    first = one.ask()
    one.private, one.jwk = device_key()
    one.ask()
    old = one.tablet.get(f"{one.path}/{first['id']}").json()

    assert old == {"state": "refused", "why": "replaced"}
    assert one.decide("grant").status_code == 200


def test_only_the_tablet_itself_asks_and_fetches() -> None:
    one, other = Asking(), SignedTablet()
    one.ask()
    one.decide("grant")
    body = {"public_jwk": one.jwk}

    answers = [
        other.post(one.path, body),
        other.get(f"{one.path}/{one.told['id']}"),
        send(one.path, body),
        other.get(f"/api/v1/devices/{other.device.pk}/resets/{one.told['id']}"),
    ]

    codes = [answer.json()["code"] for answer in answers]
    assert codes == ["device-differs", "device-differs", "device-differs", "reset-closed"]


def test_a_revoked_tablet_gets_no_key() -> None:
    one = Asking()
    one.ask()
    one.tablet.device.state = "revoked"
    one.tablet.device.save(update_fields=["state"])

    assert one.decide("grant").json()["code"] == "device-revoked"
    assert one.fetch()["code"] == "device-revoked"
    assert one.tablet.post(one.path, {"public_jwk": one.jwk}).json()["code"] == "device-revoked"


def test_a_tablet_without_a_copy_at_the_office_is_told_so() -> None:
    one = Asking(with_data_key=False)

    answer = one.tablet.post(one.path, {"public_jwk": one.jwk})

    assert answer.json()["code"] == "data-key-missing"


def test_another_county_neither_grants_nor_refuses() -> None:
    one = Asking()
    one.ask()

    answers = [one.decide(verb, at=make.NANGANG) for verb in ("grant", "refuse")]
    admin = one.decide("grant", role=Role.PLATFORM_ADMIN)

    assert [answer.status_code for answer in answers] == [404, 404]
    assert admin.status_code == 200


def test_a_key_that_is_none_asks_nothing() -> None:
    one = Asking()

    answer = one.tablet.post(one.path, {"public_jwk": {"kty": "EC"}})

    assert answer.json()["code"] == "not-a-key"
    assert not PassphraseReset.objects.exists()
