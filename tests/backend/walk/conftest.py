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
from backend.core import clock, objects
from backend.inspections.models import Visit
from infra.demo.tablet import Tablet
from infra.local import databases
from tests.backend.conftest import outside
from tests.backend.standards.make import SHIPPED, folder_in
from tests.backend.walk.inside import InsideWalk, walk_in
from tests.backend.walk.names import copy_of, logins_of, names_of
from tests.backend.walk.snapshot import all_files
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
def places(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """Give the settings of these tests: checklists that may be changed, a bucket of their own."""
    name = f"{settings.DATABASES['default']['NAME']}_walk"
    folder = tmp_path_factory.mktemp("checklists")
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    folder_in(folder, PROPOSED)
    own = {
        "CHECKLISTS": folder,
        "PASSWORD_HASHERS": QUICK_HASHERS,
        "S3_BUCKET": name.replace("_", "-"),
    }
    with override_settings(**own):
        objects.ensure_bucket()
        empty_bucket()
    yield own
    with override_settings(**own):
        empty_bucket()


@pytest.fixture(scope="session")
def stages(
    places: dict[str, Any], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Stage]]:
    """Walk once, and keep a copy of the database after every step."""
    home = connection.settings_dict["NAME"]
    work = f"{home}_walk"
    with django_db_blocker.unblock(), override_settings(**places):
        _copy(home, work)
        connection.settings_dict["NAME"] = work
        walk = walk_in(tmp_path_factory.mktemp("files"))
        shelf = tmp_path_factory.mktemp("walk")
        made = {one.name: one for one in _walked(walk, work, shelf, places["CHECKLISTS"])}
        connections.close_all()
        connection.settings_dict["NAME"] = home
    yield made
    with django_db_blocker.unblock(), outside() as line:
        for name in (work, *(stage.database for stage in made.values())):
            databases.drop(line, name)


def _walked(walk: InsideWalk, work: str, shelf: Path, checklists: Path) -> Iterator[Stage]:
    for number, step in enumerate(STEPS):
        step(walk)
        kept, database = copy_of(walk.kept), f"{work}_{number}"
        files = Path(shutil.copytree(walk.folder, shelf / step.__name__))
        names = names_of(kept)
        names |= of_today(names)
        _copy(work, database)
        yield Stage(step.__name__, database, kept, names, logins_of(kept), files, checklists)


def empty_bucket() -> None:
    """Forget the files of an earlier run."""
    for key in all_files():
        objects.delete(key)


def of_today(names: dict[str, str]) -> dict[str, str]:
    """Give what a row must say of the moment: the day, and the versions of the visits."""
    versions = {str(one.pk): str(one.version) for one in Visit.objects.all()}
    told = {f"{name}_version": versions[one] for name, one in names.items() if one in versions}
    return {**told, "today": clock.today().isoformat(), "year": str(clock.today().year)}


def _copy(template: str, name: str) -> None:
    with outside() as line:
        databases.drop(line, name)
        databases.create(line, name, template)


@pytest.fixture(scope="session")
def lines() -> Iterator[dict[str, Any]]:
    """Keep a connection to every step's database open: a fresh one is slow at first."""
    kept: dict[str, Any] = {}
    yield kept
    for line in kept.values():
        line.close()


@pytest.fixture
def at(
    stages: dict[str, Stage],
    places: dict[str, Any],
    lines: dict[str, Any],
    django_db_blocker: Any,
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
    with django_db_blocker.unblock(), override_settings(**places):
        yield go
        if connection.in_atomic_block:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
            lines[gone[0]], connection.connection = connection.connection, None
        connections.close_all()
        connection.settings_dict["NAME"] = home
