"""The checklists in a browser: read, compared, loaded, proposed and published, tried."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Page, ViewportSize

from backend.inspections.whatif.run import run_next
from tests.e2e.conftest import log_in
from tests.e2e.library import Library, library_in
from tests.e2e.test_pages import DESK, PHONE, faults, wider_than_the_window
from tests.e2e.world import World

PICTURES = os.environ.get("XINGJIAN_PICTURES", "")
PAGES = ("library", "draft", "proposed", "long", "incomplete", "case", "tries", "trial", "waiting")
MORE = ("diff", "visit")


@pytest.fixture(scope="module")
def library(
    world: World, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Library]:
    """Build the library in the county's database."""
    with django_db_blocker.unblock(), library_in(tmp_path_factory.mktemp("library")) as told:
        yield told


def path(library: Library, name: str) -> str:
    """Give the address a name stands for."""
    return "/office/checklists" if name == "library" else str(getattr(library, name))


def photographed(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    library: Library, page: Page, scheme: Any, size: ViewportSize
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    log_in(page, library.registrar)
    wrong = {}
    for name in (*PAGES, *MORE):
        page.goto(path(library, name))
        photographed(page, f"{name}-{scheme}-{size['width']}")
        said = (faults(page), wider_than_the_window(page))
        if said != ([], False):
            wrong[name] = said

    assert wrong == {}


def test_no_page_scrolls_sideways_on_a_tablet(library: Library, page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=768, height=1024))
    log_in(page, library.registrar)
    wide = []
    for name in (*PAGES, *MORE):
        page.goto(path(library, name))
        wide += [name] if wider_than_the_window(page) else []

    assert wide == []


def test_a_trial_is_seen_to_end_without_leaving_the_page(library: Library, page: Page) -> None:
    log_in(page, library.registrar)
    page.goto(library.waiting)
    assert page.get_by_text("等待后台开始").is_visible()

    with ThreadPoolExecutor(1) as worker:  # as another process: the browser's loop runs here
        assert worker.submit(_carried_out).result()
    page.get_by_role("link", name="查看结果").click()

    assert page.get_by_role("heading", name="原结果与新结果").is_visible()


def _carried_out() -> bool:
    done = run_next()
    connection.close()
    return done


def test_another_person_publishes_by_keyboard_alone(library: Library, page: Page) -> None:
    log_in(page, "juzhang")
    page.goto(library.proposed)
    page.get_by_label("已经核对与现行版本的差别").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("已发布并冻结").wait_for()

    page.goto(library.proposed)
    assert page.get_by_role("heading", name="已发布").is_visible()
