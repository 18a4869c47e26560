"""What waits in an office, for the browser (合成数据): visits, orders, results, draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.ids import uuid7
from backend.draws import services as drawing
from backend.inspections import services as inspections
from backend.inspections.models import Visit
from backend.planning.models import Task
from backend.planning.services import create_visits, submit_plan
from backend.rectifications import services as corrections
from backend.registers.models import Officer, Site
from backend.registers.services import declare_interest, import_sites, record_assessor_year
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.inspections import make as visits
from tests.backend.planning import make as planning
from tests.backend.publication import make as publications
from tests.backend.rectifications import make as orders
from tests.backend.registers import make as registers
from tests.backend.registers import sheets
from tests.e2e.world import LONGEST, World

BRIEF = {
    "basis": "《养老机构管理办法》第三十四条；2026年度抽查计划（合成）",
    "items": ["a", "b", "c"],
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works there and where the browser goes."""

    everybody: str
    scheduler: str
    publisher: str
    alone: str  # a visit that waits for the head by itself
    planned: str
    order: str
    drafted: str
    due: str
    shown: str
    down: str
    announced: str
    immediate: str
    drawn: str
    plan: str
    task: str  # its pool is not frozen yet
    visited: str  # a task with its visits
    person: str
    assessor: str
    site: str
    faulty: str  # a sheet of homes with wrong cells
    ready: str  # one that would be imported


def build() -> Desk:
    """Build it in the county's database; everything is committed."""
    with transaction.atomic():
        told = _build()
    connection.close()
    return told


def _build() -> Desk:
    scheduler = _account(make.person("scheduler", username="jihua", name="计划员（合成）"))
    publisher = _account(make.person("publisher", username="gongshi", name="公示员（合成）"))
    duties = (
        "head",
        "reviewer",
        "publisher",
        "scheduler",
        "inspector",
        "registrar",
        "platform_admin",
    )
    everybody = _account(make.person(*duties, username="sanren", name="三人机关（合成）"))
    _batch()
    alone = _endorsed(brief=BRIEF, site=_long())
    _emergency()
    plan = planning.draft()
    submit_plan(plan_id=plan.pk, by=plan.made_by)
    answered = orders.answered()
    asked = orders.served()
    corrections.ask_extension(
        order_id=asked.pk, amount=5, reason="配件未到货（合成）", by=orders.manager(asked)
    )
    drawn = draws.announced(scheduler)
    immediate = drawing.announce_draw(
        pool={key: told for key, told in draws.pool().items() if key != "sources"},
        region=make.region(),
        by=scheduler,
        witness=drawing.Witness("合成区司法局", "见证员"),
    )
    task, visited = _tasks()
    desk = Desk(
        everybody=everybody.username,
        scheduler=scheduler.username,
        publisher=publisher.username,
        alone=f"/office/visits/{alone.pk}",
        planned=f"/office/visits/{visits.plan().pk}",
        order=f"/office/orders/{answered.pk}",
        drafted=f"/office/orders/{orders.drafted().pk}",
        due=f"/office/publications/{publications.due().pk}",
        shown=f"/office/publications/{publications.published().pk}",
        down=f"/office/publications/{publications.taken_down(make.person('head')).pk}",
        announced=f"/office/draws/{draws.announced(scheduler).pk}",
        immediate=f"/office/draws/{immediate.pk}",
        drawn=f"/office/draws/{drawn.pk}",
        plan=f"/office/plans/{visited.plan_id}",
        task=f"/office/tasks/{task.pk}",
        visited=f"/office/tasks/{visited.pk}",
        person=f"/office/people/{publisher.pk}",
        assessor=f"/office/officers/{_assessor().pk}",
        site=f"/office/sites/{answered.site_id}",
        faulty=_sheet(everybody, [sheets.row(1, 床位数="八十张"), sheets.row(2, 区县代码="1")]),
        ready=_sheet(everybody, [*sheets.twelve(), sheets.row(13, 服务场所名称=LONGEST)]),
    )
    draws.let_days_pass(3)
    drawing.enter_randomness(draw_id=drawn.pk, sources=draws.VALUES, by=scheduler)
    _drawn(visited)
    return desk


def _tasks() -> tuple[Task, Task]:
    """Make a task that waits for its draw, and one whose draw is announced."""
    planning.county()
    planning.cap()
    plan = planning.published()
    announced, waiting = planning.task(plan), planning.task(plan, title="合成：第二批")
    planning.announced(announced)
    return waiting, announced


def _drawn(task: Task) -> None:
    """Draw it and plan its visits."""
    task.refresh_from_db()
    assert task.draw is not None
    drawing.enter_randomness(draw_id=task.draw.pk, sources=draws.VALUES, by=task.made_by)
    create_visits(task_id=task.pk, by=task.made_by)


def _long() -> Site:
    home = visits.site()
    home.name = LONGEST
    home.save(update_fields=["name"])
    return home


def _endorsed(**wish: Any) -> Visit:
    visit = visits.plan(**wish)
    inspections.propose_visit(visit.pk, person=make.person(), seen_version=None)
    return inspections.endorse_visit(visit.pk, person=make.person(), seen_version=None)


def _batch() -> None:
    """Let three visits of one task wait for the head."""
    task, shared = uuid7(), visits.checklist()
    for _ in range(3):
        _endorsed(task_id=task, checklist=shared, brief=BRIEF)


def _emergency() -> None:
    visit = visits.plan("case")
    inspections.start_in_emergency(
        visit.pk,
        person=make.person("head"),
        reason="群众反映消防通道封堵（合成）",
        seen_version=None,
    )
    for step in (inspections.propose_visit, inspections.endorse_visit):
        step(visit.pk, person=make.person(), seen_version=None)


def _sheet(by: Person, rows: list[dict[str, Any]]) -> str:
    """Upload a sheet of homes; give the page of its import."""
    read = import_sites(data=sheets.book(rows), file_name="机构名录（合成）.xlsx", by=by)
    return f"/office/site-imports/{read.pk}"


def _assessor() -> Officer:
    """Register one whose certificate ended, with a year and a home to keep away from."""
    last = clock.today() - timedelta(days=1)
    row = registers.officer(pool=Officer.Pool.ASSESSMENT, certificate_until=last)
    year = clock.today().year
    record_assessor_year(officer=row, year=year, trained_on=date(year, 1, 5), actor="system")
    declare_interest(
        officer=row, kind="hard", reason="kin", site=registers.site(name=LONGEST), actor="system"
    )
    return row


def _account(person: Person) -> Person:
    person.set_password(World.WORD)
    person.save(update_fields=["password"])
    return person
