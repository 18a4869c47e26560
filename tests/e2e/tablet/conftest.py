"""A county, its server, a bad line, and a tablet with a disk of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Playwright, sync_playwright

from tests.backend.conftest import bucket, fresh_cache, template_copy
from tests.e2e.tablet import county
from tests.e2e.tablet.county import County
from tests.e2e.tablet.inspector import Inspector
from tests.e2e.tablet.line import Line
from tests.e2e.tablet.machine import Machine
from tests.e2e.tablet.server import Server

__all__ = ["bucket", "fresh_cache", "template_copy"]


@pytest.fixture(scope="module")
def in_county(template_copy: str, django_db_blocker: Any) -> Iterator[County]:
    """Build the county in the module's own database; tests may read and write there."""
    with django_db_blocker.unblock(), database(template_copy):
        yield county.build(visits_wanted=3)


@contextmanager
def database(name: str) -> Iterator[None]:
    """Point every new connection to the database of that name."""
    settings = connections["default"].settings_dict
    home = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    yield
    connections.close_all()
    settings["NAME"] = home


@pytest.fixture(scope="module")
def server(in_county: County, template_copy: str) -> Iterator[Server]:
    """Serve the county."""
    serving = Server(template_copy).up()
    yield serving
    serving.down()


@pytest.fixture(scope="module")
def play(server: Server) -> Iterator[Playwright]:
    """Start playwright; beside its loop the tests still read the database from this thread."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield started


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    """Give a line to the server, whole until the test breaks it."""
    laid = Line(server.port)
    yield laid
    laid.close()


@pytest.fixture
def machine(play: Playwright, line: Line) -> Iterator[Machine]:
    """Give a tablet that was never used."""
    tablet = Machine(play, line.address)
    yield tablet
    tablet.remove()


@pytest.fixture
def inspector(machine: Machine, in_county: County) -> Iterator[Inspector]:
    """Give the lead officer with a new tablet in hand.

    Beside playwright's loop Django keeps connections of its own; the next module drops this
    database, so they end with the test.
    """
    machine.start()
    yield Inspector(machine, in_county)
    connections.close_all()
