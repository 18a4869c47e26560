"""Levels as the office reads them (等级台账): lines with what is left of their term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.core import clock
from backend.ratings.models import Level
from backend.ratings.models.level import STANDING
from backend.ratings.selectors import open_major_hazards
from backend.standards.selectors import result_names

State = Level.State
SOON = 183  # days: renewals are prepared
MARKS = {  # state → icon and tone
    State.VALID: ("badge-check", "ok"),
    State.SUSPENDED: ("hand", "late"),
    State.LAPSED: ("clock", "off"),
    State.DOWNGRADED: ("circle-minus", "off"),
    State.REVOKED: ("circle-x", "off"),
    State.REPLACED: ("refresh-cw", "off"),
}


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level as a row; left: days to its end, None once it has ended."""

    row: Level
    title: str
    left: int | None
    hazards: int

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.row.state)][0]

    @property
    def tone(self) -> str:
        """Say how the mark is coloured."""
        return MARKS[State(self.row.state)][1]

    @property
    def soon(self) -> bool:
        """Whether its end is near."""
        return self.left is not None and self.left <= SOON


def level_lines(rows: Sequence[Level]) -> list[LevelLine]:
    """Make the lines of some levels; no row asks again. Rows come with their visit."""
    today = clock.today()
    sites = [one.site_id for one in rows if one.state in STANDING]
    found = open_major_hazards().filter(visit__site__in=sites).values_list("visit__site", flat=True)
    hazards = list(found)
    names = {one: result_names(one) for one in {_digest(row) for row in rows}}
    return [
        LevelLine(
            row, names[_digest(row)].level(row.level), _left(row, today), _count(hazards, row)
        )
        for row in rows
    ]


def rows_for_lines(rows: Any) -> Any:
    """Add to a list of levels what its lines need."""
    return rows.select_related("assessment__visit", "site__region", "assessment__score")


def _digest(row: Level) -> str:
    return str(row.assessment.visit.checklist_digest)


def _left(row: Level, today: date) -> int | None:
    return (row.valid_until - today).days if row.state in STANDING else None


def _count(hazards: list[UUID], row: Level) -> int:
    return hazards.count(row.site_id) if row.state in STANDING else 0
