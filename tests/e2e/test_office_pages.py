"""The office at work in a browser: approvals on a phone, corrections, publication, draws."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.e2e import office
from tests.e2e.conftest import log_in
from tests.e2e.office import Desk
from tests.e2e.test_pages import DESK, PHONE, faults, wider_than_the_window
from tests.e2e.world import World

PICTURES = os.environ.get("XINGJIAN_PICTURES", "")
LISTS = {
    "home": "/office/",
    "approvals": "/office/approvals",
    "orders": "/office/orders",
    "publications": "/office/publications",
    "draws": "/office/draws",
    "sites": "/office/sites",
    "imports": "/office/sites/import",
    "people": "/office/people",
    "officers": "/office/officers",
    "agencies": "/office/agencies",
    "agency": "/office/agencies/230102",
    "agency-new": "/office/agencies/230102?department=",
    "plans": "/office/plans",
    "tasks": "/office/tasks",
    "caps": "/office/plans/caps",
    "new-plan": "/office/plans/new",
    "nothing": "/office/orders?name=无",
}
MORE = ("alone", "planned", "order", "drafted", "due", "shown", "down", "announced", "drawn")
PLANS = ("plan", "task", "visited")
REGISTER = ("site", "faulty", "ready", "person", "assessor")
SMALL = ViewportSize(width=768, height=1024)


@pytest.fixture(scope="module")
def desk(world: World, django_db_blocker: Any) -> Iterator[Desk]:
    """Build what waits in the county's database."""
    with django_db_blocker.unblock():
        yield office.build()


def places(desk: Desk) -> dict[str, str]:
    """Give every page by its name, the room's screen before and after the draw too."""
    rooms = {"room-before": f"{desk.immediate}/stage", "room-after": f"{desk.drawn}/stage"}
    return {**LISTS, **{name: getattr(desk, name) for name in (*MORE, *REGISTER, *PLANS)}, **rooms}


def photographed(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(
    ("scheme", "size", "words"),
    [("light", DESK, "zh"), ("dark", PHONE, "zh"), ("light", PHONE, "en"), ("dark", SMALL, "en")],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    desk: Desk, page: Page, scheme: Any, size: ViewportSize, words: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    log_in(page, desk.everybody)
    if words == "en":
        page.get_by_role("button", name="English").click()
    wrong = {}
    for name, place in places(desk).items():
        page.goto(place)
        page.evaluate("document.querySelectorAll('details.more').forEach(one => one.open = true)")
        photographed(page, f"{name}-{words}-{scheme}-{size['width']}")
        said = (faults(page), wider_than_the_window(page))
        if said != ([], False):
            wrong[name] = said

    assert wrong == {}


def test_the_head_approves_a_task_on_a_phone_with_a_thumb_and_without_a_script(
    desk: Desk, browser: Browser, address: str
) -> None:
    context = browser.new_context(
        base_url=address, locale="zh-CN", java_script_enabled=False, viewport=PHONE
    )
    page = context.new_page()
    log_in(page, "juzhang")
    page.goto("/office/")
    page.locator("details.folded > summary").click()
    page.get_by_role("link", name="审批").first.click()
    page.get_by_label("名单已逐一看过").check()
    button = page.get_by_role("button", name="批准所选检查")
    box = button.bounding_box()
    button.click()

    assert box is not None
    assert box["height"] >= 44
    assert box["width"] > 250
    assert page.get_by_text("已办理 3 次检查").is_visible()
    context.close()


def test_a_refusal_stands_beside_the_form_that_caused_it(desk: Desk, page: Page) -> None:
    log_in(page, desk.scheduler)
    page.goto(desk.immediate)
    page.get_by_label("见证人").fill("今日 风 大")
    page.get_by_role("button", name="先看程序怎样读").click()
    assert page.locator(".read-back").is_visible()
    page.goto(desk.announced)
    page.get_by_label("大乐透前区").fill("1 2")
    page.get_by_label("大乐透后区").fill("2 9")
    page.get_by_role("button", name="先看程序怎样读").click()

    assert page.locator(".does .problem").is_visible()
    assert page.get_by_label("大乐透前区").input_value() == "1 2"
