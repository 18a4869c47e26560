"""POST /api/v1/sync/escrow: a lost tablet's last word."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from backend.accounts.models import Device
from backend.core import objects
from backend.core.canonical import canonical
from backend.keys.services import verify
from backend.sync.models import Quarantined
from tests.backend import make
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db
PATH = "/api/v1/sync/escrow"
CIPHERTEXT = b"ciphertext of outbox and journal" * 1000


def hand_over(one: Tablet, body: bytes, signature: str = "") -> Any:
    """Send ciphertext without any token."""
    client: Any = make.client_for()
    return client.generic(
        "POST",
        PATH,
        body,
        content_type="application/octet-stream",
        HTTP_XINGJIAN_DEVICE=str(one.device.pk),
        HTTP_XINGJIAN_SIGNATURE=signature or one.sign(body, PATH),
    )


def test_a_revoked_tablet_leaves_its_ciphertext_and_gets_a_signed_receipt() -> None:
    one = tablet()
    one.device.state = Device.State.REVOKED
    one.device.save()

    response = hand_over(one, CIPHERTEXT)

    assert response.status_code == 201
    answer = json.loads(response.content)
    receipt = answer["receipt"]
    assert receipt["sha256"] == sha256(CIPHERTEXT).hexdigest()
    assert verify(UUID(answer["key"]), canonical(receipt), answer["signature"])
    assert objects.get(Quarantined.objects.get().object_key) == CIPHERTEXT


def test_the_same_piece_twice_is_kept_once() -> None:
    one = tablet()
    first, second = hand_over(one, CIPHERTEXT).json(), hand_over(one, CIPHERTEXT).json()
    assert first["receipt"] == second["receipt"]
    assert Quarantined.objects.count() == 1


def test_without_the_tablets_signature_nothing_is_kept() -> None:
    one, other = tablet(), tablet()
    response = hand_over(one, CIPHERTEXT, other.sign(CIPHERTEXT, PATH))
    assert (response.status_code, response.json()["code"]) == (401, "signature-wrong")
    assert not Quarantined.objects.exists()


def test_more_than_one_piece_may_have_is_413() -> None:
    one = tablet()
    response = hand_over(one, bytes((32 << 20) + 1), "x")
    assert (response.status_code, response.json()["code"]) == (413, "escrow-too-large")
