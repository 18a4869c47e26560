"""What travels inside the PDF: text.txt, data.json, the language, the place of the seal."""

import io
from dataclasses import dataclass
from decimal import Decimal

import pikepdf

Box = tuple[int, int, int, int]
SEAL_SIZE = 119  # points, 42 mm
OVERLAP = 20  # points by which the seal reaches into the sign-off
FOOT: Box = (527 - SEAL_SIZE, 84, 527, 84 + SEAL_SIZE)  # lower right, above the foot line


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where the seal goes: page from 0, and the box in points."""

    page: int
    box: Box


def finish(pdf: bytes, *, title: str, attachments: dict[str, tuple[str, bytes]]) -> bytes:
    """Attach files (name → media type, bytes) and say title and language; same in, same out."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for name, (media_type, data) in attachments.items():
            spec = pikepdf.AttachedFileSpec(
                opened,
                data,
                description="",
                filename=name,
                mime_type=media_type,
                creation_date="",
                mod_date="",
            )
            spec.obj.AFRelationship = pikepdf.Name.Source
            opened.attachments[name] = spec
        opened.Root.Lang = pikepdf.String("zh-CN")
        opened.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        opened.docinfo["/Title"] = title
        opened.Root.PageMode = pikepdf.Name.UseNone
        _unlink(opened)
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def seal_place(pdf: bytes) -> SealPlace:
    """Find the sign-off of the text, beside which the seal stands.

    A text signed on the spot may have none: then it is the foot of the last page.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [
            (number, [Decimal(str(edge)) for edge in link.Rect])
            for number, page in enumerate(opened.pages)
            for link in page.get("/Annots", [])
            if str(link.A.get("/URI", "")).startswith("sign-off:")
        ]
        last = len(opened.pages) - 1
    if not found:
        return SealPlace(last, FOOT)
    page = found[-1][0]
    edges = [edge for number, edge in found if number == page]
    return SealPlace(page, _box(edges))


def _box(edges: list[list[Decimal]]) -> Box:
    """Place the seal before the lines, touching their beginning: both stay legible."""
    right = int(min(edge[0] for edge in edges)) + OVERLAP
    middle = int((max(edge[3] for edge in edges) + min(edge[1] for edge in edges)) / 2)
    low = middle - SEAL_SIZE // 2
    return (right - SEAL_SIZE, low, right, low + SEAL_SIZE)


def _unlink(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        if "/Annots" in page:
            del page["/Annots"]
