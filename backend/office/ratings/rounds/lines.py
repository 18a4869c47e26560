"""Rounds as the office reads them (批次): lines, offered checklists, draws of assessors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import grants_of, scope
from backend.calendar.services import working_days_left_of
from backend.core import clock
from backend.draws.models import Draw
from backend.look.clocks import Chip
from backend.office.ratings.applications.filters import seen_by_office
from backend.office.ratings.applications.lines import MARKS
from backend.ratings import selectors
from backend.ratings.models import Application, AssessorDuty, Round, RoundDraw
from backend.standards.models import ChecklistVersion
from backend.standards.reading.words import said
from backend.standards.selectors import by_digest, published, visible_to

PHASES = {  # phase → icon and tone
    Round.State.ANNOUNCED: ("bell", "calm"),
    Round.State.OPEN: ("upload", "accent"),
    Round.State.CLOSED: ("lock", "calm"),
    Round.State.ASSESSING: ("clipboard-list", "accent"),
    Round.State.DONE: ("file-check", "ok"),
}
LIVE = (Draw.State.ANNOUNCED, Draw.State.DRAWN)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round as a row."""

    row: Round
    phase: str
    count: int
    chip: Chip | None

    @property
    def word(self) -> Any:
        """Say the phase."""
        return Round.State(self.phase).label

    @property
    def icon(self) -> str:
        """Name the mark of the phase."""
        return PHASES[Round.State(self.phase)][0]

    @property
    def tone(self) -> str:
        """Say how the mark is coloured."""
        return PHASES[Round.State(self.phase)][1]


@dataclass(frozen=True, slots=True)
class Offer:
    """A published checklist for ratings: why it may not be taken, what must be said with it."""

    row: ChecklistVersion
    gaps: str
    demonstration: str
    over: bool  # another version is in force

    @property
    def usable(self) -> bool:
        """Say whether a round may take it."""
        return not self.gaps and not self.over


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many applications stand in a state."""

    state: str
    word: Any
    icon: str
    tone: str
    count: int


def round_lines(rows: Sequence[Round], person: Person) -> list[RoundLine]:
    """Make the lines of some rounds with the applications the person sees; no row asks again."""
    today = clock.today()
    seen = seen_by_office(person).order_by().filter(round__in=[one.pk for one in rows])
    counts = dict(seen.values("round").annotate(n=Count("pk")).values_list("round", "n"))
    left = working_days_left_of((one.window_until for one in rows), today)
    return [_line(one, counts.get(one.pk, 0), left[one.window_until], today) for one in rows]


def _line(row: Round, count: int, left: int, today: date) -> RoundLine:
    phase = row.phase(today)
    chip = None
    if phase == Round.State.OPEN:
        basis = str(_("批次公告的申报期"))
        chip = Chip(str(_("申报截止")), row.window_until, left, today, basis)
    return RoundLine(row, phase, count, chip)


def offers(person: Person) -> list[Offer]:
    """Give the published checklists with levels, each with what stands against it."""
    today = clock.today()
    rows = visible_to(person).filter(state=ChecklistVersion.State.PUBLISHED)
    found = (_offer(row, today) for row in rows.order_by("standard", "-in_force_from", "-pk"))
    return [one for one in found if one is not None]


def _offer(row: ChecklistVersion, today: date) -> Offer | None:
    standard = by_digest(row.digest)
    if "rating" not in standard.natures or not standard.levels:
        return None
    holds = row.in_force_from <= today and (row.in_force_to is None or today <= row.in_force_to)
    demonstration = said(standard.demonstration)
    current = holds and (bool(demonstration) or published(row.standard, today) == row)
    return Offer(row, said(standard.incomplete), demonstration, not current)


def state_counts(rows: QuerySet[Application]) -> list[StateCount]:
    """Count applications by state, in the order of their way."""
    counts = dict(rows.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n"))
    return [
        StateCount(state.value, state.label, *MARKS[state], count=counts[state])
        for state in Application.State
        if counts.get(state)
    ]


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One draw of assessors: its homes, whether its values wait, whether duties are written."""

    row: RoundDraw
    homes: int
    written: int

    @property
    def state(self) -> str:
        """announced, writing, drawn or what the draw itself says."""
        if self.row.draw.state == Draw.State.DRAWN and self.written < self.homes:
            return "writing"
        return str(self.row.draw.state)

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Give the announced sources."""
        return list(self.row.draw.pool.get("sources", []))


def draw_lines(round_: Round) -> list[DrawLine]:
    """Give the draws of a round, newest first."""
    rows = list(round_.draws.select_related("draw").order_by("-pk"))
    duties = AssessorDuty.objects.filter(draw__in=[one.draw_id for one in rows]).order_by()
    counted = duties.values("draw").annotate(n=Count("application", distinct=True))
    written = dict(counted.values_list("draw", "n"))
    return [DrawLine(one, len(one.labels), written.get(one.draw_id, 0)) for one in rows]


def waiting_for_draw(round_: Round) -> int:
    """Count the accepted homes that have no assessors and no draw under way."""
    pending = [row for row in draw_lines(round_) if row.row.draw.state in LIVE]
    given = AssessorDuty.objects.filter(draw__in=[one.row.draw_id for one in pending])
    written = {(draw, str(one)) for draw, one in given.values_list("draw", "application")}
    drawn = {
        one
        for line in pending
        for one in line.row.labels.values()
        if (line.row.draw_id, one) not in written
    }
    rows = round_.applications.filter(state=Application.State.ACCEPTED)
    free = rows.exclude(Q(duties__released_at=None) & Q(duties__isnull=False))
    return free.exclude(pk__in=drawn).count()


def rounds_seen(person: Person) -> QuerySet[Round]:
    """Give the rounds of the person's area, and those of authorities above it."""
    held = grants_of(person, *OFFICE, Role.COMMITTEE)
    above = {code for one in held for code in one.region.path.strip("/").split("/")}
    here = scope(person, *OFFICE, Role.COMMITTEE) | Q(region__in=above)
    return selectors.rounds().filter(here)
