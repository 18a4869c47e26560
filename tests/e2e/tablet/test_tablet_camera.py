"""The code of the office is held before the camera, and the tablet enrols by what it sees."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from django.db import connections
from PIL import Image
from playwright.sync_api import Playwright, expect

from backend.accounts.models import Device
from backend.office.tablets.enrolment import shown
from tests.e2e.tablet.county import PASSPHRASE, County
from tests.e2e.tablet.inspector import Inspector
from tests.e2e.tablet.line import Line
from tests.e2e.tablet.machine import Machine

WIDTH, HEIGHT, FRAMES = 640, 480, 10


@pytest.fixture
def before_the_camera(
    play: Playwright, line: Line, in_county: County, tmp_path: Path
) -> Iterator[Inspector]:
    """Give a tablet whose camera sees the code that the office's page shows."""
    label = "合成平板（扫码登记）"
    code = shown(label=label, region="", code=in_county.code(label))
    film = tmp_path / "camera.y4m"
    film.write_bytes(_film(code.address))
    tablet = Machine(play, line.address, video=film)
    tablet.start()
    yield Inspector(tablet, in_county)
    tablet.remove()
    connections.close_all()


def test_a_tablet_enrols_by_the_code_its_camera_sees(before_the_camera: Inspector) -> None:
    inspector = before_the_camera
    inspector.go("/enrol")
    inspector.press("打开摄像头扫描")
    expect(inspector.page.get_by_label("口令", exact=True)).to_be_visible()
    expect(inspector.page.locator("video")).to_have_count(0)
    inspector.say("口令", PASSPHRASE)
    inspector.say("再输入一次", PASSPHRASE)
    inspector.press("完成登记")  # the fingerprint it saw is the key the server gives
    expect(inspector.page.get_by_role("heading", name="今日检查")).to_be_visible()
    assert Device.objects.filter(label="合成平板（扫码登记）").count() == 1


def _film(text: str) -> bytes:
    """Film a code, held a little askew."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=5, border=4)
    code = Image.open(drawn).convert("L")
    desk = Image.new("L", (WIDTH, HEIGHT), 200)
    desk.paste(code, ((WIDTH - code.width) // 2, (HEIGHT - code.height) // 2))
    grey = desk.rotate(4, fillcolor=190).tobytes()
    frame = b"FRAME\n" + grey + b"\x80" * (WIDTH * HEIGHT // 2)
    return f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * FRAMES
