"""Changing papers; every verb is one transaction and one operation-log event."""

from backend.papers.context import one_line
from backend.papers.services.agencies import FIELDS as AGENCY_FIELDS
from backend.papers.services.agencies import keep_agency
from backend.papers.services.numbers import (
    keep_numbers,
    lease_block,
    release_blocks,
    return_block,
    skip_numbers,
    take_number,
)
from backend.papers.services.rendering import render_paper, render_paper_again
from backend.papers.services.request import request_paper
from backend.papers.services.serving import confirm_service, serve_paper
from backend.papers.text import render_text, text_digest

__all__ = [
    "AGENCY_FIELDS",
    "confirm_service",
    "keep_agency",
    "keep_numbers",
    "lease_block",
    "one_line",
    "release_blocks",
    "render_paper",
    "render_paper_again",
    "render_text",
    "request_paper",
    "return_block",
    "serve_paper",
    "skip_numbers",
    "take_number",
    "text_digest",
]
