"""Song and Hei, embedded and subset (宋体, 黑体): Noto Serif SC and Noto Sans SC."""

from functools import cache
from pathlib import Path

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from backend.papers.refusals import FontsMissing, GlyphMissing

FILES = {
    "Song": "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "Song-Bold": "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    "Hei": "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
}


@cache
def font(name: str) -> TTFont:
    """Read a font file; once a process, it takes a tenth of a second.

    Raises FontsMissing.
    """
    path = Path(settings.XINGJIAN_FONTS) / FILES[name]
    if not path.exists():
        raise FontsMissing(
            expected=str(FILES[name]),
            came="no such file",
            do="run the front end's install, or set XINGJIAN_FONTS",
        )
    return TTFont(name, str(path))


def register() -> None:
    """Make the fonts known to ReportLab; z3c.rml forgets them before every document."""
    for name in FILES:
        pdfmetrics.registerFont(font(name))


def check_glyphs(words: str) -> None:
    """Refuse words with a character that would print as an empty box.

    Raises GlyphMissing, naming the characters.
    """
    printed = {ord(char) for char in words} - {0x0A}
    glyphs = [font(name).face.charToGlyph for name in FILES]
    missing = {code for code in printed if not all(code in known for known in glyphs)}
    if missing:
        shown = " ".join(f"{chr(code)} (U+{code:04X})" for code in sorted(missing))
        raise GlyphMissing(
            expected="characters of the embedded fonts",
            came=shown,
            do="write the character in another way, or add a font that has it",
        )
