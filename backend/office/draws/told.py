"""One draw taken apart, as far as the reader may see it (抽取结果)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.draws import selectors
from backend.draws.models import Draw, DrawIteration
from backend.office.reach import Reach

State = Draw.State
WHY = {  # why an officer was passed over
    "recused": _("回避"),
    "full": _("任务已满"),
    "expired": _("证件失效"),
    "infeasible": _("会使其他检查缺人"),
}


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
