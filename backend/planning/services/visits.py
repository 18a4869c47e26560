"""From the draw to its visits: who goes where, each planned once."""

import json
from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.draws import selectors as draws
from backend.draws.models import Draw
from backend.inspections.models import Visit, VisitOfficer
from backend.inspections.services.plan import Seat, Terms, plan_visit
from backend.keys import services as keys
from backend.oplog.services import record
from backend.planning.models import Assignment, PoolEntry, Task, TaskVisit
from backend.planning.refusals import NotDrawn, WindowTooShort
from backend.registers.models import Site

DRAWN = (Draw.State.DRAWN, Draw.State.FINISHED)


def assign_drawn(payload: dict[str, Any]) -> None:
    """Handle draw.drawn: write who goes where; twice is once."""
    task = Task.objects.filter(draw=payload["draw"]).first()
    if task is not None:
        with transaction.atomic():
            _assign(locked_task(task.pk))


@transaction.atomic
def create_visits(*, task_id: UUID, by: Person) -> list[TaskVisit]:
    """Plan one visit per selected site with its drawn officers (生成检查任务).

    Twice gives the same visits, after a substitution also those of the new homes.  The sites'
    rows are locked in one order before anything is counted, so that two planners never exceed
    a home's cap and never wait for each other in a circle; plan_visit counts.

    Raises NotDrawn, WindowTooShort, and what plan_visit raises (YearlyCapReached …).
    """
    task = locked_task(task_id)
    _demand_drawn(task)
    _assign(task)
    crews = _standing(task)
    there = set(task.visits.filter(site__in=crews).values_list("site", flat=True))
    new = sorted(set(crews) - there)
    if new:
        _demand_time(task)
    list(Site.objects.select_for_update(no_key=True).filter(pk__in=new).order_by("pk"))
    made = [_plan(task, site, crews[site], by) for site in new]
    if made:
        task.state, task.version = Task.State.RUNNING, task.version + 1
        task.save(update_fields=["state", "version"])
        body = {"visits": [str(one.visit_id) for one in made]}
        record(kind="task.visits_created", subject=str(task.pk), actor=str(by.pk), body=body)
    rows = task.visits.filter(site__in=crews).select_related("visit", "site__legal_person")
    return list(rows.order_by("site"))


def locked_task(task_id: UUID) -> Task:
    """Read a task with its row lock: two planners of one task follow each other."""
    return (
        Task.objects.select_for_update(of=("self",))
        .select_related("plan__nature", "plan__checklist", "draw")
        .get(pk=task_id)
    )


def _demand_drawn(task: Task) -> None:
    """Hold the draw's row too: nobody voids or draws on while visits are made from it."""
    draw = Draw.objects.select_for_update().filter(task=task).first()
    if draw is None or draw.state not in DRAWN:
        came = draw.state if draw else "no draw"
        raise NotDrawn(f"the draw is {came}", expected=Draw.State.DRAWN, came=came)


def _assign(task: Task) -> None:
    """Bring the assignments to what the last iteration says; old places are released."""
    draw = task.draw
    assert draw is not None
    number = draw.iterations.count()
    wanted = _drawn_places(task, draw)
    standing = Assignment.objects.filter(draw=draw, released_in=None)
    kept = set()
    for row in standing:
        place = (row.site_id, row.officer_id)
        if wanted.get(place) == row.seat:
            kept.add(place)
        else:
            row.released_in = number
            row.save(update_fields=["released_in"])
    Assignment.objects.bulk_create(
        Assignment(
            task=task, draw=draw, site_id=site, officer_id=officer, seat=seat, iteration=number
        )
        for (site, officer), seat in wanted.items()
        if (site, officer) not in kept
    )


def _drawn_places(task: Task, draw: Draw) -> dict[tuple[UUID, UUID], int]:
    """Give (site, officer) → seat of the last iteration; the leading department sits first."""
    visits = draws.last_iteration(draw).get("visits", [])
    labels = [visit["label"] for visit in visits]
    rows = PoolEntry.objects.filter(draw=draw, label__in=labels)
    sites = dict(rows.values_list("label", "site"))
    officer_of = _opened_tokens(task)
    places: dict[tuple[UUID, UUID], int] = {}
    for visit in visits:
        crew = [token for team in visit["teams"] for token in team["officers"]]
        for seat, token in enumerate(crew, 1):
            places[sites[visit["label"]], officer_of[token]] = seat
    return places


def _opened_tokens(task: Task) -> dict[str, UUID]:
    if task.tokens_key is None or task.tokens_sealed is None:
        return {}
    plain = keys.unseal(task.tokens_key, bytes(task.tokens_sealed))
    return {token: UUID(officer) for token, officer in json.loads(plain).items()}


def _standing(task: Task) -> dict[UUID, list[UUID]]:
    """Give the officers of each site that stands in the selection, by seat."""
    crews: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Assignment.objects.filter(draw=task.draw, released_in=None).order_by("site", "seat")
    for row in rows:
        crews[row.site_id].append(row.officer_id)
    return crews


def _demand_time(task: Task) -> None:
    """Enough working days are left to tell the homes beforehand.

    Source: 养老机构行政检查办法 (日常, 专项: three working days); the number is the nature's row.
    """
    days = task.plan.nature.needs_notice_days
    soonest = add_working_days(clock.today(), days) if days else clock.today()
    if soonest > task.window_until:
        raise WindowTooShort(
            f"the notice takes {days} working days",
            expected=f"a window open on {soonest}",
            came=f"until {task.window_until}",
            do="make a task with a later window",
        )


def _plan(task: Task, site: UUID, crew: list[UUID], by: Person) -> TaskVisit:
    plan = task.plan
    visit: Visit = plan_visit(
        nature=plan.nature_id,
        site=site,
        purpose=task.title,
        brief={
            "source": f"{plan.title}：{task.title}",
            "basis": plan.basis,
            "items": plan.items,
            "plan": str(plan.pk),
            "draw": str(task.draw_id),
        },
        officers=[
            Seat(officer, is_lead=seat == 1, came=VisitOfficer.Came.DRAWN)
            for seat, officer in enumerate(crew, 1)
        ],
        terms=Terms(
            checklist_id=plan.checklist_id,
            window_from=task.window_from,
            window_until=task.window_until,
            task_id=task.pk,
            department=plan.department,
        ),
        actor=str(by.pk),
    )
    return TaskVisit.objects.create(task=task, site_id=site, visit=visit)
