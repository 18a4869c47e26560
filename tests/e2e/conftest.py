"""A browser and a server for whole pages: a county with real rows, on a database of its own."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from backend.config.wsgi import application
from tests.backend.conftest import bucket, fresh_cache, template_copy
from tests.e2e.world import World, build

__all__ = ["bucket", "fresh_cache", "template_copy"]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def world(template_copy: str, django_db_blocker: Any) -> Iterator[World]:
    """Build the county in the module's own database, committed."""
    with django_db_blocker.unblock(), _database(template_copy), ThreadPoolExecutor(1) as apart:
        yield apart.submit(build).result()  # sealing runs a loop; playwright has one here


@contextmanager
def _database(name: str) -> Iterator[None]:
    """Point every new connection to the database of that name."""
    settings = connections["default"].settings_dict
    home = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    yield
    connections.close_all()
    settings["NAME"] = home


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    """Serve the pages of the world; give their address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Handler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "expected Chromium, came none; do: apt-get install chromium (.ci/run does)"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs a loop in this thread
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=QUIET)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Give a fresh window on the pages, in Chinese."""
    opened = browser.new_context(
        base_url=address, locale="zh-CN", viewport={"width": 1280, "height": 800}
    )
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page of nobody."""
    return context.new_page()


@pytest.fixture
def office(page: Page, world: World) -> Page:
    """Give a page of the head, who logged in by keyboard."""
    return log_in(page, world.head)


def log_in(page: Page, username: str) -> Page:
    """Log in as somebody."""
    page.goto("/login")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(World.WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/login"))
    return page
