"""Builders of plans and tasks in one synthetic county (合成数据): 12 homes, six officers."""

from datetime import date
from decimal import Decimal
from typing import Any

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core import clock
from backend.draws.models import Draw
from backend.draws.services import enter_randomness
from backend.inspections.models import Cap
from backend.planning import services
from backend.planning.models import Plan, Quota, Task
from backend.registers.models import Officer, Site
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.inspections import make as visits
from tests.backend.registers import make as registers

RATIO_SOURCE = "合成：县级抽查比例不低于40%"
CAP_SOURCE = "合成：道里区民政局年度检查频次上限公告"


def county(homes: int = 12, officers: int = 6, at: str = make.DAOLI) -> list[Site]:
    """Make homes, two of them under one certificate and one unfiled, and officers of 民政."""
    first = registers.site(at=at)
    second = registers.site(at=at, legal_person=first.legal_person, number="02")
    rest = [registers.site(at=at) for _ in range(homes - 3)]
    for _ in range(officers):
        registers.officer(at=at)
    return [first, second, *rest, registers.unfiled_site(at=at)]


def cap(count: int = 2, at: str = make.DAOLI) -> Cap:
    """Publish the yearly cap of 民政."""
    return Cap.objects.create(
        region=make.region(at),
        department="民政",
        year=clock.today().year,
        visits=count,
        source=CAP_SOURCE,
    )


def terms(**wish: Any) -> services.PlanTerms:
    """Give the terms of a routine plan for the rest of the year; say only what matters."""
    today = clock.today()
    given = {
        "title": "合成：日常检查计划",
        "year": today.year,
        "nature": "routine",
        "department": "民政",
        "window_from": today,
        "window_until": date(today.year, 12, 31),
        "floor_ratio": Decimal("0.40"),
        "floor_source": RATIO_SOURCE,
    }
    if "checklist" not in wish:
        given["checklist"] = visits.checklist().pk
    return services.PlanTerms(**{**given, **wish})


def scheduler(at: str = make.DAOLI) -> Person:
    """Make a scheduler."""
    return make.person(Role.SCHEDULER, at=at)


def head(at: str = make.DAOLI) -> Person:
    """Make a head."""
    return make.person(Role.HEAD, at=at)


def draft(at: str = make.DAOLI, **wish: Any) -> Plan:
    """Draft a plan."""
    return services.create_plan(region=make.region(at), terms=terms(**wish), by=scheduler(at))


def published(at: str = make.DAOLI, **wish: Any) -> Plan:
    """Bring a plan through submission, approval and publication."""
    plan = draft(at, **wish)
    services.submit_plan(plan_id=plan.pk, by=plan.made_by)
    services.approve_plan(plan_id=plan.pk, by=head(at))
    return services.publish_plan(plan_id=plan.pk, by=plan.made_by)


def quota(plan: Plan) -> Quota:
    """Compute its quota."""
    return services.compute_quota(plan_id=plan.pk, by=plan.made_by)


def task(plan: Plan | None = None, **wish: Any) -> Task:
    """Make a task of a county with a published plan."""
    plan = plan or published()
    given = {
        "window_from": clock.today(),
        "window_until": plan.window_until,
        "title": "合成：第一批",
    }
    return services.create_task(
        plan_id=plan.pk, quota_id=quota(plan).pk, by=plan.made_by, **{**given, **wish}
    )


def announced(one: Task | None = None) -> Draw:
    """Announce the task's draw."""
    one = one or task()
    return services.announce_task_draw(task_id=one.pk, by=one.made_by, sources=draws.sources())


def drawn(one: Task | None = None) -> Draw:
    """Announce it, let three days pass, enter the values."""
    draw = announced(one)
    draws.let_days_pass(3)
    return enter_randomness(draw_id=draw.pk, sources=draws.VALUES, by=draw.announced_by)


def barred(officer: Officer, home: Site) -> None:
    """Let an officer declare an interest in a home."""
    officer.interests.create(site=home, kind="hard", reason="declared", valid_from=date(2020, 1, 1))
