"""The clock chip (期限): how many working days are left, until when, and of which term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from backend.look.days import short_day

SOON = 3  # working days: from here on it is marked as due
MARKS = {"calm": "clock", "due": "clock", "late": "circle-alert"}
STATES = {"calm": _("未到期"), "due": _("即将到期"), "late": _("已逾期")}


@dataclass(frozen=True, slots=True)
class Chip:
    """One term: what it is for, its last day, the working days left (negative when past)."""

    what: str
    due_on: date
    left: int
    today: date
    basis: str = ""

    @property
    def state(self) -> str:
        """calm, due or late: never shown by colour alone."""
        if self.left < 0:
            return "late"
        return "due" if self.left <= SOON else "calm"

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[self.state]

    @property
    def words(self) -> str:
        """Say it: 还剩 3 个工作日（至 11月26日）."""
        day = short_day(self.due_on, self.today)
        if self.left == 0:
            return gettext("今天到期（%(day)s）") % {"day": day}
        if self.left < 0:
            late = "已逾期 %(n)s 个工作日（%(day)s到期）"
            return ngettext(late, late, -self.left) % {"n": -self.left, "day": day}
        words = "还剩 %(n)s 个工作日（至 %(day)s）"
        return ngettext(words, words, self.left) % {"n": self.left, "day": day}
