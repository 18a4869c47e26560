"""A house of its own for the drill: database, buckets, tablets; everything is committed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from django.conf import settings
from django.db import connection, connections

from backend.core import objects
from infra.backup.house import House
from infra.local import databases
from infra.local.places import here
from infra.local.postgres import APP, OWNER
from infra.local.services import Stack
from tests.backend.conftest import bucket, fresh_cache, outside, template_copy

__all__ = ["bucket", "fresh_cache", "template_copy"]
ASIDE = ("_restoring", "_before_restore")


@pytest.fixture(scope="module")
def house(template_copy: str, django_db_blocker: Any) -> Iterator[House]:
    """The module's own copy of the migrated database, and two buckets of its own."""
    servers = Stack(here(), given={})
    own = dict(servers.environment())
    for name, role in (("DATABASE_URL", APP), ("DATABASE_OWNER_URL", OWNER)):
        own[name] = servers.postgres.url(role, template_copy)
    home = connection.settings_dict["NAME"]
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        for name in ("S3_BUCKET", "S3_LOG_BUCKET"):
            own[name] = f"{template_copy}-{name}".lower().replace("_", "-")
            patch.setattr(settings, name, own[name])
            emptied(own[name])
        connections.close_all()
        connection.settings_dict["NAME"] = template_copy
        yield House(own, servers.postgres.programs)
        connections.close_all()
        connection.settings_dict["NAME"] = home
        with outside() as line:
            for ending in ASIDE:
                databases.drop(line, template_copy + ending)
        for name in ("S3_BUCKET", "S3_LOG_BUCKET"):
            emptied(own[name])


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "backups"


def emptied(name: str) -> None:
    """Make a bucket, or empty it."""
    client = objects.client()
    with suppress(client.exceptions.BucketAlreadyOwnedByYou, ClientError):
        client.create_bucket(Bucket=name)
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=name):
        for one in page.get("Contents", []):
            client.delete_object(Bucket=name, Key=one["Key"])


@pytest.fixture
def disaster(house: House) -> Any:
    """Lose the database and every object; the public log's bucket stands elsewhere."""

    def strike() -> None:
        with outside() as line:
            databases.drop(line, house.database)
        emptied(house.bucket("objects"))

    return strike
