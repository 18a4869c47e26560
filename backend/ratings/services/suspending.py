"""Suspending a level in minutes, and giving it back (暂停等级, 恢复等级)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import outbox
from backend.ratings.levels import told
from backend.ratings.models import Level
from backend.ratings.refusals import ReasonWanted
from backend.ratings.services.level_row import State, change, demand_level_state, take_level


@transaction.atomic
def suspend_level(
    *, level_id: UUID, reason: str, by: Person, seen_version: int | None = None
) -> Level:
    """Suspend a level at once, after an accident or a major hazard (暂停等级); twice is once.

    The public reads 等级暂停，调查中 from this moment on.
    Raises ReasonWanted, WrongRatingState.
    """
    level = take_level(level_id, seen_version)
    if level.state == State.SUSPENDED:
        return level
    demand_level_state(level, State.VALID)
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say what happened")
    change(level, State.SUSPENDED, reason.strip(), str(by.pk))
    outbox.emit("level.suspended", str(level.pk), told(level))
    return level


@transaction.atomic
def restore_level(
    *, level_id: UUID, reason: str, by: Person, seen_version: int | None = None
) -> Level:
    """Let a suspended level stand again (恢复等级); twice is once.

    Raises ReasonWanted, WrongRatingState.
    """
    level = take_level(level_id, seen_version)
    if level.state == State.VALID:
        return level
    demand_level_state(level, State.SUSPENDED)
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say what was found")
    change(level, State.VALID, reason.strip(), str(by.pk))
    outbox.emit("level.restored", str(level.pk), told(level))
    return level
