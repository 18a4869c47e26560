"""What uploaded bytes really are (文件内容核验): type, size in pixels, thumbnail, likeness."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from backend.sync.refusals import PictureUnreadable, TooManyPixels, TypeDiffers

MAX_PIXELS = 60_000_000
THUMB = (320, 320)
_PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in the bytes; thumb is a JPEG without the original's metadata."""

    media_type: str
    thumb: bytes = b""
    perceptual_hash: str = ""


def look(data: bytes, stated: str) -> Seen:
    """Check the bytes against the type the manifest states.

    Raises TypeDiffers, TooManyPixels, PictureUnreadable.
    """
    real = media_type(data)
    if real != stated:
        raise TypeDiffers(
            "the content is of another type",
            expected=stated,
            came=real or "an unknown type",
            do="make a new manifest with the real type",
        )
    if real not in _PICTURES:
        return Seen(real)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is lower
            return _picture(data, real)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise PictureUnreadable(
            "the picture cannot be decoded",
            expected="a whole picture",
            came=str(fault)[:100],
            do="take the picture again, or let two officers waive it",
        ) from fault


def media_type(data: bytes) -> str:
    """Tell the type by the first bytes, never by a name; empty when it is none of ours."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if data.startswith(b"%PDF-") else ""


def likeness(picture: Image.Image) -> str:
    """Difference hash: 64 bits, one for each step to a brighter neighbour, in hex."""
    small = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    rows = [small[at : at + 9] for at in range(0, 72, 9)]
    bits = [row[n] < row[n + 1] for row in rows for n in range(8)]
    return f"{sum(bit << n for n, bit in enumerate(bits)):016x}"


def _picture(data: bytes, real: str) -> Seen:
    with Image.open(io.BytesIO(data), formats=[_PICTURES[real]]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise TooManyPixels(
                "the picture is too large",
                expected=f"at most {MAX_PIXELS} pixels",
                came=f"{picture.width} × {picture.height}",
                do="take it with a lower resolution",
            )
        picture.draft("RGB", (THUMB[0] * 2, THUMB[1] * 2))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail(THUMB)
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=80)
    return Seen(real, out.getvalue(), likeness(upright))
