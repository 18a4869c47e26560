"""Words of the templates: icons, days, digests, terms in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from backend.look import days
from backend.look.landing import landing_of

register = template.Library()
SPRITE = "vendor/lucide/icons.svg"

register.filter("day", days.day)
register.filter("moment", days.moment)


@register.simple_tag
def icon(name: str, more: str = "") -> SafeString:
    """Draw a Lucide icon; it always stands beside a word, so it says nothing itself."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        more,
        static(SPRITE),
        name,
    )


@register.simple_tag(takes_context=True)
def landing(context: dict[str, Any]) -> str:
    """Give the route of the reader's first page."""
    return landing_of(context["user"])


@register.filter
def in_words(told: Any) -> str:
    """Say a stored Chinese term in the reader's language, where it has a translation."""
    return gettext(str(told)) if told else ""


@register.filter
def named(row: Any) -> str:
    """Name a row of a code list in the reader's language (nature, kind)."""
    names = ("title_en", "name_en") if days.english() else ("title_zh", "name")
    return next((str(getattr(row, name)) for name in names if getattr(row, name, "")), "")


@register.filter
def entry(table: Any, key: Any) -> Any:
    """Look a key up; empty when it is not there."""
    return table.get(key, "") if table else ""
