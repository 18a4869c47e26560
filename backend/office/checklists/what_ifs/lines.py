"""Trials of a checklist version as lines and tables of a page (试算)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.accounts.selectors import regions_of
from backend.inspections.models import WhatIf, WhatIfRow
from backend.inspections.selectors import bases_for
from backend.look.templatetags.look import named
from backend.office.permissions import TRIES
from backend.registers.models import FacilityKind
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import ResultNames, result_names

ALL = ("", _("全部"))
State, Moved = WhatIf.State, WhatIfRow.Moved
STATES = {  # state → icon and tone
    State.WAITING: ("clock", "off"),
    State.RUNNING: ("refresh-cw", "accent"),
    State.DONE: ("circle-check", "ok"),
    State.FAILED: ("circle-alert", "late"),
    State.STOPPED: ("circle-x", "off"),
}
WAYS = {  # way → icon and tone
    Moved.UP: ("chevron-up", "ok"),
    Moved.DOWN: ("chevron-down", "late"),
    Moved.CHANGED: ("pen-line", "due"),
    Moved.SAME: ("minus", "off"),
    Moved.UNGRADED: ("circle-dashed", "off"),
}
FAULTS = {  # code of a trial's error → what to say
    "not-found": gettext_lazy("所选版本在试算开始后已重新载入，请按新内容再试算"),
    "incomplete-standard": gettext_lazy("有一个版本不能据以评定"),
    "no-level-here": gettext_lazy("两个版本的结果不是同一种"),
    "no-stratum": gettext_lazy("按名次划线的标准需要分组数据，系统中还没有"),
    "unexpected": gettext_lazy("系统内部错误，已记录"),
}


class AskForm(forms.Form):
    """Which version before, which region, kinds and period."""

    before = forms.ChoiceField(label=_("原版本"))
    region = forms.ChoiceField(label=_("区划（含下级）"))
    kinds = forms.MultipleChoiceField(
        label=_("机构类型"), required=False, widget=forms.CheckboxSelectMultiple
    )
    since = forms.DateField(
        label=_("锁定日期自"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("锁定日期至"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, asked: Any, *, person: Person, after: ChecklistVersion) -> None:
        super().__init__(asked, auto_id="ask-%s")
        self.bases = bases_for(person, after, *TRIES)
        self.regions = {one.code: one for one in regions_of(person, *TRIES)}
        self._offer(
            "before", [(str(one.row.pk), _basis(one.row, one.visits)) for one in self.bases]
        )
        self._offer("region", [(code, one.name) for code, one in self.regions.items()])
        self._offer(
            "kinds", [(one.code, named(one)) for one in FacilityKind.objects.order_by("code")]
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def told(self) -> dict[str, Any]:
        """Give what the service asks for."""
        told = self.cleaned_data
        before = next(one.row for one in self.bases if str(one.row.pk) == told["before"])
        return {**told, "before": before, "region": self.regions[told["region"]]}


def _basis(row: ChecklistVersion, visits: int) -> str:
    parts = {"name": named(row), "version": row.version, "n": visits}
    return gettext("%(name)s %(version)s（%(n)s 次检查）") % parts


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One trial as a row."""

    run: WhatIf

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return STATES[State(self.run.state)][0]

    @property
    def tone(self) -> str:
        """Say how the mark is coloured."""
        return STATES[State(self.run.state)][1]

    @property
    def going(self) -> bool:
        """Whether it is not over."""
        return self.run.state in (State.WAITING, State.RUNNING)

    @property
    def error(self) -> str:
        """Say why it failed."""
        code = self.run.error.get("code", "")
        return str(FAULTS.get(code, code))

    @property
    def counts(self) -> list[tuple[str, str, str, Any, int]]:
        """Give way, icon, tone, word and number of the visits that moved so."""
        moved = self.run.summary.get("moved", {})
        return [
            (way.value, *WAYS[way], way.label, moved[way.value]) for way in Moved if way in moved
        ]

    @property
    def stale(self) -> bool:
        """Whether one of the versions has been loaded anew since."""
        run = self.run
        digests = (run.before.digest, run.after.digest)
        return digests != (run.before_digest, run.after_digest)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the visits of one region or kind moved."""

    code: str
    name: str
    counts: tuple[tuple[Any, int], ...]  # way, visits
    whole: int


@dataclass(frozen=True, slots=True)
class Step:
    """So many visits went from one result to another."""

    before: str
    after: str
    before_name: str
    after_name: str
    visits: int
    same: bool


class Result:
    """The tables of a finished trial."""

    def __init__(self, run: WhatIf) -> None:
        self.run = run
        self.before, self.after = names_of(run)
        moved = run.summary["moved"]
        self.ways = [way for way in Moved if way in moved]

    @property
    def steps(self) -> list[Step]:
        """Give before × after, the changes first."""
        told = [self._step(one) for one in self.run.summary["levels"]]
        return sorted(told, key=lambda one: (one.same, -one.visits))

    def _step(self, one: Mapping[str, Any]) -> Step:
        before, after = one["before"] or "", one["after"] or ""
        return Step(
            before or "-",
            after or "-",
            self.before.level(before),
            self.after.level(after),
            one["visits"],
            before == after,
        )

    @property
    def regions(self) -> list[Spread]:
        """Give how the visits of each region moved."""
        codes = self.run.summary["by"].get("region", {})
        names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
        return self._spread(codes, names)

    @property
    def kinds(self) -> list[Spread]:
        """Give how the visits of each facility kind moved."""
        codes = self.run.summary["by"].get("kind", {})
        rows = FacilityKind.objects.filter(code__in=codes)
        return self._spread(codes, {one.code: named(one) for one in rows})

    def _spread(
        self, by: Mapping[str, Mapping[str, int]], names: Mapping[str, str]
    ) -> list[Spread]:
        return [
            Spread(
                code,
                names.get(code, code),
                tuple((way.label, counts.get(way, 0)) for way in self.ways),
                sum(counts.values()),
            )
            for code, counts in sorted(by.items())
        ]

    @property
    def not_carried(self) -> list[str]:
        """Name the items of the new version that no old answer speaks of."""
        return [self.after.item(code) for code in self.run.summary["not_carried"]]

    @property
    def not_read(self) -> list[str]:
        """Name the items whose old answers the new rule cannot read."""
        return [self.after.item(code) for code in self.run.summary["not_read"]]


def names_of(run: WhatIf) -> tuple[ResultNames, ResultNames]:
    """Give the words of both versions, as far as they are still there."""
    return result_names(run.before_digest), result_names(run.after_digest)


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


class RowFilter(forms.Form):
    """Which visits of a trial: the way they move, region, kind, before, after."""

    moved = forms.ChoiceField(label=_("变化"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    kind = forms.ChoiceField(label=_("机构类型"), required=False)
    before = forms.CharField(required=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, result: Result) -> None:
        super().__init__(asked, auto_id="filter-%s")
        ways = [(way.value, way.label) for way in result.ways]
        self._offer("moved", ways)
        self._offer("region", [(one.code, one.name) for one in result.regions])
        self._offer("kind", [(one.code, one.name) for one in result.kinds])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [ALL, *choices]

    def wanted(self) -> dict[str, str]:
        """Give what was asked for; what is wrong is said beside its field and left out."""
        self.is_valid()
        return {name: told for name, told in self.cleaned_data.items() if told}

    @property
    def address(self) -> str:
        """Give the filters as they stand in an address, with a leading question mark."""
        wanted = self.wanted()
        return f"?{urlencode(wanted)}" if wanted else ""
