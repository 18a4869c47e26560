"""Words of the office's templates."""

from __future__ import annotations

from typing import Any

from django import template

from backend.office.permissions import ROWS

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], route: str) -> bool:
    """Say whether the reader may open a page of the office, as the permission table does."""
    return ROWS[route].allows(context["request"].user)
