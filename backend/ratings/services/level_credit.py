"""Lines of levels in the home's credit file (信用条目): never one line with an inspection.

Given, suspended and taken away are a line each; every one names the level, and the paper where
there is one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.core import clock
from backend.core.canonical import digest
from backend.core.words import in_chinese
from backend.credit.models import Entry
from backend.credit.services import add_entry, correct_entry
from backend.ratings.levels import told
from backend.ratings.models import Level, LevelChange, Removal

KIND = "level"
CHANGE = "level-change"


def enter_credit(level: Level, actor: str) -> None:
    """Enter the level in the home's credit file, for its term, for everybody to read."""
    ground = ("level", str(level.pk), digest(told(level)))
    days = (level.valid_from, level.valid_until)
    entry = _line(level, ground, Level.State.VALID, actor, days=days)
    level.entry_id = entry.pk
    level.save(update_fields=["entry_id"])


def end_credit(level: Level, reason: str, actor: str) -> None:
    """Let the entry end today; what the file said before stays readable."""
    if level.entry_id is None:
        return
    entry = Entry.objects.get(pk=level.entry_id)
    made = correct_entry(
        entry_id=entry.pk,
        ground=("level", str(level.pk), digest(told(level))),
        reason=reason[:300],
        state=Entry.State.FINAL,
        until=max(clock.today(), level.valid_from),
        made_by=actor,
    )
    level.entry_id = made.pk
    level.save(update_fields=["entry_id"])


def note_suspended(change: LevelChange) -> None:
    """Enter that the level is suspended, from the day it became so, without an end yet."""
    level, day = change.level, change.made_at.astimezone(clock.SHANGHAI).date()
    place = level.changes.filter(pk__lte=change.pk).count()
    ground = (CHANGE, f"{level.pk}:{place}", digest(told(level)))
    _line(level, ground, change.state, change.made_by, days=(day, None))


def end_suspension(level: Level, reason: str, actor: str) -> None:
    """Let the line of a suspension end today, if there is one."""
    rows = Entry.objects.filter(subject_type="site", subject_id=level.site_id, kind=KIND)
    rows = rows.filter(ground_type=CHANGE, ground_id__startswith=f"{level.pk}:")
    for entry in rows.filter(until=None, corrected_by=None):
        correct_entry(
            entry_id=entry.pk,
            ground=(CHANGE, entry.ground_id, digest(told(level))),
            reason=reason[:300],
            state=Entry.State.FINAL,
            until=max(clock.today(), entry.valid_from),
            made_by=actor,
        )


def note_removed(level: Level, removal: Removal, number: str, actor: str) -> None:
    """Enter that the level was taken away or lowered, by which paper.

    The line is read as long as the level would have been.
    """
    revoked = removal.kind == Removal.Kind.REVOKE
    state = Level.State.REVOKED if revoked else Level.State.DOWNGRADED
    ground = ("removal", str(removal.pk), digest({"to": removal.to_level, **told(level)}))
    today = clock.today()
    days = (today, max(today, level.valid_until))
    _line(level, ground, state, actor, days=days, number=number)


def _line(
    level: Level,
    ground: tuple[str, str, str],
    state: str,
    actor: str,
    *,
    days: tuple[date, date | None],
    number: str = "",
) -> Entry:
    words = in_chinese(Level.State(state).label)
    given = state == Level.State.VALID
    detail: dict[str, Any] = {
        "level_id": str(level.pk),
        "level": level.level,
        "title": level.title,
        "visit": str(level.assessment.visit_id),
        "demonstration": level.demonstration,
        "state": state,
        "words": f"评定为{level.title}" if given else f"{level.title}：{words}",
    }
    return add_entry(
        subject=("site", level.site_id),
        kind=KIND,
        ground=ground,
        valid_from=days[0],
        until=days[1],
        public=True,
        ref=number or level.number,
        detail=detail,
        made_by=actor,
    )
