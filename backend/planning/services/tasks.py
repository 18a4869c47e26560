"""A batch of a plan."""

from datetime import date
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.oplog.services import record
from backend.planning.models import Plan, Quota, Task
from backend.planning.refusals import NothingToDraw, QuotaUsed, WindowOutside
from backend.planning.services.quotas import demand_published


@transaction.atomic
def create_task(
    *,
    plan_id: UUID,
    quota_id: UUID,
    title: str,
    window_from: date,
    window_until: date,
    by: Person,
    unannounced: bool = False,
) -> Task:
    """Make a task from a published plan and a quota of it (下达抽查任务).

    unannounced: its draw appears in no public view beforehand.

    Raises PlanNotPublished, QuotaUsed, NothingToDraw, WindowOutside.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    demand_published(plan)
    quota = Quota.objects.get(pk=quota_id, plan=plan)
    if Task.objects.filter(quota=quota).exists():
        raise QuotaUsed("one task a quota", do="compute a new quota")
    if not any(stratum["to_draw"] for stratum in quota.output["strata"]):
        raise NothingToDraw("the quota is met", expected="homes to draw", came="0")
    _demand_window(plan, window_from, window_until)
    task = Task.objects.create(
        plan=plan,
        quota=quota,
        title=title,
        window_from=window_from,
        window_until=window_until,
        unannounced=unannounced,
        made_at=clock.now(),
        made_by=by,
    )
    body = {"plan": str(plan.pk), "quota": str(quota.pk)}
    record(kind="task.created", subject=str(task.pk), actor=str(by.pk), body=body)
    return task


def _demand_window(plan: Plan, first: date, last: date) -> None:
    if plan.window_from <= first <= last <= plan.window_until and last >= clock.today():
        return
    raise WindowOutside(
        "the task's window does not fit",
        expected=f"within {plan.window_from} to {plan.window_until}, not over already",
        came=f"{first} to {last}",
        place="window_from",
    )
