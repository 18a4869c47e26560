"""Keys sign, verify, seal and forget."""

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from backend.keys import services
from backend.keys.models import ServerKey
from tests.backend.keys.make import device_key

pytestmark = pytest.mark.django_db


def test_what_was_signed_verifies_and_a_changed_byte_does_not() -> None:
    signature = services.sign("receipt", b"locked")

    assert services.verify(signature.key_id, b"locked", signature.value)
    assert not services.verify(signature.key_id, b"Locked", signature.value)
    assert not services.verify(uuid4(), b"locked", signature.value)
    assert not services.verify(signature.key_id, b"locked", "not base64!")


def test_one_key_a_purpose_and_none_in_the_clear() -> None:
    services.sign("receipt", b"a")
    services.sign("receipt", b"b")

    row = ServerKey.objects.get(purpose="receipt")
    assert b"PRIVATE" not in bytes(row.wrapped)
    assert services.private_key("receipt").private_numbers().private_value.to_bytes(
        32, "big"
    ) not in bytes(row.wrapped)


def test_a_tablet_is_known_by_its_key() -> None:
    private, jwk = device_key()
    device = uuid4()
    services.enrol_device_key(device, jwk)

    r, s = decode_dss_signature(private.sign(b"batch", services.P256))
    value = services.b64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    assert services.verify_device(device, b"batch", value)
    assert not services.verify_device(device, b"other", value)
    assert not services.verify_device(uuid4(), b"batch", value)


@pytest.mark.parametrize(
    "change", [{"crv": "P-384"}, {"x": "AAAA"}, {"y": None}, {"kty": "RSA"}], ids=str
)
def test_what_is_not_a_p256_key_is_refused(change: dict[str, str]) -> None:
    _, jwk = device_key()

    with pytest.raises(services.NotAKey):
        services.enrol_device_key(uuid4(), jwk | change)


def test_a_sealed_file_opens_until_it_is_forgotten() -> None:
    key, sealed = services.seal(b"a photo")

    assert b"photo" not in sealed
    assert services.unseal(key, sealed) == b"a photo"
    with pytest.raises(ValueError, match="changed"):
        services.unseal(key, sealed[:-1] + bytes([sealed[-1] ^ 1]))

    services.forget(key)
    with pytest.raises(services.Forgotten):
        services.unseal(key, sealed)
