"""Levels end by the clock (到期失效)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.core import clock, outbox
from backend.ratings.levels import told
from backend.ratings.models import Level
from backend.ratings.models.level import STANDING
from backend.ratings.services.level_row import State, change, take_level

AT_ONCE = 500


def lapse_levels() -> list[UUID]:
    """End every level whose last day is over; runs each morning and gives the ids.

    Source: facts file, section 1.4 重庆 (an unrenewed level lapses, and that is published).
    """
    rows = Level.objects.filter(state__in=STANDING, valid_until__lt=clock.today())
    ended = list(rows.order_by("valid_until").values_list("pk", flat=True)[:AT_ONCE])
    return [level for level in ended if lapse_level(level)]


@transaction.atomic
def lapse_level(level_id: UUID) -> bool:
    """End one level that is over; False when it ended otherwise meanwhile."""
    level = take_level(level_id)
    if level.state not in STANDING or level.valid_until >= clock.today():
        return False
    change(level, State.LAPSED, f"有效期至{level.valid_until}，到期失效", "system")
    outbox.emit("level.lapsed", str(level.pk), told(level))
    return True
