"""Having a task's homes and officers drawn."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.canonical import canonical
from backend.draws import services as draws
from backend.draws.models import Draw
from backend.keys import services as keys
from backend.oplog.services import record
from backend.planning.homes import homes_of
from backend.planning.models import PoolEntry, Task
from backend.planning.pool import pool_of, tokens_for
from backend.planning.refusals import DrawStanding, QuotaStale
from backend.planning.rules import effective
from backend.planning.services.quotas import computed

OVER = (Draw.State.VOIDED, Draw.State.ABORTED)


@transaction.atomic
def announce_task_draw(
    *,
    task_id: UUID,
    by: Person,
    sources: list[dict[str, Any]] | None = None,
    witness: draws.Witness | None = None,
) -> Draw:
    """Freeze the task's pool and announce its draw (公告抽取).

    Takes public sources, or for an immediate draw the outside witness.  After a voided or
    aborted draw a new one may take its place, which says so.

    Raises DrawStanding, QuotaStale when registers or visits changed since the quota,
    OfficersShort, LabelForm, and what `draws.announce_draw` raises.
    """
    task = _taken(task_id)
    _demand_fresh(task)
    today = clock.today()
    tokens = tokens_for(task.plan, task.window_until, today)
    pool = pool_of(task, tokens, today)
    if witness is None:
        pool["sources"] = sources or []
    before = task.draw
    draw = draws.announce_draw(
        pool=pool,
        region=task.plan.region,
        by=by,
        witness=witness,
        shown_before=task.plan.nature.may_announce and not task.unannounced,
        replaces=before,
    )
    PoolEntry.objects.bulk_create(
        (
            PoolEntry(draw=draw, label=home["label"], site_id=home["site"])
            for home in task.quota.homes
        ),
        batch_size=2000,
    )
    task.tokens_key, task.tokens_sealed = keys.seal(canonical(tokens.map()))
    task.draw = draw
    task.version += 1
    task.save(update_fields=["tokens_key", "tokens_sealed", "draw", "version"])
    body = {"draw": str(draw.pk), "replaces": str(before.pk) if before else ""}
    record(kind="task.draw_announced", subject=str(task.pk), actor=str(by.pk), body=body)
    return draw


def _taken(task_id: UUID) -> Task:
    """Lock the task; raises DrawStanding unless it has no draw, or a voided one and no visit."""
    task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("plan__region", "plan__nature", "plan__policy", "quota", "draw")
        .get(pk=task_id)
    )
    if task.draw is None:
        return task
    live = task.visits.exclude(visit__state="cancelled").exists()
    if task.draw.state in OVER and not live:
        return task
    raise DrawStanding(
        f"the task's draw is {task.draw.state}",
        expected="no draw, or a voided or aborted one without visits",
        came=f"{task.draw.state}, {task.visits.count()} visits",
        do="void the draw with a reason and cancel its visits first",
    )


def _demand_fresh(task: Task) -> None:
    """The pool is what the quota was computed from, and that is still so."""
    homes = homes_of(task.plan)
    output = computed(effective(task.plan, clock.today()), homes)
    if homes != task.quota.homes or output["strata"] != task.quota.output["strata"]:
        raise QuotaStale(
            "registers, visits or rules changed since the quota",
            expected="the same homes and numbers",
            came="others",
            do="compute the quota again and make a new task",
        )
