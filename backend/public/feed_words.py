"""A published result or a level as an entry of the feed; never both in one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from backend.look.days import day
from backend.look.templatetags.look import in_words
from backend.publication.payload import NOTHING_FOUND_MEANS

Told = dict[str, Any]


def title_of(payload: Told) -> str:
    """Say home and act."""
    home = payload["site"]["name"]
    if payload["kind"] == "level":
        return f"{home} · {_('等级公告')}"
    return f"{home} · {_('检查结果')}"


def summary_of(payload: Told) -> str:
    """Say what came out, and what that does not mean."""
    if payload["kind"] == "level":
        level, state = payload["level"], payload["state"]
        until = _("有效期至 %(day)s") % {"day": day(level["valid_until"])}
        return "；".join((payload["authority"], level["title"], in_words(state["words"]), until))
    words = "、".join(in_words(one["words"]) for one in payload["conclusion"])
    looked = f"{day(payload['visited_on'])} {in_words(payload['nature']['title'])}"
    return "；".join((payload["authority"], looked, words, _(NOTHING_FOUND_MEANS)))
