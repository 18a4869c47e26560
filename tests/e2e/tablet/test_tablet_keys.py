"""A forgotten passphrase, and a tablet that was lost: nothing is lost with them."""

from __future__ import annotations

from playwright.sync_api import expect

from backend.accounts import services as accounts
from backend.accounts.models import Device, PassphraseReset
from backend.inspections.models import Visit
from backend.sync.models import Operation, Quarantined
from backend.sync.services.opening import open_escrow
from tests.e2e.tablet.county import County
from tests.e2e.tablet.inspector import Inspector
from tests.e2e.tablet.line import Line

FRESH = "换过的合成口令 42"


def _under_way(inspector: Inspector, visit: Visit, line: Line) -> None:
    """Work in the basement, so that much waits on the tablet."""
    inspector.enrol()
    inspector.log_in()
    inspector.download(visit.site.name)
    inspector.machine.offline()
    line.die()
    inspector.arrive()
    inspector.answer_chapter("management")


def _street(inspector: Inspector, line: Line) -> None:
    line.revive()
    inspector.machine.offline(False)


def test_a_forgotten_passphrase_is_reset_by_the_office_and_loses_nothing(
    inspector: Inspector, in_county: County, line: Line
) -> None:
    visit = Visit.objects.get(pk=in_county.visits[1])
    _under_way(inspector, visit, line)
    expect(inspector.page.get_by_text("已存", exact=True).first).to_be_visible()
    shown = inspector.saved()
    inspector.machine.kill()
    inspector.machine.start()
    inspector.go("/unlock")
    inspector.page.get_by_text("忘记口令").click()
    _street(inspector, line)
    inspector.press("申请重置")
    read_out = inspector.page.locator(".check strong").inner_text().replace(" ", "")
    inspector.say("新口令", FRESH)
    inspector.say("再输入一次", FRESH)
    inspector.press("设定新口令")
    expect(inspector.page.get_by_text("等待单位同意").first).to_be_visible()
    asked = PassphraseReset.objects.latest("asked_at")
    accounts.grant_reset(reset_id=asked.pk, check=read_out, by=in_county.registrar)
    expect(inspector.page.get_by_role("heading", name="今日检查")).to_be_visible()
    inspector.settled()
    assert Operation.objects.filter(visit_id=visit.pk).count() >= shown


def test_a_revoked_tablet_gives_its_records_as_ciphertext_and_wipes_itself(
    inspector: Inspector, in_county: County, line: Line
) -> None:
    visit = Visit.objects.get(pk=in_county.visits[2])
    _under_way(inspector, visit, line)
    expect(inspector.page.get_by_text("已存", exact=True).first).to_be_visible()
    shown = inspector.saved()
    inspector.machine.kill()
    device = Device.objects.latest("enrolled_at")
    accounts.revoke_device(device=device, actor=str(in_county.registrar.pk))
    inspector.machine.start()
    _street(inspector, line)
    inspector.go("/")  # locked: nobody types the passphrase
    expect(inspector.page.get_by_text("本机数据已清除")).to_be_visible()

    kept = Quarantined.objects.filter(device_id=device.pk, kind=Quarantined.Kind.ESCROW)
    assert kept.exists()
    left = inspector.page.evaluate(
        "indexedDB.databases().then((all) => all.map((one) => one.name))"
    )
    assert left == []
    assert Operation.objects.filter(visit_id=visit.pk).count() < shown

    opened = [open_escrow(quarantined_id=one.pk, actor="system") for one in kept]
    assert {one.state for one in opened} == {Quarantined.State.APPLIED}, opened[0].answer
    assert Operation.objects.filter(visit_id=visit.pk).count() >= shown
