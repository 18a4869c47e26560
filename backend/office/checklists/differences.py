"""What differs between two versions, as lines of a page (版本比对)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.look.days import english
from backend.standards.selectors import value_word

STATES = {  # state → its word, icon and tone
    "added": (_("新增"), "plus", "ok"),
    "removed": (_("删除"), "minus", "late"),
    "changed": (_("修改"), "pen-line", "due"),
    "same": (_("相同"), "check", "off"),
}
LISTS = {
    "chapters": _("分项"),
    "items": _("项目"),
    "rules": _("评定规则"),
    "facts": _("数据"),
    "findings": _("问题—条款库"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One field before and after; None where there was nothing."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One chapter, item, rule, fact or finding, and what became of it."""

    state: str
    code: str
    title: str
    clause: str
    carries: str  # old codes, where they are others
    rows: tuple[Row, ...]

    @property
    def word(self) -> str:
        """Say what became of it."""
        return str(STATES[self.state][0])

    @property
    def icon(self) -> str:
        """Name the mark."""
        return STATES[self.state][1]

    @property
    def tone(self) -> str:
        """Say how the mark is coloured."""
        return STATES[self.state][2]


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of one kind that are shown."""

    name: str
    title: Any
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many items came to one state."""

    state: str
    word: Any
    icon: str
    tone: str
    count: int


def summary_of(change: dict[str, Any]) -> list[Count]:
    """Count the items."""
    return [Count(state, *STATES[state], count=count) for state, count in change["summary"].items()]


def parts_of(change: dict[str, Any], state: str) -> list[Part]:
    """Give the entries of one state; without one, those that differ; of all, every one."""
    parts = [
        Part(name, title, tuple(_entries(change[name], state))) for name, title in LISTS.items()
    ]
    return [part for part in parts if part.entries]


def rows_of(fields: Sequence[dict[str, Any]]) -> tuple[Row, ...]:
    """Give the fields in the reader's language."""
    language = "en" if english() else "zh"
    return tuple(
        Row(
            one["label"][language],
            value_word(one["field"], one["before"]),
            value_word(one["field"], one["after"]),
        )
        for one in fields
    )


def _entries(entries: Sequence[dict[str, Any]], state: str) -> Iterator[Entry]:
    for one in entries:
        if state == "all" or one["state"] == state or (not state and one["state"] != "same"):
            yield _entry(one)


def _entry(one: dict[str, Any]) -> Entry:
    code = next(str(one[key]) for key in ("code", "chapter", "name", "id") if key in one)
    before = one.get("old_codes", [])
    return Entry(
        state=one["state"],
        code=code,
        title=(one.get("title") or {}).get("en" if english() else "zh", ""),
        clause=one.get("clause") or "",
        carries=", ".join(before) if before not in ([], [code]) else "",
        rows=rows_of(one["fields"]),
    )
