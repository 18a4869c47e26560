"""The template folders `pdf_templates/<kind>/` (文书模板)."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from backend.papers import lint
from backend.papers.refusals import UnknownKind


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of paper: its words, its layout, the shape of what fills it.

    mark: what follows the agency's mark in the number (检录 in 哈里民检录〔2026〕1号).
    """

    kind: str
    title: str
    mark: str
    text: str
    layout: str
    schema: dict[str, Any]


def kinds() -> list[str]:
    """List the kinds there are."""
    return sorted(path.parent.name for path in root().glob("*/text.mustache"))


def root() -> Path:
    """Give the folder that holds one folder a kind."""
    return Path(settings.PDF_TEMPLATES)


@cache
def load(kind: str) -> Template:
    """Read and check one kind.

    Raises UnknownKind, and BadTemplate when its words leave the allowed subset.
    """
    folder = root() / kind
    if kind not in kinds():
        raise UnknownKind(expected=" | ".join(kinds()), came=kind)
    schema = json.loads((folder / "context.schema.json").read_bytes())
    text = (folder / "text.mustache").read_bytes().decode("utf-8")
    lint.check(text, schema)
    return Template(
        kind=kind,
        title=schema["title"],
        mark=schema["x-paper"]["mark"],
        text=text,
        layout=(folder / "layout.rml").read_bytes().decode("utf-8"),
        schema=schema,
    )


def digest(template: Template) -> str:
    """Give the SHA-256 of the words of a template, in hex."""
    return hashlib.sha256(template.text.encode("utf-8")).hexdigest()
