"""What an inspection did not look at, in the reader's language.

The published words are fixed in Chinese; the English reader gets the same sentences.
"""

from __future__ import annotations

import re

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from backend.look.days import english

register = template.Library()
SENTENCES = (
    (re.compile(r"“(?P<title>.+)”整项未检查"), _("“%(title)s”整项未检查")),
    (re.compile(r"“(?P<title>.+)”有 (?P<n>\d+) 项未检查"), _("“%(title)s”有 %(n)s 项未检查")),
    (
        re.compile(r"本次只检查《(?P<title>.+)》所列事项，其他事项未检查"),
        _("本次只检查《%(title)s》所列事项，其他事项未检查"),
    ),
)


@register.filter
def scope_in_words(told: str) -> str:
    """Say one published sentence; what is not among the known ones stays as published."""
    if not english():
        return told
    for shape, sentence in SENTENCES:
        if found := shape.fullmatch(told):
            return gettext(sentence) % found.groupdict()
    return gettext(told)
