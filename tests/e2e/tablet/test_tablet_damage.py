"""Something kept on the tablet is broken or gone: the rest goes on, the screen says what to do."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

from playwright.sync_api import Error, expect

from backend.inspections.models import Visit
from backend.sync.models import Operation
from tests.e2e.tablet.county import County
from tests.e2e.tablet.inspector import Inspector
from tests.e2e.tablet.line import Line
from tests.e2e.tablet.machine import Machine

CHAPTER = "management"
# One bit of the newest row is turned over, as a worn-out flash memory does.
TURN_OVER = """([table, key]) => new Promise((done, fail) => {
  const asked = indexedDB.open("xingjian");
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const work = asked.result.transaction(table, "readwrite");
    const rows = work.objectStore(table);
    const from = table === "journal" ? rows.index("seq") : rows;
    const cursor = from.openCursor(key, "prev");
    cursor.onsuccess = () => {
      const row = cursor.result.value;
      row.box[row.box.length - 20] ^= 1;
      cursor.result.update(row);
    };
    work.oncomplete = () => { asked.result.close(); done(); };
  };
})"""


def _turn_over(inspector: Inspector, table: str, key: str | None = None) -> None:
    inspector.page.evaluate(TURN_OVER, [table, key])


def test_a_row_that_does_not_open_is_told_exported_and_stops_nothing_else(
    inspector: Inspector, in_county: County, line: Line
) -> None:
    visit = Visit.objects.get(pk=in_county.visits[2])
    page = inspector.page
    inspector.enrol()
    inspector.log_in()
    inspector.download(visit.site.name)
    inspector.machine.offline()
    line.die()
    inspector.arrive(facts=False)
    inspector.answer_chapter(CHAPTER)
    answered = page.get_by_text(re.compile(r"^已答 7/7$"))
    expect(answered.first).to_be_visible()
    where, shown = page.url, inspector.saved()

    page.reload()
    expect(page.get_by_label("本机口令", exact=True)).to_be_visible()
    _turn_over(inspector, "journal")  # the last answer
    _turn_over(inspector, "standing", "standing")  # cursor, epoch and marks
    _turn_over(inspector, "standing", "fetched")  # the list of what was downloaded
    inspector.unlock()
    expect(page.get_by_text("已答 6/7").first).to_be_visible()
    assert page.url == where
    assert inspector.saved() == shown
    expect(page.get_by_text("打不开 3")).to_be_visible()
    inspector.answer_chapter(CHAPTER)
    expect(answered.first).to_be_visible()

    inspector.go("/sync")
    expect(page.get_by_text("本机有 3 项内容打不开")).to_be_visible()
    expect(page.get_by_text(re.compile("^journal "))).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("alert").get_by_role("button", name="导出记录文件").click()
    expect(page.get_by_text(re.compile(r"已导出 xingjian-\S+\.xjx"))).to_be_visible()
    assert Path(saving.value.path()).stat().st_size > 1000

    line.revive()
    inspector.machine.offline(False)
    inspector.press("立即同步")
    expect(page.get_by_text("本机有 2 项内容打不开")).to_be_visible()  # told anew by the server
    expect(page.get_by_text(re.compile("^1 条记录尚未得到服务器确认"))).to_be_visible()
    assert Operation.objects.filter(visit_id=visit.pk).count() == shown

    page.reload()
    expect(page.get_by_label("本机口令", exact=True)).to_be_visible()
    _turn_over(inspector, "bundles")
    inspector.unlock()
    inspector.go(f"/visit/{visit.pk}")
    expect(page.get_by_text("本机有记录无法解密")).to_be_visible()
    inspector.go("/")
    row = page.locator("li, article, section").filter(has_text=visit.site.name).last
    row.get_by_role("button", name="下载离线包").click()
    inspector.press("下载到本机", within=inspector.dialog)
    expect(row.get_by_role("button", name="下载离线包")).to_be_hidden()
    inspector.go(f"/visit/{visit.pk}")
    expect(page.get_by_role("heading", name="分项进度")).to_be_visible()


def test_records_that_do_not_open_or_are_gone_are_not_taken_for_a_new_tablet(
    inspector: Inspector,
) -> None:
    inspector.enrol()
    machine = inspector.machine
    _switch_off(machine)

    for file in _databases(machine, "/MANIFEST-*"):  # the disk is bad
        whole = file.read_bytes()
        file.write_bytes(b"\0" * len(whole))
    page = machine.start()
    inspector.go("/")
    expect(page.get_by_role("heading", name="本机记录打不开")).to_be_visible()
    expect(page.get_by_text("把平板交给本单位平台管理员")).to_be_visible()
    expect(page.get_by_text("尚未上传的内容只在本机")).to_be_visible()
    _switch_off(machine)

    for file in _databases(machine, ""):  # the system cleared it to make room
        shutil.rmtree(file)
    page = machine.start()
    inspector.go("/")
    expect(page.get_by_role("heading", name="本机登记过，但是记录已不在本机")).to_be_visible()
    expect(page.get_by_text("请立即报告本单位平台管理员")).to_be_visible()
    expect(page.get_by_text("服务器已确认的记录和照片都在服务器上")).to_be_visible()
    inspector.press("重新登记")
    expect(page.get_by_role("heading", name="登记本机")).to_be_visible()
    inspector.enrol()


def _switch_off(machine: Machine) -> None:
    """Close the browser as the system does, so that it writes what it keeps lazily."""
    assert machine.process
    with contextlib.suppress(Error):
        machine.session().send("Browser.close")
    machine.process.wait(timeout=20)
    machine.kill()


def _databases(machine: Machine, files: str) -> list[Path]:
    found = list((machine.disk / "Default" / "IndexedDB").glob(f"*.indexeddb.leveldb{files}"))
    assert found
    return found
