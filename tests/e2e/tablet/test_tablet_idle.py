"""A tablet laid down locks itself: nothing is left to read, and the work goes on where it was."""

from __future__ import annotations

from playwright.sync_api import expect

from backend.inspections.models import Visit
from tests.e2e.tablet.county import PAIR, County
from tests.e2e.tablet.inspector import Inspector

ITEM = "basic.fire"
WORDING = "三层西侧疏散门上锁（合成数据），写到一半时放下平板"
READABLE = """() => [document.title, document.documentElement.outerHTML,
  ...[...document.querySelectorAll("input, textarea")].map((one) => one.value),
  JSON.stringify({...sessionStorage}), JSON.stringify({...localStorage})].join("\\n")"""


def test_after_five_minutes_untouched_it_locks_and_the_draft_is_there_again(
    inspector: Inspector, in_county: County
) -> None:
    visit = Visit.objects.get(pk=in_county.visits[0])
    page = inspector.page
    page.clock.install()
    inspector.enrol()
    inspector.log_in()
    inspector.download(visit.site.name)
    inspector.arrive(facts=False)
    inspector.go(f"/visit/{visit.pk}/finding/new?item={ITEM}")
    draft = page.get_by_label("问题表述", exact=True)
    draft.click()
    draft.fill(WORDING)
    where = page.url

    page.clock.fast_forward("04:30")  # not yet: he was only reading
    expect(draft).to_have_value(WORDING)
    page.keyboard.press("Shift")  # any touch starts the minutes anew
    page.clock.fast_forward("04:30")
    expect(draft).to_have_value(WORDING)
    shown = inspector.saved()
    page.clock.fast_forward("01:00")
    passphrase = page.get_by_label("本机口令", exact=True)
    expect(passphrase).to_be_visible()
    expect(page.get_by_text(WORDING)).to_have_count(0)
    left = page.evaluate(READABLE)
    secrets = (WORDING, visit.site.name, *(name for _, name, _ in PAIR), "消防")
    assert [one for one in secrets if one in left] == []

    page.go_back()  # what was open before it is not shown either
    expect(passphrase).to_be_visible()
    page.goto(where)
    expect(passphrase).to_be_visible()
    inspector.unlock()
    expect(draft).to_have_value(WORDING)
    assert page.url == where
    assert inspector.saved() == shown
    page.get_by_text("消防通道或安全出口被占用、堵塞、上锁").click()
    draft.fill(WORDING)
    inspector.press("保存问题")
    expect(page.get_by_text(f"本机已存 {shown + 1}")).to_be_visible()
