"""Levels after a restore: the public log says what became of them (恢复备份后的等级).

Suspended after the backup is suspended again, with the very same content and no second entry.
What ended after the backup cannot be made again without its decision: it is suspended, so that
nobody reads it as valid, until a person decides once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from backend.core import clock
from backend.oplog.services import record
from backend.publication.services.levels import publication_id
from backend.ratings.models import Level
from backend.ratings.models.level import STANDING
from backend.ratings.services import follow_log
from backend.translog.models import Opening
from backend.translog.proof.leaves import read_entry
from backend.translog.store import batches

State = Level.State
KIND = "level.published"
AT_ONCE = 500
MADE_AGAIN = (State.SUSPENDED, State.VALID)
BY_ITSELF = State.LAPSED  # the calendar ends it again


@transaction.atomic
def levels_as_logged() -> int:
    """Bring the standing levels to where the log says they are; give how many moved."""
    moved = 0
    for level, place in list(_behind()):
        record(kind="level.behind-the-log", subject=str(level), actor="system")
        _follow(level, place)
        moved += 1
    return moved


def _behind() -> Iterator[tuple[UUID, int]]:
    """Give the levels of which the log has a change that this database lacks, and its place."""
    rows = Level.objects.filter(state__in=STANDING).annotate(known=Count("changes"))
    for some in batches(rows.values_list("pk", "known").order_by("pk").iterator(), AT_ONCE):
        wanted = {
            str(publication_id(level, known + 1, state)): (level, known + 1)
            for level, known in some
            for state in State.values
        }
        there = Opening.objects.filter(kind=KIND, subject_id__in=wanted)
        yield from {wanted[one] for one in there.values_list("subject_id", flat=True)}


def _follow(level: UUID, place: int) -> None:
    while (found := _entered(level, place)) is not None:
        state, at = found
        if state in MADE_AGAIN:
            follow_log(level_id=level, state=state, at=at)
        elif state != BY_ITSELF:
            follow_log(level_id=level, state=State.SUSPENDED)
            return
        place += 1


def _entered(level: UUID, place: int) -> tuple[str, datetime] | None:
    """Give what the log says became of a level at this place, and when by our clock."""
    wanted = {str(publication_id(level, place, state)): state for state in State.values}
    rows = Opening.objects.filter(kind=KIND, subject_id__in=wanted).select_related("leaf")
    last = rows.order_by("pk").last()
    if last is None:
        return None
    told = datetime.fromisoformat(read_entry(bytes(last.leaf.entry))["time"])
    return wanted[last.subject_id], told + clock.ahead()
