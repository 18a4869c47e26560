"""A draw run again in the browser: on the site, from a saved page, and after one change."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from backend.translog.sequencer.run import run
from scoring.draw import verify
from tests.e2e.test_pages import PHONE, faults, wider_than_the_window
from tests.e2e.test_verify import apart, text
from tests.e2e.world import World

HOLDS = "一致：重新计算的结果与公开的完全相同"
IN_LOG = "一致：这份文件已写入公开核验日志，没有被改动"
PICTURES = os.environ.get("XINGJIAN_PICTURES", "")


@pytest.fixture
def files(page: Page, world: World) -> dict[str, bytes]:
    """Download what the page of the draw offers."""
    apart(run)
    names = ("bundle.json", "public-before.json")
    return {name: page.request.get(f"{world.open_draw}/{name}").body() for name in names}


def payload(files: dict[str, bytes], *names: str) -> list[FilePayload]:
    return [text(name, files[name]) for name in names or files]


def photographed(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_the_page_of_a_draw_leads_to_the_verdict_with_the_log(
    page: Page, world: World, files: dict[str, bytes]
) -> None:
    page.goto(world.open_draw)
    page.get_by_role("link", name="重新计算").click()
    page.get_by_role("button", name="重新计算").click()

    expect(page.get_by_role("heading", name=HOLDS)).to_be_visible()
    expect(page.get_by_role("heading", name=IN_LOG)).to_have_count(2)
    expect(page.get_by_text("随机抽取预公布", exact=True)).to_be_visible()
    expect(page.get_by_text("名单、名额和规则与预公布的文件相同")).to_be_visible()
    page.get_by_text("抽到的机构，按抽取次序").click()
    selected = json.loads(files["bundle.json"])["iterations"][-1]["selected"]
    drawn = [label for labels in selected.values() for label in labels]
    assert page.locator("details li").all_inner_texts() == drawn
    photographed(page, "again-holds")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    photographed(page, "again-holds-phone-dark")
    assert (faults(page), wider_than_the_window(page)) == ([], False)


def test_a_saved_page_names_the_first_difference_without_a_line(
    page: Page, context: BrowserContext, files: dict[str, bytes], tmp_path: Path
) -> None:
    saved = tmp_path / "重新计算.html"
    saved.write_bytes(page.request.get("/draws/again").body())
    context.set_offline(True)
    page.goto(saved.as_uri())
    page.locator("#files").set_input_files(payload(files))
    expect(page.get_by_role("heading", name=HOLDS)).to_be_visible()
    expect(page.get_by_role("heading", name="连接不上日志")).to_have_count(2)

    bundle: Any = json.loads(files["bundle.json"])
    (stratum,) = bundle["iterations"][0]["selected"].values()
    stratum.reverse()
    spoiled = {**files, "bundle.json": json.dumps(bundle).encode()}
    page.locator("#files").set_input_files(payload(spoiled))

    expect(page.get_by_role("heading", name="不一致，请勿采信")).to_be_visible()
    before = json.loads(files["public-before.json"])
    assert page.locator("pre").first.inner_text() == verify(bundle, before)[0]
    photographed(page, "again-differs")
    assert faults(page) == []


def test_the_announcement_of_another_draw_is_named(page: Page, files: dict[str, bytes]) -> None:
    before = json.loads(files["public-before.json"])
    before["strata"][0]["quota"] -= 1
    page.goto("/draws/again")
    other = {**files, "public-before.json": json.dumps(before).encode()}
    page.locator("#files").set_input_files(payload(other))

    expect(page.locator("pre").first).to_contain_text("differs announced.strata[0].quota")


def test_proof_files_stand_in_for_the_line(
    page: Page, context: BrowserContext, files: dict[str, bytes]
) -> None:
    page.goto("/draws/again")
    page.locator("#files").set_input_files(payload(files))
    expect(page.get_by_role("heading", name=IN_LOG)).to_have_count(2)
    digests = page.locator("section.good dd").filter(has_text="").all_inner_texts()
    hexes = [one for one in digests if len(one) == 64]
    proofs = {
        f"{digest[:6]}.tlog-proof": page.request.get(f"/log/proof/{digest}.tlog-proof").body()
        for digest in hexes
    }
    context.set_offline(True)
    page.locator("#files").set_input_files(payload({**files, **proofs}))

    expect(page.get_by_text("证明来自核验文件，未联网")).to_have_count(2)


def test_a_file_that_is_no_draw_is_refused_in_words(page: Page) -> None:
    page.goto("/draws/again")
    page.locator("#files").set_input_files([text("a.json", b"{")])
    expect(page.get_by_role("heading", name="这个文件不能用来重新计算")).to_be_visible()
    page.locator("#files").set_input_files([text("a.json", b"[]")])
    expect(page.get_by_role("heading", name="没有选到抽取的文件")).to_be_visible()
