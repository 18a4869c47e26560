"""Databases that tests may commit to, and the files they may leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction

from backend.core import objects
from backend.translog import store
from infra.local import databases


@pytest.fixture(scope="session", autouse=True)
def bucket() -> None:
    """Make the test bucket, and an empty one for the public log of this run's database."""
    objects.ensure_bucket()
    empty_log()


def empty_log() -> None:
    """Begin a public log anew: a fresh database must not meet another one's checkpoint."""
    store.ensure()
    store.delete(list(store.names("")))


@pytest.fixture
def fresh_log() -> None:
    """Give a test that publishes a log of its own: its database rolls back, the bucket does not."""
    empty_log()


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Forget what an earlier test left in the broker's cache."""
    cache.clear()


@pytest.fixture(scope="module")
def template_copy(django_db_setup: None, bucket: None, django_db_blocker: Any) -> Iterator[str]:
    """Copy the migrated test database for one module that commits.

    A flush would be refused by the append-only triggers; a copy is dropped whole.
    """
    template = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock(), copied(template, f"{template}_committed") as name:
        yield name


@contextmanager
def copied(template: str, name: str) -> Iterator[str]:
    """Make a copy of a database under that name, with an empty public log; drop it in the end."""
    with outside() as line:
        databases.drop(line, name)
        databases.create(line, name, template)
    empty_log()
    yield name
    with outside() as line:
        databases.drop(line, name)


@pytest.fixture(scope="module")
def shared_rows(django_db_setup: None, bucket: None, django_db_blocker: Any) -> Iterator[None]:
    """Open one transaction for a module whose tests all begin with the same long story.

    What the module's own fixtures build here is built once; such a module marks its tests with
    `rolled_back` instead of `django_db`.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def rolled_back(shared_rows: None) -> Iterator[None]:
    """Undo what one test did, once its foreign keys were seen to hold; what is shared stays."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


@contextmanager
def outside() -> Iterator[Any]:
    """Connect outside of our own databases, with nobody of us left inside."""
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        yield cursor.connection
    connections.close_all()


@pytest.fixture
def committed(template_copy: str, django_db_blocker: Any) -> Iterator[None]:
    """Work on the module's own database, with real commits."""
    home = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connections.close_all()
        connection.settings_dict["NAME"] = template_copy
        yield
        connections.close_all()
        connection.settings_dict["NAME"] = home
