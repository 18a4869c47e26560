"""How a draw ends: finished, voided with a reason, or aborted because nobody opened it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock, outbox
from backend.draws.models import Draw
from backend.draws.services.randomness import (
    locked,
    opened_secret,
    overdue_after,
    require_state,
)
from backend.draws.services.substitutes import require_other
from backend.oplog.services import record


@transaction.atomic
def finish_draw(*, draw_id: UUID, actor: str) -> Draw:
    """Publish the secret after the last visit (结束抽取); twice is once.

    Raises DrawState unless something was drawn.
    """
    draw = locked(draw_id)
    if draw.state == Draw.State.FINISHED:
        return draw
    require_state(draw, Draw.State.DRAWN)
    if draw.origin == Draw.Origin.OWN:
        draw.secret = opened_secret(draw)
    draw.state, draw.ended_at = Draw.State.FINISHED, clock.now()
    draw.save(update_fields=["state", "ended_at", "secret"])
    outbox.emit("draw.finished", str(draw.pk), _ended(draw, "draw.finished", actor))
    return draw


@transaction.atomic
def void_draw(*, draw_id: UUID, reason: str, by: Person) -> Draw:
    """Void a mistaken draw (作废): it stays visible with the reason and is never drawn again.

    Raises SecondPersonWanted for who announced it, DrawState when it was voided or aborted.
    """
    draw = locked(draw_id)
    require_state(draw, Draw.State.ANNOUNCED, Draw.State.DRAWN, Draw.State.FINISHED)
    require_other(by, draw.announced_by_id)
    draw.state, draw.ended_at = Draw.State.VOIDED, clock.now()
    draw.end_reason, draw.ended_by = reason, by
    draw.save(update_fields=["state", "ended_at", "end_reason", "ended_by"])
    outbox.emit("draw.voided", str(draw.pk), _ended(draw, "draw.voided", str(by.pk)))
    return draw


def abort_overdue_draws() -> list[UUID]:
    """Abort every draw whose secret was not opened two working days after its randomness.

    Source: draws.md 4.  Runs each morning; gives the ids.
    """
    waiting = Draw.objects.filter(
        state=Draw.State.ANNOUNCED, randomness_on__lt=clock.today()
    ).values_list("pk", flat=True)
    return [draw_id for draw_id in waiting if _abort(draw_id)]


@transaction.atomic
def _abort(draw_id: UUID) -> bool:
    draw = locked(draw_id)
    if draw.state != Draw.State.ANNOUNCED or clock.today() <= overdue_after(draw):
        return False
    draw.state, draw.ended_at = Draw.State.ABORTED, clock.now()
    draw.end_reason = "随机数产生后两个工作日内未公开口令"
    draw.save(update_fields=["state", "ended_at", "end_reason"])
    outbox.emit("draw.aborted", str(draw.pk), _ended(draw, "draw.aborted", "system"))
    return True


def _ended(draw: Draw, kind: str, actor: str) -> dict[str, Any]:
    """Log the end and give the event's payload."""
    record(kind=kind, subject=str(draw.pk), actor=actor, body={"reason": draw.end_reason})
    return {
        "draw": str(draw.pk),
        "region": draw.region_id,
        "state": draw.state,
        "reason": draw.end_reason,
        "shown_before": draw.shown_before,
    }
