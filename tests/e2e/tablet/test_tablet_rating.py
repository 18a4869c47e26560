"""A rating on one tablet in flight mode: three assessors, one record, one result (等级评定现场)."""

from __future__ import annotations

from playwright.sync_api import expect

from backend.inspections.models import Visit
from backend.papers.models import Paper
from backend.registers.models import Officer
from tests.e2e.tablet import county
from tests.e2e.tablet.county import ASSESSORS, PIN, County
from tests.e2e.tablet.inspector import Inspector
from tests.e2e.tablet.line import Line


def test_three_assessors_sign_one_record_without_a_line(
    inspector: Inspector, in_county: County, line: Line
) -> None:
    assert in_county.visits
    visit = county.rating()
    inspector.enrol()
    inspector.log_in("sunli")
    inspector.download(visit.site.name, ASSESSORS)
    inspector.machine.offline()
    line.die()

    _arrive(inspector)
    _assess(inspector)
    _read_and_sign(inspector)
    inspector.lock()

    line.revive()
    inspector.machine.offline(False)
    inspector.settled()
    _the_server_has_record_and_result(visit)


def _arrive(inspector: Inspector) -> None:
    """The tablet speaks of a rating; everybody shows his PIN."""
    page = inspector.page
    inspector.press("开始评定")
    for _, name, pin in ASSESSORS[1:]:
        page.get_by_role("listitem").filter(has_text=name).get_by_role(
            "button", name="到场"
        ).click()
        inspector.digits(pin)
        expect(inspector.dialog).to_be_hidden()
    expect(page.get_by_text("在场评定人员还差")).to_be_hidden()
    expect(page.get_by_text("（我的分项）").first).to_be_visible()


def _assess(inspector: Inspector) -> None:
    where = inspector.visit
    inspector.go(f"/visit/{where}/facts")
    inspector.say("床位数", "40")
    inspector.page.keyboard.press("Tab")
    inspector.answer_chapter("safety")
    expect(inspector.page.get_by_text("已答 3/3")).to_be_visible()
    inspector.go(f"/visit/{where}/items?who=mine")
    expect(inspector.page.get_by_role("button", name="我的分项")).to_have_attribute(
        "aria-pressed", "true"
    )


def _read_and_sign(inspector: Inspector) -> None:
    inspector.render("生成记录")
    sheet = inspector.page.get_by_text("本记录不是评定结论")
    expect(sheet.first).to_be_visible()
    inspector.press("阅读完毕，去签名")
    for _, name, pin in ASSESSORS:
        number = Officer.objects.get(name=name).certificate_number
        inspector.sign_as(f"培训证号 {number}，点按签名", pin)
    inspector.home_signs("被评定机构已签名，内容已关闭")


def _the_server_has_record_and_result(visit: Visit) -> None:
    county.deliver()
    visit.refresh_from_db()
    assert visit.state == Visit.State.CONCLUDED
    assert visit.conclusion is not None
    assert visit.conclusion["graded"]["level"] == "1"
    assert not visit.defects.exists()
    paper = Paper.objects.get(pk=visit.conclusion["record_paper"])
    assert (paper.kind, len(paper.signatures), paper.defects) == ("rating-record", 4, [])
    assert PIN["third"] not in paper.text
