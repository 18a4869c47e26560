"""Rates of chapters as people read them, and what machines read beside them."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.filter
def percent(rate: str) -> str:
    """Say a rate with one decimal: 0.872727 is 87.3%."""
    return f"{(Decimal(rate) * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


@register.filter
def as_linked_data(told: Any) -> SafeString:
    """Write what schema.org readers look for; nothing in it can end the element."""
    text = json.dumps(told, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
