"""The navigation of the office (主导航): which entries somebody is offered, and where he is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what pages say in `here`, the route, the mark, the word."""

    here: str
    route: str
    icon: str
    what: Any


ENTRIES = (
    Entry("home", "office-home", "house", _("今日")),
    Entry("approvals", "office-approvals", "badge-check", _("审批")),
    Entry("visits", "office-visits", "clipboard-check", _("检查")),
    Entry("sites", "office-sites", "building-2", _("机构名录")),
    Entry("orders", "office-orders", "square-pen", _("整改")),
    Entry("rounds", "office-rounds", "star", _("评定")),
    Entry("duties", "office-duties", "clipboard-list", _("履职")),
    Entry("publications", "office-publications", "megaphone", _("公示")),
    Entry("plans", "office-plans", "calendar-days", _("计划")),
    Entry("draws", "office-draws", "dices", _("抽查")),
    Entry("checklists", "office-checklists", "list-checks", _("标准")),
    Entry("devices", "office-devices", "tablet", _("平板")),
    Entry("people", "office-officers", "users", _("人员")),
    Entry("public", "public-start", "external-link", _("公众端")),
)


def offered(may: Callable[[str], bool]) -> list[tuple[Entry, str]]:
    """Give the entries somebody may open, each with its address; one without a page is left out."""
    rows = []
    for one in ENTRIES:
        if one.here != "public" and not may(one.route):
            continue
        try:
            rows.append((one, reverse(one.route)))
        except NoReverseMatch:
            continue
    return rows
