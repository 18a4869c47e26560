"""Draws as the office reads them (抽查): filters, lines, one draw taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.accounts.roles import Role
from backend.draws import selectors
from backend.draws.models import Draw, DrawIteration
from backend.office.reach import Reach

State = Draw.State
ALL = ("", _("全部"))
MARKS = {  # state → icon and tone; the word stands beside it
    State.ANNOUNCED: ("clock", "accent"),
    State.DRAWN: ("dices", "accent"),
    State.FINISHED: ("circle-check", "ok"),
    State.VOIDED: ("circle-x", "late"),
    State.ABORTED: ("circle-x", "late"),
}
NEXT = {  # state → what comes next
    State.ANNOUNCED: _("等待随机数，开出后两个工作日内录入"),
    State.DRAWN: _("等待全部检查结束，然后公开"),
}
WHY = {  # why an officer was passed over
    "recused": _("回避"),
    "full": _("任务已满"),
    "expired": _("证件失效"),
    "infeasible": _("会使其他检查缺人"),
}
RUNS, VOIDS = (Role.SCHEDULER,), (Role.HEAD,)
SECOND = (Role.SCHEDULER, Role.REVIEWER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One draw as a row."""

    draw: Draw
    pool: int
    quota: int
    opened: int

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.draw.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.draw.state)][1]

    @property
    def next(self) -> Any:
        """Say what comes next; empty when it is over."""
        return NEXT.get(State(self.draw.state), "")


def draw_lines(rows: Iterable[Draw]) -> Iterator[DrawLine]:
    """Make the lines of some draws; no row asks again.  Rows come from `rows_for_lines`."""
    return map(_line, rows)


def rows_for_lines(rows: QuerySet[Draw]) -> QuerySet[Draw]:
    """Add to a list of draws what its lines need."""
    return rows.annotate(opened=Count("iterations")).defer("secret_sealed")


def _line(draw: Draw) -> DrawLine:
    strata = draw.pool.get("strata", [])
    return DrawLine(
        draw,
        sum(len(one["labels"]) for one in strata),
        sum(one["quota"] for one in strata),
        getattr(draw, "opened", 0),
    )


class DrawFilter(forms.Form):
    """Title, state, region."""

    title = forms.CharField(label=_("名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[ALL, *State.choices])
    region = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked, auto_id="filter-%s")
        self.seen = selectors.visible_to(person)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("region"))
        self.regions = list(regions.order_by("code"))
        choices = [ALL, *((one.code, one.name) for one in self.regions)]
        cast(forms.ChoiceField, self.fields["region"]).choices = choices

    def wanted(self) -> dict[str, str]:
        """Give what was asked for; what is wrong is said beside its field and left out."""
        self.is_valid()
        return {name: told.strip() for name, told in self.cleaned_data.items() if told.strip()}

    def rows(self) -> QuerySet[Draw]:
        """Give the draws that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if title := wanted.get("title"):
            rows = rows.filter(title__icontains=title)
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if region := wanted.get("region"):
            rows = rows.filter(region__path__contains=f"{region}/")
        return rows

    @property
    def address(self) -> str:
        """Give the filters as they stand in an address, with a leading question mark."""
        wanted = self.wanted()
        return f"?{urlencode(wanted)}" if wanted else ""


@dataclass(frozen=True, slots=True)
class Source:
    """One announced source of randomness, and what came of it."""

    name: str
    date: str
    count: int
    is_text: bool
    is_hex: bool
    came: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """One drawn label: code, number and name apart; gone says why it was replaced."""

    label: str
    name: str
    code: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum with its quota, its size and, for who may see them, what was drawn."""

    name: str
    quota: int
    size: int
    drawn: list[Home] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passed:
    """An officer's token that was passed over at a home, with the reason."""

    home: str
    department: str
    token: str
    why: Any


@dataclass(frozen=True, slots=True)
class Told:
    """A draw taken apart for its pages; `open` says whether the reader may see labels."""

    open: bool
    strata: list[Stratum]
    sources: list[Source]
    iterations: list[DrawIteration]
    passed: list[Passed]
    pool: int
    quota: int
    short: dict[str, int]

    @property
    def randomness(self) -> str:
        """Give the string of the first iteration; empty before."""
        return self.iterations[0].randomness if self.iterations else ""

    @property
    def drawn(self) -> list[Home]:
        """Give every drawn home in order."""
        return [home for one in self.strata for home in one.drawn]


def told(draw: Draw, reach: Reach) -> Told:
    """Take a draw apart as the reader may see it."""
    opens = reach.may(draw.region, *selectors.bundle_readers())
    rows = selectors.iterations(draw)
    selected = selectors.selected(draw) if opens and rows else {}
    strata = [
        Stratum(
            one["name"], one["quota"], len(one["labels"]), _homes(selected.get(one["name"], []))
        )
        for one in draw.pool.get("strata", [])
    ]
    extra = [
        Stratum(name, len(labels), 0, _homes(labels))
        for name, labels in selected.items()
        if name not in {one.name for one in strata}
    ]
    last = dict(rows[-1].result.get("iteration", {})) if rows else {}
    return Told(
        open=opens,
        strata=[*strata, *extra],
        sources=_sources(draw, rows),
        iterations=rows,
        passed=list(_passed(last)) if opens else [],
        pool=sum(one.size for one in strata),
        quota=sum(one.quota for one in strata),
        short=last.get("short", {}),
    )


def home(label: str) -> Home:
    """Take a label apart."""
    code, _gap, rest = label.partition(" ")
    _number, _gap, name = rest.partition(" ")
    return Home(label, name or label, "" if code == "-" else code)


def _homes(labels: Sequence[str]) -> list[Home]:
    return [home(label) for label in labels]


def _sources(draw: Draw, rows: Sequence[DrawIteration]) -> list[Source]:
    came = {one.get("name"): one for one in (rows[0].sources if rows else [])}
    return [
        Source(
            one["name"],
            one["date"],
            one.get("numbers", 1),
            bool(one.get("text")),
            bool(one.get("hex")),
            value(came.get(one["name"], {})),
        )
        for one in draw.pool.get("sources", [])
    ]


def value(row: dict[str, Any]) -> str:
    """Write what a source gave: its numbers, or its one string."""
    found = next((row[key] for key in ("numbers", "hex", "text", "value") if row.get(key)), "")
    return " ".join(str(one) for one in found) if isinstance(found, list) else str(found)


def _passed(iteration: dict[str, Any]) -> Iterable[Passed]:
    for visit in iteration.get("visits", []):
        for team in visit["teams"]:
            for one in team.get("passed", []):
                why = WHY.get(one["reason"], one["reason"])
                yield Passed(home(visit["label"]).name, team["department"], one["officer"], why)
