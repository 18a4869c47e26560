"""Synthetic photos and a tus client over the test client (合成数据)."""

import base64
import io
from hashlib import sha256
from typing import Any

from django.urls import reverse
from PIL import Image

from backend.core import clock
from backend.core.ids import uuid7
from tests.backend.sync.make import Tablet

BODY = "application/offset+octet-stream"


def photo(seed: int = 1, size: tuple[int, int] = (320, 240), kind: str = "JPEG") -> bytes:
    """Draw a picture; another seed gives another one."""
    picture = Image.new("RGB", size)
    picture.putdata(
        [
            ((x * seed) % 256, (y * seed * 3) % 256, (x * y + seed * 40) % 256)
            for y in range(size[1])
            for x in range(size[0])
        ]
    )
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def manifest(one: Tablet, data: bytes, **other: Any) -> dict[str, Any]:
    """Make the operation that announces a photo."""
    body = {
        "id": str(uuid7()),
        "item": "safety.exit",
        "sha256": sha256(data).hexdigest(),
        "length": len(data),
        "media_type": "image/jpeg",
        "kind": "photo",
        "captured_at": clock.now().isoformat(),
        "position": {"lat": "45.75", "lon": 126.6, "accuracy": "12.5", "mock": False},
        "person_visible": False,
        "regions": [],
    }
    return one.op("evidence.add", {**body, **other})


def announced(one: Tablet, data: bytes, **other: Any) -> str:
    """Push a manifest and give the evidence's id."""
    operation = manifest(one, data, **other)
    assert one.outcomes(operation) == ["applied"]
    return str(operation["body"]["id"])


def call(one: Tablet, method: str, where: str, body: bytes = b"", **more: Any) -> Any:
    """Call the upload addresses as a tus client does."""
    headers = {"HTTP_TUS_RESUMABLE": "1.0.0", "HTTP_XINGJIAN_DEVICE": str(one.device.pk)}
    content_type = BODY if method == "PATCH" else more.pop("content_type", "")
    return one.client.generic(method, where, body, content_type=content_type, **{**headers, **more})


def create(one: Tablet, evidence: str, length: int, body: bytes = b"", **more: Any) -> Any:
    metadata = f"evidence {base64.b64encode(evidence.encode()).decode()},filename YS5qcGc="
    return call(
        one,
        "POST",
        reverse("upload-create"),
        body,
        HTTP_UPLOAD_LENGTH=str(length),
        HTTP_UPLOAD_METADATA=metadata,
        **more,
    )


def begun(one: Tablet, data: bytes, **other: Any) -> str:
    """Announce a photo and begin its upload; give the address."""
    response = create(one, announced(one, data, **other), len(data))
    assert response.status_code == 201, response.content
    return str(response["Location"])


def send(one: Tablet, where: str, data: bytes, offset: int = 0, **more: Any) -> Any:
    return call(one, "PATCH", where, data, HTTP_UPLOAD_OFFSET=str(offset), **more)


def send_cut(one: Tablet, where: str, data: bytes, offset: int, arrives: int) -> Any:
    """Send the rest, of which only so many bytes arrive before the line is cut."""
    cut = {"wsgi.input": io.BytesIO(data[offset : offset + arrives])}
    stated = str(len(data) - offset)
    return send(one, where, b"x", offset, CONTENT_LENGTH=stated, **cut)
