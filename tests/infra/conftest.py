"""A second stack beside the checkout's own, in a folder of its own, ended after the tests."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.places import Places
from infra.local.service import Service
from infra.local.services import SERVERS, Stack


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """A stack that is up; no variable of the surroundings points it elsewhere."""
    folder = Path(tempfile.mkdtemp(prefix="xingjian-stack-"))
    made = Stack(Places(folder / "var"), given={})
    try:
        for name in SERVERS:
            made.service(name).up()
        yield made
    finally:
        for name in SERVERS:
            made.service(name).down()
        shutil.rmtree(folder)


@pytest.fixture(params=SERVERS)
def server(stack: Stack, request: pytest.FixtureRequest) -> Service:
    """Each of the three servers in turn, up."""
    service = stack.service(request.param)
    service.up()
    return service
