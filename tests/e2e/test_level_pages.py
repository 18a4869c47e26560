"""Levels, notices and announcements in a browser: readable by everybody, large type too."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from backend.accounts.roles import Role
from backend.core import outbox
from backend.ratings import services as rating
from backend.translog.sequencer.run import run
from tests.backend import make
from tests.backend.ratings import make as ratings
from tests.e2e.test_pages import DESK, PHONE, faults, wider_than_the_window
from tests.e2e.test_verify import apart
from tests.e2e.world import World

PICTURES = os.environ.get("XINGJIAN_PICTURES", "")


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the browser goes."""

    site: str
    suspended: str


@pytest.fixture(scope="module")
def shown(world: World) -> Shown:
    """Give a home with a level, one whose level is suspended, and a notice that runs."""

    def build() -> Shown:
        with transaction.atomic():
            level = ratings.confirmed(ratings.round_of(), applied_for="3")
            other = ratings.confirmed(ratings.small_round())
            rating.suspend_level(
                level_id=other.pk, reason="发生火灾（合成）", by=make.person(Role.HEAD)
            )
            ratings.noticed(ratings.small_round())
        outbox.deliver_all()
        run()
        return Shown(f"/sites/{level.site_id}", f"/sites/{other.site_id}")

    return apart(build)


def photographed(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_levels_are_readable_in_both_schemes_in_large_type_and_in_english(
    page: Page, world: World, shown: Shown
) -> None:
    wrong: dict[str, tuple[list[str], bool]] = {}
    pages = {
        "level": shown.site,
        "suspended": shown.suspended,
        "ratings": "/ratings",
        "start": "/?beds=100",
        "draw": world.open_draw,
        "draw-before": world.waiting_draw,
    }
    for way in ("desk", "phone-dark", "elder", "english"):
        page.set_viewport_size(DESK if way in {"desk", "english"} else PHONE)
        page.emulate_media(color_scheme="dark" if way == "phone-dark" else "light")
        page.goto("/")
        if way == "elder":
            page.get_by_role("button", name="大字版").click()
        if way == "english":
            page.get_by_role("button", name="标准版").click()
            page.get_by_role("button", name="English").click()
        for name, address in pages.items():
            page.goto(address)
            photographed(page, f"{name}-{way}")
            found = (faults(page), wider_than_the_window(page))
            wrong |= {} if found == ([], False) else {f"{name} {way}": found}

    assert wrong == {}


def test_a_suspended_level_is_said_before_anything_else(page: Page, shown: Shown) -> None:
    page.goto(shown.suspended)

    expect(page.locator(".under").get_by_text("等级暂停，调查中")).to_be_visible()
    page.get_by_text("如何验证").first.click()
    expect(page.get_by_text("公开核验日志第").first).to_be_visible()
