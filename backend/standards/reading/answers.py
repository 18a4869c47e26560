"""Answers and the reasons for their points in words (检查结果)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from backend.standards.reading.conditions import answer_word
from backend.standards.reading.words import NOT_APPLICABLE, YES_NO, listed, said_raw
from scoring.checklist import Item

SAID_BY_ANSWER = ("yes_no", "choice", "best_of", "expert", "grade_abc")  # rules that add no reason


def answer_words(item: Item, value: Any) -> str:
    """Say an answer as it stands in a visit; empty for none."""
    if isinstance(value, dict) and "na" in value:
        return _("不适用：%(reason)s") % {"reason": value["na"]}
    if isinstance(value, dict) and "value" in value:
        return answer_words(item, value["value"])
    if value is None:
        return ""
    if isinstance(value, list):
        return listed([answer_word(item, str(one)) for one in value]) or _("均不符合")
    return _whole(item, value) if isinstance(value, dict) else answer_word(item, str(value))


def _whole(item: Item, value: Mapping[str, Any]) -> str:
    if set(value) == {"looked_at", "passed"}:
        return _("抽查 %(looked_at)s，合格 %(passed)s") % value
    if set(value) == {"points", "reason"}:
        return _("评 %(points)s 分：%(reason)s") % value
    parts = _parts(item)
    if parts:
        told = [f"{parts.get(name, name)} {_plain(one)}" for name, one in value.items()]
        return _("；").join(told)
    return json.dumps(value, ensure_ascii=False)


def reason_words(item: Item, why: str, *, na: bool) -> str:
    """Say the rule's reason where the answer alone does not tell it."""
    if na:
        return str(NOT_APPLICABLE[item.na])
    if item.kind in SAID_BY_ANSWER:
        return ""
    return named_parts(item, why)


def named_parts(item: Item, why: str) -> str:
    """Name the parts of an item in a reason by their titles, not by their codes."""
    for name, title in _parts(item).items():
        why = why.replace(f"{name} ", f"{title} ")
    return why


def _parts(item: Item) -> dict[str, str]:
    parts = item.with_.get("parts", ())
    return {one["id"]: said_raw(one.get("title") or one["id"]) for one in parts}


def _plain(one: Any) -> str:
    text = one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
    return str(YES_NO.get(text, text))
