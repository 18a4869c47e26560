"""One version of a paper as an unsealed PDF: 存档版 with everything, 公开版 without persons."""

from dataclasses import dataclass
from typing import Any

from backend.core.canonical import canonical
from backend.papers import context as contexts
from backend.papers import formatting, templates, text
from backend.papers.models import Paper
from backend.papers.rendering import attach, blocks, layout, pictures
from backend.papers.selectors import verify_address
from backend.papers.shapes import Photo, SignatureLine

DEFECTS = {
    "number-not-given-out": "文号不在已发放的号段内",
    "number-was-void": "文号曾登记为作废",
    "number-used-twice": "文号与另一份文书重复",
    "context-malformed": "现场填写内容不完全符合模板要求",
    "text-differs-from-template": "现场签署的文字与服务器模板不一致，以现场签署的文字为准",
}


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A set version, and where its seal goes."""

    pdf: bytes
    place: attach.SealPlace


def compose(paper: Paper, *, public: bool, test_seal: bool) -> Unsealed:
    """Set one version of a paper; the same paper gives the same bytes.

    Raises GlyphMissing, FontsMissing, BadContext; KeyError for a picture that is gone.
    """
    template = templates.load(paper.kind)
    words, context = paper.text, paper.context
    if public:
        context = contexts.public_view(template.schema, context)
        words = text.fill(template.text, context)
    content = _furniture(paper, template, public, test_seal) | {
        "framed": "<keepInFrame" in template.layout,  # there everything stays together
        "blocks": blocks.blocks(words),
        "text_digest": text.text_digest(words),
        **_pictures(paper, public),
    }
    raw = layout.set_pages(template.layout, content)
    data = {"kind": paper.kind, "number": paper.number, "public": public, "context": context}
    pdf = attach.finish(
        raw,
        title=f"{template.title} {paper.number}",
        attachments={
            "text.txt": ("text/plain", words.encode("utf-8")),
            "data.json": ("application/json", canonical(data)),
        },
    )
    return Unsealed(pdf, attach.seal_place(raw))


def _furniture(
    paper: Paper, template: templates.Template, public: bool, test_seal: bool
) -> dict[str, Any]:
    code = paper.verify_code
    return {
        "title": template.title,
        "number": paper.number,
        "agency": paper.context.get("agency", ""),
        "version": "公开版" if public else "存档版",
        "public": public,
        "code": "-".join(code[at : at + 4] for at in range(0, len(code), 4)),
        "address": verify_address(paper),
        "qr": pictures.qr(verify_address(paper)),
        "test_seal": test_seal,
        "demo_date": formatting.day(paper.demo_date) if paper.demo_date else "",
        "defects": [{"words": DEFECTS.get(code, code)} for code in paper.defects],
    }


def _pictures(paper: Paper, public: bool) -> dict[str, Any]:
    if public:
        return {"signed": False, "signatures": [], "photo_pages": []}
    signatures = [_signature(line) for line in paper.signatures]
    photos = [_photo(number, photo) for number, photo in enumerate(paper.photos, 1)]
    return {
        "signed": bool(signatures),
        "signatures": signatures,
        "photo_pages": [_page(photos[at : at + 4]) for at in range(0, len(photos), 4)],
    }


def _signature(line: SignatureLine) -> dict[str, Any]:
    picture = line.get("picture")
    return {
        "role": line["role"],
        "name": line["name"],
        "signed_on": line["signed_on"],
        "words": line.get("words", ""),
        "picture": picture
        and pictures.drawn(
            pictures.fetch(picture), width_mm=56, height_mm=15, dots=800, lossless=True
        ),
    }


def _photo(number: int, photo: Photo) -> dict[str, Any]:
    box = pictures.drawn(
        pictures.fetch(photo), width_mm=76, height_mm=84, dots=1100, lossless=False
    )
    told = {name: photo[name] for name in ("caption", "taken_at", "place", "sha256")}
    return {"photo": {**box, **told, "n": str(number)}}


def _page(photos: list[dict[str, Any]]) -> dict[str, Any]:
    cells = photos + [{"photo": None}] * (-len(photos) % 2)
    return {"rows": [{"cells": cells[at : at + 2]} for at in range(0, len(cells), 2)]}
