"""The words of a paper: what is read, and whose digest is signed (文书正文)."""

import hashlib

import chevron

from backend.papers import context as contexts
from backend.papers import templates


def render_text(kind: str, context: contexts.Context) -> str:
    """Fill the template of a kind; tablet and server give the same bytes.

    Raises UnknownKind, BadContext.
    """
    template = templates.load(kind)
    contexts.check(template, context)
    return fill(template.text, context)


def fill(template: str, context: contexts.Context) -> str:
    """Render words within the subset of lint.py; no escaping, no partials."""
    return str(chevron.render(template, context, partials_path=None))


def text_digest(text: str) -> str:
    """Give the SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
