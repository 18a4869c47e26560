"""A browser and a server for whole pages: a county with real rows, on a database of its own."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from backend.config.wsgi import application
from tests.backend.conftest import bucket, copied, fresh_cache, template_copy
from tests.e2e import chromium
from tests.e2e.world import World, build

__all__ = ["bucket", "fresh_cache", "template_copy"]

QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def county(
    django_db_setup: None, bucket: None, django_db_blocker: Any
) -> Iterator[tuple[str, World]]:
    """Build the county once, in a database of its own that every module copies."""
    template = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock(), copied(template, f"{template}_county") as name:
        with _database(name):
            told = build()
        yield name, told


@pytest.fixture(scope="module")
def world(county: tuple[str, World], django_db_blocker: Any) -> Iterator[World]:
    """Give the county, in the module's own database; what it does there is committed."""
    template, told = county
    own = f"{template}_committed"
    with django_db_blocker.unblock(), copied(template, own), _database(own):
        yield told


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


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Start Chromium, after the county is built: playwright keeps a loop running."""
    path, extra = chromium.program()
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=path, args=QUIET, env={**os.environ, **extra}
        )
        yield started
        started.close()


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
