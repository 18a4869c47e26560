"""One test database for the whole run, whichever tests were asked for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from xdist.scheduler import LoadFileScheduling

from infra.local import databases
from tests import migrated

TOGETHER = ("tests/backend/walk/",)  # folders whose modules share what takes long to build


class _Scheduling(LoadFileScheduling):  # type: ignore[misc]  # the parent has no types
    """Give a worker whole modules, and all modules of some folders to the same worker."""

    def _split_scope(self, nodeid: str) -> str:
        folders = (one for one in TOGETHER if nodeid.startswith(one))
        return next(folders, None) or str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """Share the modules out among the workers."""
    return _Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long modules: no worker is left waiting for one at the end."""
    items.sort(key=lambda one: one.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Copy the migrated database, also where no test carries the mark.

    The plugin's own fixture makes none then, and tests that commit would copy the office's.
    """
    home = settings.DATABASES["default"]["NAME"]
    name = connection.settings_dict["TEST"]["NAME"] or f"test_{home}"
    with django_db_blocker.unblock():
        migrated.copy_to(name)
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
