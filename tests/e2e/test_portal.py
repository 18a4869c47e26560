"""The portal in a browser: a manager on the phone answers, assesses and signs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from playwright.sync_api import Page, ViewportSize

from tests.backend.portal.make import House, house
from tests.backend.rectifications.make import jpeg
from tests.e2e.conftest import _database as database
from tests.e2e.conftest import log_in
from tests.e2e.test_pages import DESK, PHONE, faults, wider_than_the_window
from tests.e2e.world import World

pytestmark = pytest.mark.long

PICTURES = os.environ.get("XINGJIAN_PICTURES", "")
SMALL = """() => [...document.querySelectorAll('main a, button, main input, summary, nav a')]
  .filter(e => e.type !== 'hidden' && e.getClientRects().length && !e.closest('label.choice'))
  .filter(e => { const r = e.getBoundingClientRect(); return r.height < 24 || r.width < 24; })
  .map(e => e.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def world(template_copy: str, django_db_blocker: Any) -> Iterator[House]:
    """Build a house in the module's own database; the county is not needed."""
    with django_db_blocker.unblock(), database(template_copy):
        with transaction.atomic():
            told = house(World.WORD)
        connection.close()
        yield told


@pytest.fixture
def home(world: House) -> House:
    """Give it by its name."""
    return world


def photographed(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    home: House, page: Page, scheme: Any, size: ViewportSize
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    log_in(page, home.username)
    wrong = {}
    for name, address in home.pages.items():
        page.goto(address)
        photographed(page, f"{name}-{scheme}-{size['width']}")
        said = (faults(page), wider_than_the_window(page), page.evaluate(SMALL))
        if said != ([], False, []):
            wrong[name] = said

    assert wrong == {}


def test_in_english_on_a_tablet_nothing_scrolls_sideways(home: House, page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=768, height=1024))
    log_in(page, home.username)
    page.get_by_role("button", name="English").click()
    wide = []
    for name, address in home.pages.items():
        page.goto(address)
        photographed(page, f"{name}-en-768")
        wide += [name] if wider_than_the_window(page) else []

    assert wide == []


def test_a_manager_saves_a_part_and_is_led_to_the_next(home: House, page: Page) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, home.username)
    page.goto(home.pages["facts"])
    page.get_by_label("在住老年人数").fill("很多")
    page.get_by_role("button", name="保存，填下一部分").click()
    assert page.get_by_text("填整数，不带单位").count() >= 1
    photographed(page, "facts-wrong")

    page.get_by_label("在住老年人数").fill("５８")
    page.get_by_role("button", name="保存，填下一部分").click()

    assert page.get_by_text("已保存：基本数据").is_visible()
    page.goto(home.pages["facts"])
    assert page.get_by_label("在住老年人数").input_value() == "58"


def test_a_manager_answers_an_order_with_a_photo_from_the_phone(home: House, page: Page) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, home.username)
    page.goto(home.pages["today"])
    page.get_by_role("link", name="提交整改").click()
    page.get_by_label("怎样改正的").fill("已清理通道，张贴禁放标识")
    page.get_by_label("照片和材料").set_input_files(
        {"name": "不是照片.jpg", "mimeType": "image/jpeg", "buffer": b"MZ"}
    )
    page.get_by_role("button", name="提交整改").click()
    assert page.get_by_text("文件：不是照片.jpg").is_visible()
    assert page.get_by_label("怎样改正的").input_value() == "已清理通道，张贴禁放标识"
    photographed(page, "order-wrong")

    page.get_by_label("照片和材料").set_input_files(
        {"name": "整改后.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    )
    page.get_by_role("button", name="提交整改").click()

    assert page.get_by_text("整改已提交，等待复查").is_visible()
    assert page.get_by_role("link", name="整改后.jpg").count() == 1
    photographed(page, "order-answered")
