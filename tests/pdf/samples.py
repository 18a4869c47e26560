"""Papers made from the samples beside the templates, without a database."""

import json
from datetime import date
from typing import Any

from backend.papers import text
from backend.papers.models import Paper
from tests.pdf.vectors import TEMPLATES


def sample(kind: str) -> dict[str, Any]:
    """Read the sample context of a kind."""
    content: dict[str, Any] = json.loads((TEMPLATES / kind / "sample.json").read_bytes())
    return content


def paper(kind: str = "onsite-record", **changes: Any) -> Paper:
    """Make an unsaved paper from a sample; context changes by name, the rest by keyword."""
    fields = {name: changes.pop(name) for name in ("signatures", "defects") if name in changes}
    context = sample(kind) | changes
    words = text.render_text(kind, context)
    return Paper(
        kind=kind,
        number=context["number"],
        subject_type="visit",
        context=context,
        text=words,
        text_digest=text.text_digest(words),
        verify_code="ABCDEFGHJKMN",
        demo_date=date(2026, 11, 21),
        **fields,
    )
