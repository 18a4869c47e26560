"""Photos over a line that is cut every few kilobytes: all arrive, and not twice over."""

from __future__ import annotations

import io

from PIL import Image

from backend.inspections.models import Evidence, Visit
from tests.e2e.tablet.county import County
from tests.e2e.tablet.inspector import Inspector
from tests.e2e.tablet.line import Line

PHOTOS = 3
CUT = 64 * 1024
TOO_MUCH = 1.5  # 1.3 by pieces of 16 KB, and what the operations and the pulls take


def picture(number: int) -> bytes:
    """Give a photo of about a megabyte."""
    image = Image.effect_noise((1600, 1200), 60 + number).convert("RGB")
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=75)
    return kept.getvalue()


def test_photos_over_a_line_that_is_cut_go_up_about_once(
    inspector: Inspector, in_county: County, line: Line
) -> None:
    visit = Visit.objects.get(pk=in_county.visits[0])
    pictures = [picture(number) for number in range(PHOTOS)]
    inspector.enrol()
    inspector.log_in()
    inspector.download(visit.site.name)
    inspector.arrive(facts=False)
    inspector.machine.offline()
    line.die()
    for number, data in enumerate(pictures, 1):
        inspector.photograph("basic.fire", data, number)

    before, line.cut_after = line.sent_up, CUT
    line.revive()
    inspector.machine.offline(False)
    inspector.settled()

    length = sum(len(data) for data in pictures)
    share = (line.sent_up - before) / length
    print(f"\n{length / 1e6:.1f} MB of photos, {line.cuts} cuts: sent {share:.2f} x their bytes")
    assert line.cuts > length / CUT / 4
    assert share < TOO_MUCH
    assert Evidence.objects.filter(visit=visit, kind="photo").count() == PHOTOS
