"""Computing what a plan still owes."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.canonical import digest
from backend.oplog.services import record
from backend.planning.homes import homes_of
from backend.planning.models import Plan, Quota
from backend.planning.refusals import PlanNotPublished, PolicyUnusable
from backend.planning.rules import effective
from scoring.errors import ScoringError
from scoring.quota import quota


@transaction.atomic
def compute_quota(*, plan_id: UUID, by: Person) -> Quota:
    """Compute every stratum's quota from the registers and this year's visits (计算抽取数).

    Raises PlanNotPublished, PolicyUnusable.
    """
    plan = Plan.objects.select_related("region", "policy").get(pk=plan_id)
    demand_published(plan)
    today = clock.today()
    policy, homes = effective(plan, today), homes_of(plan)
    output = computed(policy, homes)
    row = Quota.objects.create(
        plan=plan,
        policy=policy,
        homes=homes,
        output=output,
        digest=digest({"policy": policy, "homes": homes, "output": output}),
        computed_on=today,
        computed_at=clock.now(),
        computed_by=by,
    )
    body = {"plan": str(plan.pk), "digest": row.digest}
    record(kind="quota.computed", subject=str(row.pk), actor=str(by.pk), body=body)
    return row


def computed(policy: dict[str, Any], homes: list[dict[str, Any]]) -> dict[str, Any]:
    """Ask the pure rule; raises PolicyUnusable with its complaint."""
    plain = [{key: value for key, value in home.items() if key != "site"} for home in homes]
    try:
        return quota(policy, plain)
    except ScoringError as fault:
        told = {name: getattr(fault, name) for name in ("expected", "came", "do", "place")}
        raise PolicyUnusable(str(fault), rule=fault.code, **told) from fault


def demand_published(plan: Plan) -> None:
    """Refuse work on a plan that is not public yet."""
    if plan.state != Plan.State.PUBLISHED:
        raise PlanNotPublished(
            f"the plan is {plan.state}",
            expected=Plan.State.PUBLISHED,
            came=plan.state,
            do="have it approved and published",
        )
