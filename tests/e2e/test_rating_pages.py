"""The pages of ratings in a browser: read by everybody, voted and confirmed on a phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from playwright.sync_api import Page, ViewportSize

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core import outbox
from backend.inspections.models import Finding
from backend.ratings import services
from backend.ratings.models import Application, Level
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings
from tests.e2e.conftest import log_in
from tests.e2e.test_pages import DESK, PHONE, faults, wider_than_the_window
from tests.e2e.world import LONGEST, World

PICTURES = os.environ.get("XINGJIAN_PICTURES", "")
TABLET = ViewportSize(width=768, height=1024)
OFFICE = ("keshi", "juzhang-2", "weiyuan")
TARGETS = "main a.button, main button, main .fold > summary, main label.choice"
SMALL = """targets => [...document.querySelectorAll(targets)]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 43.5)
  .map(one => one.outerHTML.slice(0, 80))"""


@dataclass(frozen=True, slots=True)
class Hall:
    """Where the browser goes: (who, address) by name."""

    pages: dict[str, tuple[str, str]]
    ballot: str
    confirm: str


@pytest.fixture(scope="module")
def hall(world: World, django_db_blocker: Any) -> Iterator[Hall]:
    """Build rounds, applications in every state and levels, committed."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            told = _build()
        connection.close()
        yield told


def _account(*roles: str, username: str, name: str) -> Person:
    person = make.person(*roles, username=username, name=name)
    person.set_password(World.WORD)
    person.save(update_fields=["password"])
    return person


def _build() -> Hall:
    desk = (Role.REVIEWER, Role.SCHEDULER, Role.PUBLISHER, Role.INTAKE)
    _account(*desk, username="keshi", name="科室（合成）")
    head = _account(Role.HEAD, username="juzhang-2", name="局长二（合成）")
    ripe, level = _levels()
    small, demo = ratings.small_round(), ratings.round_of(title="2026年示范批次（合成）")
    ratings.committee(2)
    _account(Role.COMMITTEE, username="weiyuan", name="委员甲（合成）")
    noticed = ratings.noticed(small)
    services.object_to_notice(application_id=noticed.pk, words="夜间无人值守（合成）", by=head)
    asked = services.ask_review(application_id=noticed.pk, words="请复核", by=noticed.applicant)
    assert asked.due_on
    scored = _scored(demo)
    later = ratings.round_of(title="2026年示范批次之二（合成）")
    waiting, barred = ratings.accepted(later), _barred(later)
    outbox.deliver_all()
    return Hall(_addresses(barred, waiting, scored, noticed, level), *_phone(scored, ripe))


def _levels() -> tuple[Application, Level]:
    """Give an application whose notice is over, and a suspended level about to be taken."""
    round_ = ratings.small_round(title="2025年批次（合成）")
    level = ratings.confirmed(round_)
    by = make.person(Role.HEAD)
    services.suspend_level(level_id=level.pk, reason="发生火灾，调查中（合成）", by=by)
    told: dict[str, Any] = {"kind": "revoke", "grounds": "虚假材料（合成）", "clause": "第九条"}
    services.propose_removal(level_id=level.pk, by=by, **told)
    stands = ratings.confirmed(ratings.small_round(title="另一批次（合成）"))
    visit = visits.opened("case", site=stands.site)
    visits.finding(visit, severity=Finding.Severity.MAJOR, wording="疏散通道封堵（合成）")
    ripe = ratings.noticed(ratings.small_round(title="第三批次（合成）"))
    ratings.days_pass(20)
    return ripe, level


def _scored(round_: Any) -> Application:
    row = ratings.accepted(round_, applied_for="4")
    row.site.name = LONGEST
    row.site.save(update_fields=["name"])
    ratings.drawn(round_)
    row = ratings.scored(row, facts={"services_offered": "10"})
    return ratings.heard(row, agrees=False, words="我院实际提供十二项服务，请核对（合成）。")


def _barred(round_: Any) -> Application:
    visit = visits.opened("case")
    visits.finding(visit, severity=Finding.Severity.MAJOR, wording="消防水泵停用（合成）")
    return ratings.submitted(round_, visit.site)


def _addresses(
    barred: Application,
    waiting: Application,
    scored: Application,
    noticed: Application,
    level: Level,
) -> dict[str, tuple[str, str]]:
    one = "/office/applications/"
    chapter = list(scored.assessments.get().score.chapters)[1]
    return {
        "rounds": ("keshi", "/office/rounds"),
        "announce": ("keshi", f"/office/rounds/announce?region={make.DAOLI}"),
        "round": ("keshi", f"/office/rounds/{scored.round_id}"),
        "applications": ("keshi", "/office/applications"),
        "barred": ("keshi", f"{one}{barred.pk}"),
        "undrawn": ("keshi", f"{one}{waiting.pk}"),
        "scored": ("keshi", f"{one}{scored.pk}"),
        "noticed": ("keshi", f"{one}{noticed.pk}"),
        "result": ("keshi", f"{one}{scored.pk}/result?chapter={chapter}"),
        "levels": ("juzhang-2", "/office/levels"),
        "level": ("juzhang-2", f"/office/levels/{level.pk}"),
        "confirm": ("juzhang-2", f"{one}{noticed.pk}/confirm"),
        "ballot": ("weiyuan", f"{one}{scored.pk}/ballot"),
        "member": ("weiyuan", "/office/rounds"),
    }


def _phone(scored: Application, ripe: Application) -> tuple[str, str]:
    one = "/office/applications/"
    return f"{one}{scored.pk}/ballot", f"{one}{ripe.pk}/confirm"


def photographed(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def looked_at(page: Page, hall: Hall, mark: str) -> dict[str, Any]:
    """Visit every page as who it is for; give what is wrong with it."""
    wrong: dict[str, Any] = {}
    for person in OFFICE:
        page.context.clear_cookies(name="sessionid")
        log_in(page, person)
        for name, (who, address) in hall.pages.items():
            if who != person:
                continue
            page.goto(address)
            photographed(page, f"{name}-{mark}")
            small = page.evaluate(SMALL, TARGETS) if mark.endswith("390") else []
            said = (faults(page), wider_than_the_window(page), small)
            if said != ([], False, []):
                wrong[name] = said
    return wrong


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    hall: Hall, page: Page, scheme: Any, size: ViewportSize
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)

    assert looked_at(page, hall, f"{scheme}-{size['width']}") == {}


def test_english_fits_a_tablet(hall: Hall, page: Page) -> None:
    page.set_viewport_size(TABLET)
    log_in(page, "keshi")
    page.get_by_role("button", name="English").click()
    wide = []
    for name, (who, address) in hall.pages.items():
        if who == "keshi":
            page.goto(address)
            photographed(page, f"{name}-en-768")
            wide += [name] if wider_than_the_window(page) else []

    assert wide == []


def test_a_member_votes_on_a_phone(hall: Hall, page: Page) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, "weiyuan")
    page.goto(hall.ballot)
    assert page.get_by_text("我院实际提供十二项服务，请核对（合成）。").is_visible()
    page.locator(".choice").first.click()
    page.get_by_label("理由", exact=True).fill("以现场所见为准（合成）")
    page.get_by_role("button", name="投票").click()
    page.get_by_text("已投票").first.wait_for()

    assert page.get_by_role("button", name="投票").count() == 0
    assert page.get_by_text("以现场所见为准（合成）").count() == 0


def test_the_head_confirms_on_a_phone(hall: Hall, page: Page) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, "juzhang-2")
    page.goto(hall.confirm)
    assert page.get_by_text("刚刚核查：没有未整改的重大事故隐患").is_visible()
    photographed(page, "confirm-ready-390")
    page.get_by_role("button", name="确认").click()
    page.get_by_text("等级证书和评定报告正在制作").wait_for()

    assert page.get_by_text("已确认").first.is_visible()
