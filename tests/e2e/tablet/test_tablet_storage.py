"""What the tablet keeps does not open, is full, or the server lost what it had confirmed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from backend.inspections.models import Evidence, Visit
from backend.sync.models import Operation
from backend.sync.services.standing import begin_epoch
from infra.local import databases
from tests.backend.conftest import outside
from tests.e2e.tablet.county import County
from tests.e2e.tablet.inspector import PATIENCE, Inspector
from tests.e2e.tablet.machine import Machine
from tests.e2e.tablet.server import Server

pytestmark = pytest.mark.long

KB = 1024
ITEM = "basic.fire"
WORDING = "二层疏散指示标志损坏（合成数据），写到一半时断电"
DRAFTED = 700  # ms after the last key; the screen promises nothing before it is saved
NEWER = """(version) => new Promise((done, fail) => {
  const asked = indexedDB.open("xingjian", version);
  asked.onupgradeneeded = () => asked.result.createObjectStore("meta", {keyPath: "key"});
  asked.onsuccess = () => { window.held = asked.result; done(); };
  asked.onerror = () => fail(asked.error);
})"""


def photo(number: int) -> bytes:
    """Give a photo of about two megabytes."""
    image = Image.effect_noise((2000, 1500), 60 + number).convert("RGB")
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=75)
    return kept.getvalue()


def _beside(machine: Machine) -> Page:
    """Open a page of the same address that is not the app."""
    machine.page.goto(f"{machine.address}/tablet/app.webmanifest")
    return machine.page


def _app(machine: Machine) -> Page:
    page = machine.context.new_page()
    page.goto(f"{machine.address}/tablet/")
    return page


def test_records_of_a_newer_app_are_left_alone_and_the_screen_says_so(machine: Machine) -> None:
    machine.start()
    beside = _beside(machine)
    beside.evaluate(NEWER, 990)
    page = _app(machine)
    expect(page.get_by_role("heading", name="本机记录由更新版本的检查端写入")).to_be_visible()
    expect(page.get_by_text("服务器已确认的记录和照片都在服务器上")).to_be_visible()
    expect(page.get_by_role("button", name="重试")).to_be_visible()
    left = "indexedDB.databases().then((all) => all.map((one) => [one.name, one.version]))"
    assert page.evaluate(left) == [["xingjian", 990]]


def test_records_held_by_another_window_open_by_themselves_once_it_lets_go(
    machine: Machine,
) -> None:
    machine.start()
    beside = _beside(machine)
    beside.evaluate(NEWER, 1)
    page = _app(machine)
    expect(page.get_by_role("heading", name="本机记录正被另一个窗口占用")).to_be_visible()
    beside.evaluate("window.held.close()")
    expect(page.get_by_role("heading", name="登记本机")).to_be_visible()


def test_a_browser_that_keeps_nothing_is_told_from_an_empty_tablet(machine: Machine) -> None:
    settings = machine.disk / "Default"
    settings.mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (settings / "Preferences").write_text(json.dumps(blocked))
    machine.start()
    page = _app(machine)
    expect(page.get_by_role("heading", name="浏览器不允许本应用保存数据")).to_be_visible()


def _switch_on(inspector: Inspector, room: int) -> None:
    """Start the tablet anew on a disk with so much room, and go back to the item."""
    machine, where = inspector.machine, inspector.visit
    origin = {"origin": machine.address}
    asked = "Storage.getUsageAndQuota"
    used = machine.session().send(asked, origin)["usage"]
    machine.kill()
    machine.start()
    _room(inspector, int(used) + room)
    inspector.go(f"/visit/{where}/item/{ITEM}")
    inspector.unlock()
    expect(_said(inspector, "本机已存")).to_be_visible()


def _room(inspector: Inspector, size: int) -> None:
    """Tell Chromium how much the tablet may keep in all; it looks at once, or at a refusal."""
    told = {"origin": inspector.machine.address, "quotaSize": size}
    inspector.machine.session().send("Storage.overrideQuotaForOrigin", told)


def _take(inspector: Inspector, picture: bytes) -> None:
    inspector.page.locator("input[type=file]").last.set_input_files(
        {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture}
    )
    inspector.page.get_by_role("button", name="没有人入镜，保存").click()


def test_with_no_room_left_nothing_is_called_saved_and_nothing_typed_is_lost(
    inspector: Inspector, in_county: County
) -> None:
    inspector.enrol()
    inspector.log_in()
    inspector.download(Visit.objects.get(pk=in_county.visits[0]).site.name)
    inspector.arrive(facts=False)

    _switch_on(inspector, 160 * KB)  # a photo does not fit, answers go into what is kept back
    _take(inspector, photo(1))
    expect(_said(inspector, "本机存储空间不足，未能保存")).to_be_visible()
    again = inspector.page.get_by_role("button", name="再试").first
    assert _write(inspector, again, notes=16) == 16
    inspector.go("/sync")
    expect(_said(inspector, "已不能保存新照片")).to_be_visible()
    inspector.page.go_back()  # the photo went with the item
    inspector.press("没有人入镜，保存")
    expect(_said(inspector, "本机存储空间不足，照片未保存")).to_be_visible()

    _draft(inspector).fill(WORDING)
    expect(_said(inspector, "本机空间不足")).to_be_visible()
    inspector.page.wait_for_timeout(DRAFTED)

    _switch_on(inspector, 256 * KB)  # and soon there is no room for anything
    expect(_draft(inspector)).to_have_value(WORDING)
    inspector.go(f"/visit/{inspector.visit}/item/{ITEM}")
    _take(inspector, photo(1))
    expect(_said(inspector, "本机存储空间不足，照片未保存")).to_be_visible()
    again = inspector.page.get_by_role("button", name="再试").first
    before = inspector.saved()
    saved = before + _write(inspector, again, notes=60)
    expect(_said(inspector, "本机存储空间不足，未能保存")).to_be_visible()
    expect(_saved(inspector)).to_be_hidden()
    assert inspector.saved() == saved

    _room(inspector, 500 * 1024 * KB)  # room again: both are still there to be saved
    again.click()
    expect(_saved(inspector)).to_be_visible()
    inspector.page.get_by_role("button", name="没有人入镜，保存").click()
    expect(inspector.page.get_by_role("button", name="照片 1", exact=True)).to_be_visible()
    expect(_said(inspector, f"本机已存 {saved + 2}")).to_be_visible()


def _draft(inspector: Inspector) -> Locator:
    """Go to the problem that is being worded."""
    inspector.go(f"/visit/{inspector.visit}/finding/new?item={ITEM}")
    return inspector.page.get_by_label("问题表述", exact=True)


def _said(inspector: Inspector, words: str) -> Locator:
    return inspector.page.get_by_text(words).first


def _saved(inspector: Inspector) -> Locator:
    return inspector.page.get_by_text("已存", exact=True).first


def _write(inspector: Inspector, refused: Locator, *, notes: int) -> int:
    """Write long notes until one is refused; give how many the screen called saved."""
    page, before = inspector.page, inspector.saved()
    touched = page.locator("button[aria-pressed=true]").filter(has_text="符合")
    if not touched.count():
        page.get_by_role("button", name="符合", exact=True).first.click()
        before += 1
    for number in range(notes):
        page.get_by_label("备注", exact=False).first.fill(f"{before:03}{number:02}" + "乙" * 3900)
        page.keyboard.press("Tab")
        expect(refused.or_(_said(inspector, f"本机已存 {before + number + 1}"))).to_be_visible()
        if refused.is_visible():
            return number
    return notes


@pytest.fixture
def backup(template_copy: str) -> Iterator[str]:
    """Give the name of a copy that lives as long as the test."""
    name = f"{template_copy}_backup"
    yield name
    with outside() as line:
        databases.drop(line, name)


def _copy(server: Server, source: str, target: str) -> None:
    """Make target anew from source, while the server is down."""
    server.down()
    with outside() as line:
        databases.drop(line, target)
        databases.create(line, target, source)
    server.up()


def _held(visit: Visit) -> set[str]:
    found = Operation.objects.filter(visit_id=visit.pk).values_list("pk", flat=True)
    return {str(one) for one in found}


def test_what_a_restored_server_no_longer_has_the_tablet_sends_again(
    inspector: Inspector, in_county: County, server: Server, backup: str
) -> None:
    visit = Visit.objects.get(pk=in_county.visits[1])
    inspector.enrol()
    inspector.log_in()
    inspector.download(visit.site.name)
    inspector.arrive()
    where = inspector.visit
    inspector.settled()
    early = _held(visit)
    _copy(server, server.database, backup)

    inspector.go(f"/visit/{where}")
    inspector.answer_chapter("management")
    inspector.photograph(ITEM, photo(2), 1)
    inspector.settled()
    late = _held(visit)
    assert early < late
    assert Evidence.objects.get(visit=visit).state == Evidence.State.COMPLETE

    _copy(server, backup, server.database)
    begin_epoch()
    assert _held(visit) == early
    with inspector.page.expect_response(lambda told: "/sync/push" in told.url, timeout=PATIENCE):
        inspector.press("立即同步")
    inspector.settled()
    assert _held(visit) == late
    assert Evidence.objects.get(visit=visit).state == Evidence.State.COMPLETE
