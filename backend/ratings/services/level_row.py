"""Taking and moving the row of a level (等级变动)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.core import clock
from backend.core.refusals import Conflict, Missing
from backend.oplog.services import record
from backend.ratings.models import Level, LevelChange
from backend.ratings.refusals import WrongRatingState
from backend.ratings.services.level_credit import end_credit, end_suspension, note_suspended

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


def change(level: Level, state: str, reason: str, actor: str, at: datetime | None = None) -> Level:
    """Move a level, keep why for ever, log it and let the credit file follow.

    at: when it became so, if not now.
    """
    level.state = state
    level.version += 1
    level.save(update_fields=["state", "version"])
    made = LevelChange.objects.create(
        level=level, state=state, reason=reason, made_by=actor, made_at=at or clock.now()
    )
    record(kind=f"level.{state}", subject=str(level.pk), actor=actor, body={"reason": reason})
    if state == State.SUSPENDED:
        note_suspended(made)
    else:
        end_suspension(level, reason, actor)
    if state in {State.REPLACED, State.DOWNGRADED, State.REVOKED}:
        end_credit(level, reason, actor)
    return level
