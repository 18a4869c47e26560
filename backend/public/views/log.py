"""The public log (公开核验日志): its page, its files, and the page that checks a document.

The files lie in the log's bucket; a cache in front may serve them without asking us.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from backend.public.inline import single_page
from backend.public.views.page import PublicPage
from backend.translog import selectors, store
from backend.translog.proof.faults import Fault
from backend.translog.proof.tiles import parse

DIGEST = re.compile(r"[0-9a-f]{64}")
FOR_EVER = "public, max-age=31536000, immutable"
SECONDS = "public, max-age=5"
MINUTE = "public, max-age=60"  # the longest for what names a home


class LogPage(PublicPage):
    """/log: what the log is, how far it is, its newest entries, how to check it oneself."""

    here = "verify"
    template_name = "public/log.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it."""
        return super().get_context_data(log=selectors.state(), lines=selectors.newest(), **kwargs)


@require_GET
def checkpoint(request: HttpRequest) -> HttpResponse:
    """/log/checkpoint: size and root under the log's signature."""
    shown = store.published()
    return _file(shown.note.encode(), store.TEXT, SECONDS) if shown else _none()


@require_GET
def tile(request: HttpRequest, rest: str) -> HttpResponse:
    """/log/tile/…: hashes and entries; they never change."""
    try:
        return _file(store.get_tile(parse(f"tile/{rest}")), store.BYTES, FOR_EVER)
    except Fault:
        return _none()


@require_GET
def opening(request: HttpRequest, index: int) -> HttpResponse:
    """/log/openings/{n}.json: what an entry is about, until it has to be forgotten."""
    try:
        return _file(store.get(store.opening_key(index, held=False)), store.JSON, MINUTE)
    except Fault:
        return _none()


@require_GET
def proof(request: HttpRequest, document: str) -> HttpResponse:
    """/log/proof/{SHA-256}.tlog-proof: all that proves one document, in one file."""
    text = selectors.proof_of(document) if DIGEST.fullmatch(document) else None
    return _file(text.encode(), store.TEXT, MINUTE) if text else _none()


@require_GET
def key(request: HttpRequest) -> HttpResponse:
    """/log/key: the verifier key, with the log's name."""
    return _file(f"{selectors.state().key}\n".encode(), store.TEXT, MINUTE)


@require_GET
def verify_file(request: HttpRequest) -> HttpResponse:
    """/verify/file: one page that checks documents in the browser, also when it was saved."""
    return single_page("verify")


def _file(data: bytes, content_type: str, keep: str) -> HttpResponse:
    headers = {
        "Cache-Control": keep,
        "Access-Control-Allow-Origin": "*",  # a saved page may ask too
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=content_type, headers=headers)


def _none() -> HttpResponse:
    headers = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
    return HttpResponse(b"not there\n", content_type=store.TEXT, status=404, headers=headers)
