"""Envelopes to the server's keys open for their purpose, and for nothing else."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from backend.keys.data_keys import data_key, hand_on, office_key
from backend.keys.envelopes import (
    EnvelopeBroken,
    check_digits,
    fingerprint,
    open_envelope,
    public_jwk,
    seal_for,
)
from backend.keys.models import ServerKey
from backend.keys.services import b64url
from tests.backend.keys.make import KEY, Wrap, device_key

pytestmark = pytest.mark.django_db
INFO = "xingjian test"


def sealed(**other: Any) -> dict[str, Any]:
    told = public_jwk("intake")
    return {**seal_for(told["jwk"], b"secret", info=INFO, key=told["id"]), **other}


def test_what_was_sealed_for_a_key_opens_with_it() -> None:
    assert open_envelope(sealed(), info=INFO, purpose="intake") == b"secret"


def test_an_envelope_opens_after_its_key_was_retired() -> None:
    envelope = sealed()
    ServerKey.objects.update(retired_at=timezone.now())

    assert public_jwk("intake")["id"] != envelope["key"]
    assert open_envelope(envelope, info=INFO, purpose="intake") == b"secret"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"key": str(uuid4())}, id="another key"),
        pytest.param({"key": "x"}, id="no id"),
        pytest.param({"iv": b64url(b"short")}, id="a short iv"),
        pytest.param({"iv": None}, id="no iv"),
        pytest.param({"ciphertext": b64url(b"x" * 40)}, id="other bytes"),
        pytest.param({"epk": {"kty": "EC", "crv": "P-256"}}, id="half a key"),
        pytest.param({"epk": device_key()[1]}, id="another sender's key"),
    ],
)
def test_a_broken_envelope_is_refused_by_name(other: dict[str, Any]) -> None:
    with pytest.raises(EnvelopeBroken):
        open_envelope(sealed(**other), info=INFO, purpose="intake")


@pytest.mark.parametrize("bad", [None, [], "x", 7])
def test_what_is_no_envelope_is_refused_by_name(bad: Any) -> None:
    with pytest.raises(EnvelopeBroken):
        open_envelope(bad, info=INFO, purpose="intake")


def test_an_envelope_is_good_for_one_purpose_only() -> None:
    for info, purpose in (("xingjian other", "intake"), (INFO, "office-data-key")):
        with pytest.raises(EnvelopeBroken):
            open_envelope(sealed(), info=info, purpose=purpose)


def test_a_data_key_belongs_to_one_tablet() -> None:
    mine, other = uuid4(), uuid4()
    wrapped = Wrap(mine).for_office()

    assert data_key(wrapped, mine) == KEY
    with pytest.raises(EnvelopeBroken):
        data_key(wrapped, other)


def test_a_data_key_has_its_length() -> None:
    device = uuid4()

    with pytest.raises(EnvelopeBroken):
        data_key(Wrap(device, b"too short").for_office(), device)


def test_a_key_that_was_handed_on_opens_on_the_tablet() -> None:
    device, (private, jwk) = uuid4(), device_key()

    handed = hand_on(Wrap(device).for_office(), device, jwk, key="reset")

    assert Wrap(device).opened(handed, private) == KEY
    assert KEY.hex() not in str(handed)


def test_a_key_is_compared_by_its_fingerprint_and_six_digits() -> None:
    jwk = {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AQ", "ext": True}
    told = b'{"crv":"P-256","kty":"EC","x":"AA","y":"AQ"}'

    assert fingerprint(jwk) == hashlib.sha256(told).hexdigest()
    assert check_digits(jwk) == "087538"


def test_the_offices_key_stays_the_same() -> None:
    first, second = office_key(), office_key()

    assert first == second
    assert first["fingerprint"] == fingerprint(first["jwk"])
    assert set(first["jwk"]) == {"crv", "kty", "x", "y"}
