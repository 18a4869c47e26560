"""Taking and moving the row of a level; its entry in the credit file (等级变动, 信用条目)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import clock
from backend.core.canonical import digest
from backend.core.refusals import Conflict, Missing
from backend.credit.models import Entry
from backend.credit.services import add_entry, correct_entry
from backend.oplog.services import record
from backend.ratings.models import Level, LevelChange
from backend.ratings.refusals import WrongRatingState

State = Level.State


def take_level(level_id: UUID, seen_version: int | None = None) -> Level:
    """Lock a level; raises Missing, and Conflict when it moved on since it was seen."""
    rows = Level.objects.select_for_update(of=("self",)).select_related(
        "site__region", "site__legal_person", "assessment__application__round__policy"
    )
    found = rows.filter(pk=level_id).first()
    if found is None:
        raise Missing(f"no level {level_id}")
    if seen_version is not None and seen_version != found.version:
        raise Conflict(expected=f"version {found.version}", came=f"version {seen_version}")
    return found


def demand_level_state(level: Level, *states: str) -> None:
    """Raise WrongRatingState unless the level stands in one of the states."""
    if level.state not in states:
        raise WrongRatingState(
            f"the level is {level.state}", expected=" or ".join(states), came=level.state
        )


def change(level: Level, state: str, reason: str, actor: str) -> Level:
    """Move a level, keep why for ever, log it; where it ends, so does its entry."""
    level.state = state
    level.version += 1
    level.save(update_fields=["state", "version"])
    LevelChange.objects.create(
        level=level, state=state, reason=reason, made_by=actor, made_at=clock.now()
    )
    record(kind=f"level.{state}", subject=str(level.pk), actor=actor, body={"reason": reason})
    if state in {State.REPLACED, State.DOWNGRADED, State.REVOKED}:
        end_credit(level, reason, actor)
    return level


def enter_credit(level: Level, actor: str) -> None:
    """Enter the level in the home's credit file, for its term, for everybody to read."""
    visit = level.assessment.visit
    entry = add_entry(
        subject=("site", level.site_id),
        kind="level",
        ground=("level", str(level.pk), digest(told(level))),
        valid_from=level.valid_from,
        until=level.valid_until,
        public=True,
        ref=level.number,
        detail={
            "level": level.level,
            "title": level.title,
            "visit": str(visit.pk),
            "demonstration": level.demonstration,
        },
        made_by=actor,
    )
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


def told(level: Level) -> dict[str, Any]:
    """Say a level as events, papers and the public do: which, since when, until when, on what."""
    score = level.assessment.score
    return {
        "level_id": str(level.pk),
        "site": str(level.site_id),
        "visit": str(level.assessment.visit_id),
        "level": level.level,
        "level_title": level.title,
        "level_word": level.level_word,
        "valid_from": level.valid_from.isoformat(),
        "valid_until": level.valid_until.isoformat(),
        "state": level.state,
        "demonstration": level.demonstration,
        "result_digest": score.result_digest,
        "lock_digest": score.lock_digest,
    }
