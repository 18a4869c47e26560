"""The pool of a task (抽查名单): who is in it, who is left out and why, who may be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from backend.office.draws.told import Home, home
from backend.planning.models import Task
from backend.planning.pool import skipped, strata_of
from backend.registers.models import Interest, Officer, Site
from backend.registers.selectors import interests_on, officers_valid_on

SHOWN = 200  # homes of a stratum on the page; the file has all
IN = _("在名单内")


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its quota, its homes, those of them that cannot be drawn."""

    name: str
    quota: int
    labels: list[str]
    out: list[tuple[str, str]]

    @property
    def size(self) -> int:
        """Count the homes that can be drawn."""
        return len(self.labels)

    @property
    def homes(self) -> list[Home]:
        """Give the first homes that can be drawn."""
        return [home(label) for label in self.labels[:SHOWN]]

    @property
    def more(self) -> int:
        """Count those the page leaves to the file."""
        return max(0, len(self.labels) - SHOWN)

    @property
    def left(self) -> list[tuple[Home, str]]:
        """Give the first homes that are left out, each with why."""
        return [(home(label), why) for label, why in self.out[:SHOWN]]


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool; frozen once the draw is announced, closed homes never stand in it."""

    frozen: bool
    strata: list[Stratum]
    closed: int

    @property
    def size(self) -> int:
        """Count the homes that can be drawn."""
        return sum(one.size for one in self.strata)

    @property
    def out(self) -> int:
        """Count the homes that are left out."""
        return sum(len(one.out) for one in self.strata)

    @property
    def quota(self) -> int:
        """Count the homes to draw."""
        return sum(one.quota for one in self.strata)


def pool_of(task: Task) -> Pool:
    """Give a task's pool: as it was frozen, or as it would be from the task's quota."""
    if task.draw is not None:
        strata, skips = task.draw.pool["strata"], task.draw.pool.get("skip", [])
    else:
        strata, skips = strata_of(task.quota), skipped(task.quota)
    reasons = {one["label"]: one["reason"] for one in skips}
    area = Site.objects.filter(region__path__startswith=task.plan.region.path)
    closed = area.filter(state=Site.State.CLOSED).count()
    return Pool(task.draw is not None, [_stratum(one, reasons) for one in strata], closed)


def _stratum(row: dict[str, Any], reasons: dict[str, str]) -> Stratum:
    return Stratum(
        row["name"],
        row["quota"],
        [label for label in row["labels"] if label not in reasons],
        [(label, reasons[label]) for label in row["labels"] if label in reasons],
    )


def rows_of(task: Task) -> Iterator[tuple[str, Home, str]]:
    """Give every home of the pool: stratum, home, why it is left out (empty: it is in)."""
    for one in pool_of(task).strata:
        yield from ((one.name, home(label), "") for label in one.labels)
        yield from ((one.name, home(label), why) for label, why in one.out)


@dataclass(frozen=True, slots=True)
class Sent:
    """One officer who may be drawn: until when certified, barred from how many homes."""

    officer: Officer
    expires: bool  # before the task's last day: no seat of it
    barred: int
    weighed: int


@dataclass(frozen=True, slots=True)
class Team:
    """The officers of one department, and how many each visit takes."""

    department: str
    needed: int
    officers: list[Sent]

    @property
    def enough(self) -> bool:
        """Say whether a draw can be announced with them."""
        return sum(not one.expires for one in self.officers) >= self.needed


def teams_of(task: Task, today: date) -> list[Team]:
    """Give who may be sent today, department by department; two queries a department."""
    homes = {UUID(one["site"]) for one in task.quota.homes}
    return [_team(task, department, homes, today) for department in task.plan.departments]


def _team(task: Task, department: str, homes: set[UUID], today: date) -> Team:
    rows = officers_valid_on(today, department, task.plan.region)
    bars = interests_on(today, rows)
    return Team(
        department,
        task.plan.nature.min_officers,
        [_sent(one, bars.get(one.pk, {}), homes, task.window_until) for one in rows],
    )


def _sent(officer: Officer, bars: dict[UUID, str], homes: set[UUID], until: date) -> Sent:
    kinds = [kind for site, kind in bars.items() if site in homes]
    hard = sum(kind == Interest.Kind.HARD for kind in kinds)
    return Sent(officer, officer.certificate_until < until, hard, len(kinds) - hard)
