"""The page that carries its own script: how it is read, and which script its policy allows."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from django.conf import settings

from backend.core.refusals import Missing

PLACE = "<!-- log.json -->"
PART = re.compile(r"<(?P<tag>script|style)>(?P<text>.*?)</(?P=tag)>", re.DOTALL)


def verifier_page(known: str) -> str:
    """Give the built page with the log's address and key in it; raises Missing before a build."""
    return _built().replace(PLACE, known)


@cache
def _built() -> str:
    path = settings.TABLET / "dist" / "verify" / "verify.html"
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
