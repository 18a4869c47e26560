"""An import of sites in words (名录导入): what is wrong with a cell, what a row would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.look.templatetags.look import in_words, named
from backend.registers.models import Site, SiteImport
from backend.registers.selectors import kinds_today
from backend.registers.sheet.columns import COLUMNS

ACTIONS = {  # what a row does → its word, icon, tone
    "new": (gettext_lazy("新增"), "plus", "ok"),
    "change": (gettext_lazy("变更"), "pen-line", "due"),
    "same": (gettext_lazy("不变"), "minus", "off"),
}
HEADINGS = {column.key: column.heading for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class ToldFault:
    """One wrong cell as a person at the sheet finds it."""

    row: int
    column: str
    heading: str
    expected: str
    came: str
    do: str


@dataclass(frozen=True, slots=True)
class Change:
    """One value a row changes; headings are those of the sheet."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What one row of the sheet would do to the register."""

    row: int
    action: str
    site: str  # its id; empty for a new one, which has none yet
    values: Mapping[str, Any]
    changes: list[Change]

    @property
    def word(self) -> Any:
        """Say what it does."""
        return ACTIONS[self.action][0]

    @property
    def icon(self) -> str:
        """Name its mark."""
        return ACTIONS[self.action][1]

    @property
    def tone(self) -> str:
        """Say how the mark is coloured."""
        return ACTIONS[self.action][2]


def told_faults(faults: Iterable[Mapping[str, Any]]) -> Iterator[ToldFault]:
    """Say each wrong cell in the reader's language; headings stay as the sheet has them."""
    for one in faults:
        yield ToldFault(
            one["row"],
            one["column"],
            one["heading"],
            in_words(one["expected"]),
            _("空") if one["came"] == "空" else one["came"],
            in_words(one["do"]),
        )


def told_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[ToldRow]:
    """Say each row in words; the names of kinds are read once."""
    words = _Words()
    for one in rows:
        changes = [
            Change(HEADINGS[key], words.of(key, old), words.of(key, new))
            for key, (old, new) in one["changes"].items()
        ]
        yield ToldRow(one["row"], one["action"], one["site"] or "", one["values"], changes)


def wrong_rows(found: SiteImport) -> int:
    """Count the rows in which something is wrong."""
    return len({one["row"] for one in found.faults})


class _Words:
    """Values of the register as people write them."""

    def __init__(self) -> None:
        self._kinds = {one.code: named(one) for one in kinds_today()}
        self._states = {state.value: str(state.label) for state in Site.State}

    def of(self, key: str, value: Any) -> str:
        """Say one value."""
        if value in ("", None):
            return _("空")
        words = {"kind": self._kinds, "state": self._states}.get(key, {})
        return words.get(str(value), str(value))
