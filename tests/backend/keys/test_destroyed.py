"""The list of destroyed content keys outlives the database and is applied after a restore."""

from __future__ import annotations

from uuid import UUID

import pytest
from botocore.exceptions import EndpointConnectionError
from django.conf import settings
from django.db import transaction

from backend.core.objects import client
from backend.keys import destroyed, services
from backend.keys.models import ContentKey
from backend.keys.wrapping import code_of
from tests.backend.translog import make

pytestmark = pytest.mark.django_db


def listed() -> set[str]:
    """Give the ids in the bucket's list."""
    found = client().list_objects_v2(Bucket=settings.S3_LOG_BUCKET, Prefix=destroyed.FOLDER)
    return {one["Key"].removeprefix(destroyed.FOLDER) for one in found.get("Contents", [])}


def sealed() -> tuple[UUID, bytes]:
    return services.seal("照片（合成）".encode())


def test_a_destroyed_key_stays_destroyed_when_the_database_is_rolled_back() -> None:
    key, ciphertext = sealed()
    other, _ = sealed()
    backup = transaction.savepoint()
    services.forget(key)
    assert destroyed.write_down() == 1
    transaction.savepoint_rollback(backup)
    assert services.unseal(key, ciphertext)

    assert destroyed.take_back() == 1

    with pytest.raises(services.Forgotten):
        services.unseal(key, ciphertext)
    assert ContentKey.objects.get(pk=other).wrapped is not None
    assert destroyed.take_back() == 0
    assert destroyed.write_down() == 0


def test_a_destruction_that_was_rolled_back_is_never_listed() -> None:
    key, ciphertext = sealed()
    work = transaction.savepoint()
    services.forget(key)
    transaction.savepoint_rollback(work)

    assert destroyed.write_down() == 0

    assert str(key) not in listed()
    assert services.unseal(key, ciphertext)


def test_a_key_counts_as_listed_only_when_the_list_has_it() -> None:
    key, _ = sealed()
    services.forget(key)
    with make.cut_at(0), pytest.raises(EndpointConnectionError):
        destroyed.write_down()
    assert destroyed.to_list().filter(pk=key).exists()

    assert destroyed.write_down() == 1

    assert str(key) in listed()


def test_a_code_is_the_same_again_and_another_for_anything_else() -> None:
    codes = {code_of(f"笔录\n{n}", "23456789ABC", 12) for n in range(500)}

    assert len(codes) == 500
    assert code_of("笔录\n7", "23456789ABC", 12) in codes
    assert set("".join(codes)) == set("23456789ABC")
