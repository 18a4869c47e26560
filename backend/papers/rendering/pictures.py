"""Pictures for the page: fetched, opened, turned upright, made small, stripped of EXIF."""

import base64
import io
from uuid import UUID

import segno
from PIL import Image, ImageOps

from backend.core import objects
from backend.keys import services as keys
from backend.papers.shapes import Picture

MAX_PIXELS = 50_000_000
Drawn = dict[str, str]


def fetch(picture: Picture) -> bytes:
    """Read a picture's bytes, unsealing them where they are sealed; KeyError when gone."""
    data = objects.get(picture["key"])
    content_key = picture.get("content_key")
    return keys.unseal(UUID(content_key), data) if content_key else data


def drawn(data: bytes, *, width_mm: float, height_mm: float, dots: int, lossless: bool) -> Drawn:
    """Give a data address and the size in which the picture fits the box.

    dots: the longer side at most, in pixels.
    """
    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise ValueError(f"expected at most {MAX_PIXELS} pixels, came {opened.size}")
        opened.draft("RGB", (dots, dots))
        image = ImageOps.exif_transpose(opened).convert("RGBA" if lossless else "RGB")
    image.thumbnail((dots, dots), Image.Resampling.LANCZOS)
    scale = min(width_mm / image.width, height_mm / image.height)
    return {
        "data": _address(image, lossless),
        "width": f"{image.width * scale:.3f}mm",
        "height": f"{image.height * scale:.3f}mm",
    }


def _address(image: Image.Image, lossless: bool) -> str:
    out = io.BytesIO()
    if lossless:
        flat = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
        flat.convert("L").save(out, "PNG")
        return data_address("image/png", out.getvalue())
    image.save(out, "JPEG", quality=82)
    return data_address("image/jpeg", out.getvalue())


def qr(address: str) -> str:
    """Draw a QR code (二维码) as a data address."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=8, border=2)
    return data_address("image/png", out.getvalue())


def data_address(media_type: str, data: bytes) -> str:
    """Write bytes as a data: address, the only one a layout may open."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"
