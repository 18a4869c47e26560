"""One yearly plan (年度计划): what it says, its steps, its quotas layer by layer, its tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.look.page import Page, person_of
from backend.office.plans.lines import plan_lines, rows_for_lines
from backend.office.plans.permissions import APPROVES, PLANS, PUBLISHES
from backend.office.plans.quotas import Told, quotas_of
from backend.office.plans.task_lines import rows_for_task_lines, task_lines
from backend.office.reach import Reach, found
from backend.planning import selectors
from backend.planning.models import Plan
from backend.standards.reading.words import said
from backend.standards.selectors import by_digest

NOT_THERE = "没有这份计划，或者不在你的管辖范围"
SHOWN = 50  # tasks of a plan, the newest
State = Plan.State
PEOPLE = ("made_by", "submitted_by", "approved_by", "published_by")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan: what, who, when; open where it is not taken."""

    what: Any
    who: str
    at: datetime | None


class PlanPage(Page):
    """/office/plans/{id}; another county's plan is not there."""

    here = "plans"
    template_name = "office/plans/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        rows = rows_for_lines(selectors.plans_visible_to(person)).select_related(*PEOPLE)
        plan: Plan = found(rows, kwargs["plan_id"], NOT_THERE)
        quotas = quotas_of(plan)
        forms = forms_of(plan, quotas, Reach(person))
        tasks = selectors.tasks_visible_to(person).filter(plan=plan)
        return super().get_context_data(
            plan=plan,
            line=next(plan_lines([plan])),
            steps=steps(plan),
            items=items(plan),
            quotas=quotas,
            newest=quotas[0] if quotas else None,
            tasks=list(task_lines(rows_for_task_lines(tasks)[:SHOWN])),
            forms=forms,
            own=plan.state == State.SUBMITTED and plan.submitted_by_id == person.pk,
            **kwargs,
        )


def steps(plan: Plan) -> list[Step]:
    """Give the steps of a plan in order, those to come with nobody and no time."""
    taken = (
        (_("编制"), plan.made_by, plan.made_at),
        (_("提交"), plan.submitted_by, plan.submitted_at),
        (_("批准"), plan.approved_by, plan.approved_at),
        (_("公布"), plan.published_by, plan.published_at),
    )
    return [Step(what, who.name if who else "", at) for what, who, at in taken]


def items(plan: Plan) -> list[tuple[str, str]]:
    """Give the planned items with their titles; none means all of the checklist."""
    if not plan.items:
        return []
    there = by_digest(plan.checklist.digest).by_code
    return [(code, said(there[code].title)) for code in plan.items if code in there]


def forms_of(plan: Plan, quotas: list[Told], reach: Reach) -> list[str]:
    """Name the verbs that the plan's state and the reader's roles leave open."""
    region, public = plan.region, plan.state == State.PUBLISHED
    plans = reach.may(region, *PLANS)
    own = plan.submitted_by_id == reach.person.pk
    free = bool(quotas) and quotas[0].task is None and quotas[0].sums["to_draw"] > 0
    there = {
        "submit": plans and plan.state == State.DRAFT,
        "approve": reach.may(region, *APPROVES) and plan.state == State.SUBMITTED and not own,
        "publish": reach.may(region, *PUBLISHES) and plan.state == State.APPROVED,
        "quota": plans and public,
        "task": plans and public and free,
    }
    return [name for name, shown in there.items() if shown]
