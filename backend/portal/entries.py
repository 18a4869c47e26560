"""Entries of a credit file in words (信用信息条目): what, on what ground, from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backend.credit.models import Entry
from backend.inspections.vocabulary import Result

KINDS = {  # kind → its word, icon and tone
    "inspection": (_("行政检查"), "clipboard-check", "off"),
    "overdue-correction": (_("逾期未改正"), "circle-alert", "late"),
    "level": (_("等级评定"), "star", "ok"),
    "penalty": (_("行政处罚"), "gavel", "late"),
    "accident": (_("责任事故"), "triangle-alert", "late"),
    "dishonesty-list": (_("失信惩戒名单"), "triangle-alert", "late"),
}
OTHER = (_("其他记录"), "file-text", "off")
PAGES = {"visit": "portal-visit", "order": "portal-order"}
GROUNDS = {"visit": _("检查记录"), "order": _("责令限期改正通知书"), "level": _("等级确认")}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as a row; href leads to its ground where the portal has a page for it."""

    entry: Entry
    title: Any
    icon: str
    tone: str
    words: list[Any]
    ground: Any
    href: str


def entry_lines(rows: Iterable[Entry]) -> list[EntryLine]:
    """Say each entry."""
    return [_line(one) for one in rows]


def _line(entry: Entry) -> EntryLine:
    page = PAGES.get(entry.ground_type)
    ground = GROUNDS.get(entry.ground_type, entry.ground_type)
    href = reverse(page, args=[entry.ground_id]) if page else ""
    return EntryLine(entry, *KINDS.get(entry.kind, OTHER), _words(entry), ground, href)


def _words(entry: Entry) -> list[Any]:
    codes = entry.detail.get("codes", [])
    told: list[Any] = [Result(code).label for code in codes if code in Result.values]
    return told + ([entry.detail["title"]] if "title" in entry.detail else [])
