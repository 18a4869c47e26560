"""Refusals in the reader's words (没能办成): title, what stands, what to do.

Rules speak to programs too, mostly in English; what has no words for people here is left out
rather than shown in another language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.core.refusals import CHINESE, Missing, Refusal, Words
from backend.look.days import day

DATE = r"(\d{4}-\d\d-\d\d)"
DATED = (  # how rules write days → how people read them
    (re.compile(rf"^{DATE} or later$"), _("%s 或者以后")),
    (re.compile(rf"^by {DATE}$"), _("%s 或者以前")),
    (re.compile(rf"^a (?:date|day) (?:up to|from) {DATE}$"), _("以 %s 为界")),
    (re.compile(rf"^{DATE}$"), "%s"),
)
SPAN = re.compile(rf"^{DATE} to {DATE}$")
NUMBER = re.compile(r"\d+")


def spoken(no: Refusal) -> dict[str, Any]:
    """Say a refusal for a page: title, detail, expected, came, do, and what else it carries."""
    title = str(no.title)
    detail = no.detail if CHINESE.search(no.detail) else title
    if no.status == Missing.status:
        return {"title": title, "detail": detail}
    states = _states(no.states_of)
    said = {name: _said(no.members.get(name, ""), states) for name in ("expected", "came")}
    said["expected"] = _expected(no) or said["expected"]
    return {**no.members, "title": title, "detail": detail, "do": _do(no), **said}


def one_line(no: Refusal) -> str:
    """Say a refusal in one line, for a list of several."""
    told = spoken(no)
    return "。".join(part for part in (told["title"], told.get("do", "")) if part)


def _do(no: Refusal) -> str:
    """Give the raiser's words where they are for people, else those of the reason."""
    own = no.members.get("do", "")
    for_people = isinstance(own, Promise) or CHINESE.search(own)
    return str(no.problem().get("do", "") if for_people else no.hint)


def _expected(no: Refusal) -> str:
    """Give what the rule expects, with the day and the number of this refusal."""
    told, raw = str(no.expects), str(no.members.get("expected", ""))
    at = re.search(DATE, raw)
    n = NUMBER.search(re.sub(DATE, "", raw))
    if ("{day}" in told and at is None) or ("{n}" in told and n is None):
        return ""
    return told.format(day=day(at[0]) if at else "", n=n[0] if n else "")


def _said(raw: Words, states: dict[str, Words]) -> str:
    """Give a text in the reader's words; empty where it has none."""
    text = str(raw)
    if span := SPAN.match(text):
        return gettext("%(from)s 至 %(until)s") % {
            "from": day(span.group(1)),
            "until": day(span.group(2)),
        }
    for pattern, words in DATED:
        if dated := pattern.match(text):
            return str(words) % day(dated.group(1))
    parts = re.split(r" or | \| ", text)
    if all(part in states for part in parts):
        return gettext("、").join(str(states[part]) for part in parts)
    for_people = isinstance(raw, Promise) or CHINESE.search(text) or text.isdigit()
    return text if for_people else ""


@cache
def _states(model: str) -> dict[str, Words]:
    """Give the states a model's rows stand in, as stored and as people read them."""
    field = apps.get_model(model)._meta.get_field("state") if model else None
    return dict(getattr(field, "choices", None) or ())
