"""Words of the pages of ratings."""

from __future__ import annotations

from django import template

from backend.standards.selectors import ResultNames

register = template.Library()


@register.filter
def level_of(names: ResultNames, level: str | None) -> str:
    """Name a level in the reader's language; names: of the version it is a level of."""
    return names.level(level or "")
