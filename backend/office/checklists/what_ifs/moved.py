"""The visits of a trial (试算明细): which to show, each with why it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.inspections.models import WhatIf, WhatIfRow
from backend.office.checklists.what_ifs.result import Result, names_of
from backend.office.filters import Filter
from backend.standards.selectors import ResultNames

State, Moved = WhatIf.State, WhatIfRow.Moved
WAYS = {  # way → icon and tone
    Moved.UP: ("chevron-up", "ok"),
    Moved.DOWN: ("chevron-down", "late"),
    Moved.CHANGED: ("pen-line", "due"),
    Moved.SAME: ("minus", "off"),
    Moved.UNGRADED: ("circle-dashed", "off"),
}


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One visit of a trial as a row."""

    row: WhatIfRow
    before: str
    after: str
    why: tuple[str, ...]

    @property
    def icon(self) -> str:
        """Name the mark of the way."""
        return WAYS[Moved(self.row.moved)][0]

    @property
    def tone(self) -> str:
        """Say how it is coloured."""
        return WAYS[Moved(self.row.moved)][1]

    @property
    def totals(self) -> str:
        """Say the totals where they differ."""
        row = self.row
        same = row.total_before == row.total_after
        return row.total_after if same else f"{row.total_before} → {row.total_after}"


def moved_lines(run: WhatIf, rows: Sequence[WhatIfRow]) -> list[MovedLine]:
    """Make the lines of some visits."""
    before, after = names_of(run)
    return [
        MovedLine(
            row, before.level(row.before), after.level(row.after), reasons(row.why, before, after)
        )
        for row in rows
    ]


def reasons(why: str, before: ResultNames, after: ResultNames) -> tuple[str, ...]:
    """Say why in words: what came, what went, else points or thresholds."""
    return tuple(_reason(one, before, after) for one in why.split("; ") if one)


def _reason(one: str, before: ResultNames, after: ResultNames) -> str:
    if one.startswith("+"):
        return gettext("新增：%(name)s") % {"name": after.rule(one[1:])}
    if one.startswith("-"):
        return gettext("不再有：%(name)s") % {"name": before.rule(one[1:], after)}
    if one.startswith("total "):
        return gettext("总分 %(change)s") % {"change": one[6:].replace("->", "→")}
    if one == "thresholds":
        return gettext("等级或结论的条件不同")
    return gettext("有未检查的项目，得不出结论") if one == "not answered" else one


class RowFilter(Filter):
    """Which visits of a trial: the way they move, region, kind, before, after."""

    moved = forms.ChoiceField(label=_("变化"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    kind = forms.ChoiceField(label=_("机构类型"), required=False)
    before = forms.CharField(required=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, result: Result) -> None:
        super().__init__(asked)
        ways = [(way.value, way.label) for way in result.ways]
        self.offer("moved", ways)
        self.offer("region", [(one.code, one.name) for one in result.regions])
        self.offer("kind", [(one.code, one.name) for one in result.kinds])
