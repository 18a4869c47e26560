"""Layouts: a template's layout.rml filled with blocks and set by z3c.rml (版式)."""

import io
import re
from functools import cache
from threading import Lock
from typing import Any

import chevron
import zope.interface
from lxml import etree
from reportlab.lib import textsplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import paragraph
from z3c.rml import interfaces
from z3c.rml.document import Document

from backend.papers import templates
from backend.papers.refusals import BadTemplate
from backend.papers.rendering import fonts

# Chinese punctuation that ReportLab's own list of what may not begin a line forgets.
for _module in (textsplit, paragraph):
    _module.ALL_CANNOT_START += "，；：！？”’％…—"
_ONE_AT_A_TIME = Lock()  # ReportLab keeps its fonts and settings in module variables
_FILE = re.compile(r'\b(?:file|src|href|url)="(?!data:|sign-off:|\{\{)', re.I)


class _Canvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that starts with an embedded font; its own would be Helvetica, not embedded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initialFontName": "Hei"})


@zope.interface.implementer(
    interfaces.IManager, interfaces.IPostProcessorManager, interfaces.ICanvasManager
)
class _Document(Document):  # type: ignore[misc]  # z3c.rml has no types
    """A document with our fonts: the parent forgets all fonts just before this step."""

    def processSubDirectives(self, *args: Any, **kwargs: Any) -> None:  # noqa: N802 (the parent names it)
        if kwargs.get("select") == ("docinit", "stylesheet"):
            fonts.register()
        super().processSubDirectives(*args, **kwargs)


@cache
def parts() -> dict[str, str]:
    """Give the pieces that layouts share."""
    folder = templates.root() / "parts"
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.rml"))}


def fill(layout: str, content: dict[str, Any]) -> str:
    """Fill a layout; every value is escaped.

    Raises BadTemplate for a layout that would open a file or leave a value unescaped.
    """
    for words in (layout, *parts().values()):
        if "{{{" in words or "{{&" in words or _FILE.search(words):
            raise BadTemplate(
                expected="escaped values and data: addresses in a layout", came=words[:80]
            )
    return str(chevron.render(layout, content, partials_path=None, partials_dict=parts()))


def set_pages(layout: str, content: dict[str, Any]) -> bytes:
    """Set a filled layout as PDF; again where it has more than one page, which it says on each.

    Raises GlyphMissing, FontsMissing, BadTemplate.
    """
    once = _set(fill(layout, {**content, "pages": "1"}))
    pages = _pages(once)
    return once if pages == 1 else _set(fill(layout, {**content, "pages": str(pages)}))


def _set(rml: str) -> bytes:
    root = etree.fromstring(rml.encode("utf-8"), etree.XMLParser(resolve_entities=False))
    fonts.check_glyphs("".join("".join(str(words).split()) for words in root.itertext()))
    out = io.BytesIO()
    with _ONE_AT_A_TIME:
        document = _Document(root, canvasClass=_Canvas)
        document.process(out)
    return out.getvalue()


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))
