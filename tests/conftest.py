"""One test database for the whole run, whichever tests were asked for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections

from infra.local import databases
from tests import migrated


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Copy the migrated database, also where no test carries the mark.

    The plugin's own fixture makes none then, and tests that commit would copy the office's.
    """
    home = settings.DATABASES["default"]["NAME"]
    name = connection.creation._get_test_db_name()
    with django_db_blocker.unblock():
        template = migrated.ensure()
        with connection._nodb_cursor() as cursor:
            databases.drop(cursor.connection, name)
            databases.create(cursor.connection, name, template)
        _work_on(name)
    yield
    with django_db_blocker.unblock():
        _work_on(home)
        with connection._nodb_cursor() as cursor:
            databases.drop(cursor.connection, name)


def _work_on(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
