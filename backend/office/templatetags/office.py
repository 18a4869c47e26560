"""Words of the office's templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from backend.accounts.selectors import roles_of
from backend.office.nav import Entry, offered
from backend.office.permissions import ROWS

register = template.Library()
HELD = "office_roles_held"


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], route: str) -> bool:
    """Say whether the reader may open a page of the office, as the permission table does."""
    return _may(context["request"], route)


@register.simple_tag(takes_context=True)
def entries(context: dict[str, Any]) -> list[tuple[Entry, str]]:
    """Give the navigation the reader is offered, with addresses."""
    request = context["request"]
    return offered(lambda route: _may(request, route))


def _may(request: HttpRequest, route: str) -> bool:
    """Look the route up; the reader's roles are read once a page."""
    row = ROWS.get(route)
    if row is None:
        return False
    held = getattr(request, HELD, None)
    if held is None:
        held = roles_of(request.user)
        setattr(request, HELD, held)
    return row.public or row.signed_in or bool(row.roles & held)
