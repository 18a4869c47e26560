"""What the public log knows better than a restored database: how a level stands (恢复备份)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from backend.core import outbox
from backend.ratings.levels import told
from backend.ratings.models import Level
from backend.ratings.models.level import STANDING
from backend.ratings.services.level_row import State, change, take_level

REASON = "公开核验日志载明；恢复备份后据此处理"
EVENTS = {State.SUSPENDED: "level.suspended", State.VALID: "level.restored"}


@transaction.atomic
def follow_log(*, level_id: UUID, state: str, at: datetime | None = None) -> Level:
    """Suspend a level, or let it stand again, as the log says it was (依公开日志恢复).

    at: when, if not now.  One that stands so already, or has ended, stays as it is.
    """
    level = take_level(level_id)
    if level.state in STANDING and level.state != state:
        change(level, state, REASON, "system", at)
        outbox.emit(EVENTS[State(state)], str(level.pk), told(level))
    return level
