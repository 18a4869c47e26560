"""Pages that carry their own script: how they are read, and which script their policy allows."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from backend.core.refusals import Missing
from backend.translog import selectors

PLACE = "<!-- log.json -->"
PART = re.compile(r"<(?P<tag>script|style)>(?P<text>.*?)</(?P=tag)>", re.DOTALL)
WORKER = {"worker-src": ["blob:"]}  # made of the page's own script


def single_page(name: str, **more: Any) -> HttpResponse:
    """Answer with a built page, the log's address and key in it; raises Missing before a build."""
    known = {"address": settings.PUBLIC_ADDRESS, "key": selectors.state().key, **more}
    told = json.dumps(known, ensure_ascii=True).replace("<", "\\u003c")
    page = _built(name).replace(PLACE, told)
    answer = HttpResponse(page, headers={"Cache-Control": "private, no-cache"})
    answer._csp_update = policy_of(page) | WORKER  # type: ignore[attr-defined]  # for django-csp
    return answer


@cache
def _built(name: str) -> str:
    path = settings.TABLET / "dist" / "verify" / f"{name}.html"
    if not path.exists():
        raise Missing("这个页面还没有构建", do="make services")
    return path.read_text(encoding="utf-8")


def policy_of(page: str) -> dict[str, list[str]]:
    """Allow exactly the scripts and styles that the page carries, by their digests."""
    found: dict[str, list[str]] = {"script-src": [], "style-src": []}
    for part in PART.finditer(page):
        digest = hashlib.sha256(part["text"].encode()).digest()
        found[f"{part['tag']}-src"].append(f"'sha256-{base64.b64encode(digest).decode()}'")
    return found
