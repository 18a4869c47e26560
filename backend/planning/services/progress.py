"""How far a task is: visits over, results public, corrections closed."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock
from backend.draws import services as draws
from backend.draws.models import Draw
from backend.inspections.models import Visit
from backend.oplog.services import record
from backend.planning.models import Task, TaskVisit
from backend.planning.refusals import VisitsNotOver
from backend.planning.services.visits import locked_task

OVER = (Visit.State.CONCLUDED, Visit.State.CANCELLED)


@transaction.atomic
def note_visit_concluded(payload: dict[str, Any]) -> None:
    """Handle visit.concluded: after the last visit the draw is opened to the public.

    A visit without anything to correct is closed at once.
    """
    row = TaskVisit.objects.filter(visit=payload["visit"]).select_related("visit").first()
    if row is None:
        return
    task = locked_task(row.task_id)
    if row.closed_at is None and not payload.get("findings"):
        row.closed_at = clock.now()
        row.save(update_fields=["closed_at"])
    if task.state != Task.State.DONE and not _open(task):
        _finish(task, "system")


@transaction.atomic
def note_result_published(payload: dict[str, Any]) -> None:
    """Handle a published result: it counts in 完成率; twice is once."""
    TaskVisit.objects.filter(visit=payload["visit"], published_at=None).update(
        published_at=clock.now()
    )


@transaction.atomic
def note_order_closed(payload: dict[str, Any]) -> None:
    """Handle order.closed: it counts in 完结率 when the visit has no other open order."""
    if payload.get("visit") and not payload.get("open_orders"):
        TaskVisit.objects.filter(visit=payload["visit"], closed_at=None).update(
            closed_at=clock.now()
        )


@transaction.atomic
def finish_task_of(*, draw_id: UUID, actor: str) -> Task | None:
    """Finish the task of a draw, and the draw with it (结束任务).

    Raises VisitsNotOver while a selected home has no visit, or one that is not over.
    """
    task = Task.objects.filter(draw=draw_id).first()
    if task is None:
        draws.finish_draw(draw_id=draw_id, actor=actor)
        return None
    task = locked_task(task.pk)
    if task.state == Task.State.DONE:
        return task
    if waiting := _open(task):
        raise VisitsNotOver(
            f"{waiting} visits are not over",
            expected="every visit concluded or cancelled",
            came=f"{waiting} open or not yet planned",
            do="finish or cancel them first",
        )
    return _finish(task, actor)


def _open(task: Task) -> int:
    """Count the selected homes whose visit is not over, planned or not."""
    standing = task.assignments.filter(draw=task.draw, released_in=None)
    homes = set(standing.values_list("site", flat=True))
    over = task.visits.filter(visit__state__in=OVER)
    waiting = task.visits.exclude(visit__state__in=OVER).count()
    return max(waiting, len(homes - set(over.values_list("site", flat=True))))


def _finish(task: Task, actor: str) -> Task:
    task.state, task.done_at, task.version = Task.State.DONE, clock.now(), task.version + 1
    task.save(update_fields=["state", "done_at", "version"])
    record(kind="task.done", subject=str(task.pk), actor=actor)
    if task.draw is not None and task.draw.state == Draw.State.DRAWN:
        draws.finish_draw(draw_id=task.draw.pk, actor=actor)
    return task
