"""A whole visit: flight mode in the middle, the power cut while writing, a line that cuts."""

from __future__ import annotations

import io
import re

from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from backend.inspections.models import Evidence, Visit
from backend.publication.models import Publication
from backend.publication.services import publish_result
from tests.e2e.tablet import county
from tests.e2e.tablet.county import County
from tests.e2e.tablet.inspector import Inspector
from tests.e2e.tablet.line import Line

PHOTOS = 20
CUT = 64 * 1024
WORDING = "二层东侧安全出口被锁闭，影响疏散（合成数据）"


def picture(number: int) -> bytes:
    """Give a photo that no other one equals."""
    image = Image.effect_noise((640, 480), 20 + number).convert("RGB")
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=50)
    return kept.getvalue()


def test_a_visit_in_flight_mode_reaches_the_public_page(
    inspector: Inspector, in_county: County, line: Line
) -> None:
    visit = Visit.objects.get(pk=in_county.visits[0])
    pictures = [picture(number) for number in range(PHOTOS)]
    inspector.enrol()
    inspector.log_in()
    inspector.download(visit.site.name)
    _into_the_basement(inspector, line)

    inspector.arrive()
    inspector.find_problem("basic.fire", "消防通道或安全出口被占用、堵塞、上锁", WORDING)
    for number, data in enumerate(pictures[:5], 1):
        inspector.photograph("basic.fire", data, number)
    _power_cut_while_answering(inspector, line)
    for chapter in ("basic", "assessment", "protection", "management"):
        inspector.answer_chapter(chapter)
    for number, data in enumerate(pictures[5:], 6):
        inspector.photograph("basic.fire", data, number)
    inspector.answer_sample("assessment.before_admission")
    inspector.render()
    inspector.sign()
    inspector.lock()

    _back_in_the_street(inspector, line)
    inspector.settled()
    assert line.cuts > 0
    _the_server_holds_it_all(visit, pictures)
    _everybody_reads_it(visit, in_county)


def _into_the_basement(inspector: Inspector, line: Line) -> None:
    inspector.machine.offline()
    line.die()


def _back_in_the_street(inspector: Inspector, line: Line) -> None:
    line.cut_after = CUT
    line.revive()
    inspector.machine.offline(False)


def _power_cut_while_answering(inspector: Inspector, line: Line) -> None:
    """Kill the browser in the middle of a chapter; what was shown as saved is there again."""
    where = inspector.visit
    inspector.answer_chapter("management")
    shown = inspector.saved()
    inspector.machine.kill()
    inspector.machine.start()
    inspector.machine.offline()
    inspector.go(f"/visit/{where}")
    inspector.unlock()
    expect(inspector.page.get_by_role("heading", name="分项进度")).to_be_visible()
    assert inspector.saved() >= shown


def _the_server_holds_it_all(visit: Visit, pictures: list[bytes]) -> None:
    county.deliver()
    visit.refresh_from_db()
    assert visit.state == Visit.State.CONCLUDED
    photos = Evidence.objects.filter(visit=visit, kind="photo")
    assert {one.length for one in photos} == {len(data) for data in pictures}
    assert photos.count() == PHOTOS
    assert not Evidence.objects.filter(visit=visit).exclude(state="complete").exists()
    assert not visit.defects.exists()


def _everybody_reads_it(visit: Visit, in_county: County) -> None:
    waiting = Publication.objects.get(subject_id=str(visit.pk))
    publish_result(publication_id=waiting.pk, by=in_county.publisher)
    page = Client().get(f"/sites/{visit.site_id}").content.decode()
    assert visit.site.name in page
    assert re.search(r"发现问题|整改", page)
    assert WORDING not in page
