"""Builders of papers; contexts come from the samples beside the templates."""

import io
from typing import Any
from uuid import UUID

from PIL import Image

from backend.core import objects
from backend.core.ids import uuid7
from backend.keys import services as keys
from backend.papers import services
from backend.papers.models import Paper
from backend.papers.shapes import Photo, Picture, SignatureLine, Subject
from tests.backend import make
from tests.pdf.samples import sample

KIND = "onsite-record"


def number(kind: str = KIND) -> str:
    """Take a number."""
    return services.take_number("哈里民", kind, 2026)


def requested(
    kind: str = KIND,
    *,
    site: UUID | None = None,
    subject: UUID | None = None,
    signed_text: str = "",
    signatures: list[SignatureLine] | None = None,
    photos: list[Photo] | None = None,
    **context: Any,
) -> Paper:
    """Ask for a paper from the sample, with a number of its own."""
    label = context.pop("number", "") or number(kind)
    return services.request_paper(
        kind=kind,
        subject=Subject("visit", subject or uuid7(), region=make.DAOLI, site=site),
        number=label,
        context=sample(kind) | {"number": label} | context,
        signatures=signatures or [],
        photos=photos or [],
        actor="system",
        signed_text=signed_text,
    )


def sealed(kind: str = KIND, **rest: Any) -> Paper:
    """Make a paper with its files."""
    paper = requested(kind, **rest)
    services.render_paper({"paper": str(paper.pk)})
    paper.refresh_from_db()
    assert paper.state == Paper.State.SEALED, paper.error
    return paper


def picture(colour: str = "#b0c4b1", size: tuple[int, int] = (1600, 1200)) -> Picture:
    """Store a sealed picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    content_key, sealed_bytes = keys.seal(out.getvalue())
    key = f"test/{content_key}"
    objects.put(key, sealed_bytes)
    return Picture(key=key, content_key=str(content_key))


def photo(caption: str, **rest: Any) -> Photo:
    """Store a photo with its caption."""
    return Photo(
        **picture(**rest),
        sha256="3f5a9c1e77d24b60" * 4,
        caption=caption,
        taken_at="2026年11月23日10时05分",
        place="北纬45.7558，东经126.6167（合成）",
        person_visible=False,
    )
