"""The pages in a browser: readable by everybody, by keyboard, without a script, in two schemes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.e2e.conftest import log_in
from tests.e2e.world import LONGEST, World

AXE = Path(__file__).parents[2] / "backend/tablet/node_modules/axe-core/axe.min.js"
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is right is not described
    "selectors": False,
    "preload": False,  # no rule in use reads style sheets or sounds
}
ASK = """async (rules) => (await axe.run(document, rules)).violations.flatMap((one) =>
  one.nodes.map((node) => [one.id, node.html.slice(0, 120), JSON.stringify(node.any[0] ?? "")]))"""
PUBLIC = (
    *("/", "site", "unfiled", "/draws", "open_draw", "waiting_draw"),
    *("/ratings", "/ratings/rounds", "/ratings/levels", "/announcements", "/draws/again"),
    *("/verify", "/log", "/login", "/no"),
)
OFFICE = ("/office/", "/office/visits", "/office/visits?name=无", "visit")
TABLETS = ("/office/devices", "tablet")  # pages of the registrar
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=800)


def path(world: World, name: str) -> str:
    """Give the address a name stands for."""
    return name if name.startswith("/") else str(getattr(world, name))


def faults(page: Page) -> list[str]:
    """Ask axe what is wrong; it runs past the content policy, as a bookmarklet would."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [" ".join(one) for one in page.evaluate(ASK, RULES)]


def wider_than_the_window(page: Page) -> bool:
    """Say whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_axe_says_what_is_wrong_and_where(page: Page) -> None:
    page.set_content("<html lang=zh><title>x</title><main><h1>x</h1><input></main>")

    assert [one[:14] for one in faults(page)] == ["label <input> "]


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)])
def test_axe_finds_nothing_on_any_page(page: Page, world: World, scheme: Any, size: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    wrong = {}
    for name in PUBLIC:
        page.goto(path(world, name))
        wrong[name] = (faults(page), wider_than_the_window(page))
    log_in(page, world.head)
    for name in OFFICE:
        page.goto(path(world, name))
        wrong[name] = (faults(page), wider_than_the_window(page))

    assert {name: said for name, said in wrong.items() if said != ([], False)} == {}


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)])
def test_tablets_are_kept_by_everybody(page: Page, world: World, scheme: Any, size: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    log_in(page, world.registrar)
    said = []
    for name in TABLETS:
        page.goto(path(world, name))
        said += [faults(page), wider_than_the_window(page)]
    page.goto("/office/devices")
    page.get_by_label("平板名称").last.fill("合成九号平板")
    page.get_by_role("button", name="生成登记码").click()
    said += [faults(page), wider_than_the_window(page)]

    assert page.locator("svg.qr").count() == 1
    assert said == [[], False] * 3


@pytest.mark.parametrize("width", [320, 768, 1024, 1920])
def test_no_page_scrolls_sideways(page: Page, world: World, width: int) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=1024))
    log_in(page, world.head)
    wide = []
    for name in (*PUBLIC, *OFFICE):
        page.goto(path(world, name))
        wide += [name] if wider_than_the_window(page) else []

    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_large_type_keeps_every_public_page_readable(page: Page, world: World, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.get_by_role("button", name="大字版").click()
    assert page.locator("html.elder").count() == 1

    for name in PUBLIC:
        page.goto(path(world, name))
        assert (name, faults(page), wider_than_the_window(page)) == (name, [], False)


def test_the_office_list_shows_clocks_and_pages_on(office: Page) -> None:
    office.goto("/office/visits")

    assert office.locator("tbody tr").count() == 50
    assert "个工作日" in office.locator(".chip").first.inner_text()
    office.get_by_role("link", name="下一页").click()
    assert 0 < office.locator("tbody tr").count() < 50


def test_the_filters_are_reached_and_used_by_keyboard_alone(office: Page) -> None:
    office.goto("/office/visits")
    office.keyboard.press("Tab")
    assert office.evaluate("document.activeElement.className") == "skip"
    office.keyboard.press("Enter")
    for _ in range(3):  # two exports, then the first filter
        office.keyboard.press("Tab")
    assert office.evaluate("document.activeElement.name") == "name"

    office.keyboard.type("认知障碍")
    office.keyboard.press("Enter")
    office.wait_for_url("**name=*")

    assert office.locator("tbody tr").count() == 1
    assert office.get_by_label("机构名称").input_value() == "认知障碍"


def test_focus_is_seen(page: Page, world: World) -> None:
    page.goto(world.site)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"


def test_a_visit_leads_to_its_documents_and_its_public_page(office: Page, world: World) -> None:
    office.goto(world.visit)

    assert office.get_by_role("heading", level=1).inner_text() == LONGEST
    assert office.get_by_role("link", name="存档版").count() == 1
    office.get_by_role("link", name="公示页面").click()
    assert office.url.endswith(world.site)


def test_the_export_is_a_file(office: Page) -> None:
    office.goto("/office/visits?state=approved")
    with office.expect_download() as waited:
        office.get_by_role("link", name="导出 Excel").click()

    assert waited.value.suggested_filename == "visits.xlsx"


def test_other_counties_and_homes_stay_outside(page: Page, world: World) -> None:
    log_in(page, world.stranger)
    found = page.goto(world.visit)
    assert found is not None
    assert found.status == 404
    page.get_by_role("link", name="查机构").first.click()
    page.context.clear_cookies()

    log_in(page, world.manager)
    found = page.goto("/office/visits")
    assert found is not None
    assert found.status == 403
    page.get_by_role("button", name="退出").click()
    assert page.get_by_role("link", name="登录").count() == 1


def test_public_pages_work_without_a_script(browser: Browser, address: str, world: World) -> None:
    context = browser.new_context(base_url=address, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("机构名称").fill("认知障碍")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=LONGEST).click()
    assert page.get_by_text("1 项问题尚未整改").is_visible()
    page.get_by_text("如何验证").click()
    assert page.get_by_text("SHA-256").first.is_visible()

    page.get_by_role("link", name="随机抽取").first.click()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Drawn at random"
    context.close()


def test_the_draw_page_offers_what_verify_takes(page: Page, world: World) -> None:
    page.goto(world.open_draw)
    names = []
    for link in ("public-before.json", "bundle.json"):
        with page.expect_download() as waited:
            page.get_by_role("link", name=link).click()
        names.append(waited.value.suggested_filename)

    assert names == ["public-before.json", "bundle.json"]
    assert page.locator(".drawn li").count() == 5
    page.goto(world.waiting_draw)
    assert page.get_by_role("link", name="bundle.json").count() == 0


def test_a_code_from_paper_is_checked(page: Page, world: World) -> None:
    page.goto("/verify")
    page.get_by_label("文书编码").fill(world.paper_code.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/verify/{world.paper_code}")

    assert page.get_by_text("有这份文书").is_visible()
