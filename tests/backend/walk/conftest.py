"""One database for every step of the walk; every test works on a copy and rolls back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import override_settings
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from backend.accounts.models import Person
from backend.core import clock
from backend.inspections.models import Visit
from infra.demo.tablet import Tablet
from tests.backend.conftest import _admin
from tests.backend.standards.make import SHIPPED, folder_in
from tests.backend.walk.inside import walk_in
from tests.backend.walk.names import copy_of, logins_of, names_of
from tests.backend.walk.stage import PROPOSED, STEPS

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody attacks a test


@dataclass(frozen=True, slots=True)
class Stage:
    """The world after one step: its database, what the walk kept, its tablets' files."""

    name: str
    database: str
    kept: dict[str, Any]
    names: dict[str, str]
    logins: dict[str, str]
    folder: Path
    checklists: Path

    def client(self, who: str) -> Any:  # its stub takes text bodies only
        """Give a client of somebody of the cast; "" is the public. A fault is answered with 500."""
        client = APIClient(raise_request_exception=False)
        if who:
            token = AccessToken.for_user(Person(pk=self.logins[who]))
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return client

    def tablet(self, number: int) -> Tablet:
        """Switch on a tablet as it was at this step."""
        return Tablet.open(self.folder / f"tablet-{number}.json")

    def fill(self, value: Any) -> Any:
        """Put the ids of this world where a row says $name."""
        if isinstance(value, str):
            return Template(value).substitute(self.names)
        if isinstance(value, dict):
            return {self.fill(key): self.fill(one) for key, one in value.items()}
        return [self.fill(one) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="session")
def stages(
    django_db_setup: None,
    bucket: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Stage]]:
    """Walk once, and keep a copy of the database after every step."""
    home = connection.settings_dict["NAME"]
    work, shelf = f"{settings.DATABASES['default']['NAME']}_walk", tmp_path_factory.mktemp("walk")
    folders = tmp_path_factory.mktemp("checklists")
    shutil.copytree(SHIPPED, folders, dirs_exist_ok=True)
    folder_in(folders, PROPOSED)
    made: dict[str, Stage] = {}
    quick = {"CHECKLISTS": folders, "PASSWORD_HASHERS": QUICK_HASHERS}
    with django_db_blocker.unblock(), override_settings(**quick):
        _copy(home, work)
        connection.settings_dict["NAME"] = work
        walk = walk_in(tmp_path_factory.mktemp("files"))
        for number, step in enumerate(STEPS):
            import time

            t0 = time.monotonic()
            step(walk)
            t1 = time.monotonic()
            kept, database = copy_of(walk.kept), f"{work}_{number}"
            files = Path(shutil.copytree(walk.folder, shelf / step.__name__))
            names, logins = names_of(kept), logins_of(kept)
            names |= of_today(names)
            _copy(work, database)
            stage = Stage(step.__name__, database, kept, names, logins, files, folders)
            made[stage.name] = stage
            print("STEP", stage.name, round(t1 - t0, 2), round(time.monotonic() - t1, 2))
        connections.close_all()
        connection.settings_dict["NAME"] = home
        yield made
        for name in (work, *(stage.database for stage in made.values())):
            _admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def of_today(names: dict[str, str]) -> dict[str, str]:
    """Give what a row must say of the moment: the day, and the versions of the visits."""
    versions = {str(one.pk): str(one.version) for one in Visit.objects.all()}
    told = {f"{name}_version": versions[one] for name, one in names.items() if one in versions}
    return {**told, "today": clock.today().isoformat(), "year": str(clock.today().year)}


def _copy(template: str, name: str) -> None:
    _admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _admin("CREATE DATABASE {} TEMPLATE {}", name, template)


@pytest.fixture(scope="session")
def lines() -> Iterator[dict[str, Any]]:
    """Keep a connection to every step's database open: a fresh one is slow at first."""
    kept: dict[str, Any] = {}
    yield kept
    for line in kept.values():
        line.close()


@pytest.fixture
def at(
    stages: dict[str, Stage], lines: dict[str, Any], django_db_blocker: Any
) -> Iterator[Callable[[str], Stage]]:
    """Go to a step; what is done there is rolled back."""
    home = connection.settings_dict["NAME"]
    block = transaction.atomic()

    def go(name: str) -> Stage:
        connections.close_all()
        connection.settings_dict["NAME"] = stages[name].database
        connection.connection = lines.pop(name, None)
        block.__enter__()
        gone.append(name)
        return stages[name]

    gone: list[str] = []
    own = {"CHECKLISTS": stages["people"].checklists, "PASSWORD_HASHERS": QUICK_HASHERS}
    with django_db_blocker.unblock(), override_settings(**own):
        yield go
        if connection.in_atomic_block:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
            lines[gone[0]], connection.connection = connection.connection, None
        connections.close_all()
        connection.settings_dict["NAME"] = home
