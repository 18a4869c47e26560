"""The ledger of duties in a browser: axe, width, targets; looked at on phone, tablet and desk."""

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
from backend.core import clock, outbox
from backend.duties import services
from backend.duties.models import Duty
from backend.registers.models import Site
from tests.backend import make
from tests.e2e.conftest import log_in
from tests.e2e.test_pages import DESK, PHONE, faults, wider_than_the_window
from tests.e2e.world import World

PICTURES = os.environ.get("XINGJIAN_PICTURES", "")
TABLET = ViewportSize(width=768, height=1024)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the browser goes."""

    head: str
    pages: dict[str, str]


@pytest.fixture(scope="module")
def ledger(world: World, django_db_blocker: Any) -> Iterator[Ledger]:
    """Settle the county's ledger, excuse one duty, make two files; everything is committed."""
    with django_db_blocker.unblock():
        head = make.person("head", username="tai-zhang", name="台账负责人（合成）")
        head.set_password(World.WORD)
        head.save()
        with transaction.atomic():
            services.settle_everything(actor="system")
            told = _build(head)
        outbox.deliver_all()
        connection.close()
        yield Ledger(head.username, told)


def _build(head: Person) -> dict[str, str]:
    plan = Duty.objects.filter(code="yearly-plan", region_id=make.DAOLI).earliest("started_on")
    if plan.state in ("open", "late"):
        reason = "当年计划由市级统一公布（合成）"
        services.excuse_duty(duty_id=plan.pk, excuse="region-stop", reason=reason, by=head)
    open_one = Duty.objects.filter(region_id=make.DAOLI, code="yearly-inspection").first()
    assert open_one is not None
    today = clock.today()
    home = Site.objects.filter(region_id=make.DAOLI, visits__isnull=False).first()
    period: dict[str, Any] = {"from_on": today.replace(month=1, day=1), "until_on": today}
    region = make.region()
    services.ask_for_file(region=region, site=home, by=head, **period)
    services.ask_for_file(region=region, site=None, by=head, **period)
    return {
        "matrix": "/office/duties",
        "list": "/office/duties/list",
        "none": "/office/duties/list?name=没有这家",
        "excused": f"/office/duties/{plan.pk}",
        "open": f"/office/duties/{open_one.pk}",
        "files": "/office/duties/files",
    }


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESK), ("dark", PHONE), ("light", PHONE), ("light", TABLET)]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    ledger: Ledger, page: Page, scheme: Any, size: ViewportSize
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    log_in(page, ledger.head)
    wrong = {}
    for name, address in ledger.pages.items():
        page.goto(address)
        if PICTURES:
            shot = Path(PICTURES) / f"{name}-{scheme}-{size['width']}.png"
            page.screenshot(path=shot, full_page=True)
        said = (faults(page), wider_than_the_window(page))
        if said != ([], False):
            wrong[name] = said

    assert wrong == {}
