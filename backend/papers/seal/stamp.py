"""What the seal looks like (印模): a red ring with the authority's name, and that it is a test."""

import io
import math

from reportlab.pdfgen.canvas import Canvas

from backend.papers.rendering import fonts
from backend.papers.rendering.attach import SEAL_SIZE

RED = (0.78, 0.09, 0.12)
ARC = math.radians(240)  # the name spans at most this much of the ring
FONT = "Song-Bold"


def draw(agency: str) -> bytes:
    """Draw a one-page PDF of the stamp; the same agency gives the same bytes."""
    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(
        out, pagesize=(SEAL_SIZE, SEAL_SIZE), invariant=1, initialFontName=FONT, pageCompression=1
    )
    canvas.translate(SEAL_SIZE / 2, SEAL_SIZE / 2)
    canvas.setStrokeColorRGB(*RED, alpha=0.85)
    canvas.setFillColorRGB(*RED, alpha=0.85)
    _rings(canvas)
    _name(canvas, agency)
    _middle(canvas)
    canvas.save()
    return out.getvalue()


def _rings(canvas: Canvas) -> None:
    canvas.setLineWidth(2.6)
    canvas.circle(0, 0, SEAL_SIZE / 2 - 2)
    canvas.setLineWidth(0.7)
    canvas.circle(0, 0, SEAL_SIZE / 2 - 6)


def _name(canvas: Canvas, agency: str) -> None:
    radius, size = SEAL_SIZE / 2 - 20, 11.0
    step = min(math.radians(19), ARC / max(len(agency) - 1, 1))
    canvas.setFont(FONT, size)
    for index, char in enumerate(agency):
        angle = math.pi / 2 - (index - (len(agency) - 1) / 2) * step
        canvas.saveState()
        canvas.translate(radius * math.cos(angle), radius * math.sin(angle))
        canvas.rotate(math.degrees(angle) - 90)
        canvas.drawCentredString(0, 0, char)
        canvas.restoreState()


def _middle(canvas: Canvas) -> None:
    canvas.setFont(FONT, 15)
    canvas.drawCentredString(0, -5, "演示印章")
    canvas.setFont(FONT, 7.5)
    canvas.drawCentredString(0, -20, "测试证书")
    canvas.drawCentredString(0, -30, "不具有法律效力")
