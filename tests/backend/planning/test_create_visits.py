"""From the draw to its visits: each selected home once, with its drawn officers."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.module_loading import import_string

from backend.config import wiring
from backend.core import clock
from backend.draws import selectors as draws
from backend.draws import services as drawing
from backend.draws.models import Draw
from backend.inspections.models import Visit
from backend.inspections.refusals import YearlyCapReached
from backend.oplog.models import Event
from backend.planning import selectors, services
from backend.planning.models import Assignment, Task, TaskVisit
from backend.planning.refusals import NotDrawn, VisitsNotOver, WindowTooShort
from backend.registers.models import Officer, Site
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.planning import make as planning


def create(draw: Draw) -> list[TaskVisit]:
    return services.create_visits(task_id=draw.task.pk, by=draw.announced_by)


def over(draw: Draw) -> None:
    """Cancel every visit of the task but in name: it is over."""
    Visit.objects.filter(task_id=draw.task.pk).update(state="cancelled", cancel_reason="合成")


@pytest.mark.django_db
def test_five_homes_get_one_visit_each_with_two_drawn_officers() -> None:
    planning.county()
    planning.cap(2)
    draw = planning.drawn()
    rows = create(draw)
    assert sorted(row.site.label for row in rows) == sorted(draws.selected_labels(draw))
    for row in rows:
        assert (row.visit.state, row.visit.this_year_count, row.visit.cap) == ("proposed", 1, 2)
        seats = list(row.visit.officers.all())
        assert [seat.came for seat in seats] == ["drawn", "drawn"]
        assert [seat.is_lead for seat in seats] == [True, False]
    assert draw.task.assignments.count() == 10


@pytest.mark.django_db
def test_the_drawn_officers_are_those_of_the_bundle_and_none_is_recused() -> None:
    homes = planning.county(homes=3, officers=3)
    barred = Officer.objects.order_by("pk").first()
    assert barred is not None
    for home in homes:
        planning.barred(barred, home)
    rows = create(planning.drawn())
    assert rows
    assert all(barred.pk not in visits.crew_of(row.visit) for row in rows)


@pytest.mark.django_db
def test_twice_gives_the_same_visits() -> None:
    planning.county()
    draw = planning.drawn()
    first = [row.visit_id for row in create(draw)]
    assert [row.visit_id for row in create(draw)] == first
    assert Visit.objects.count() == 5
    assert Event.objects.filter(kind="task.visits_created").count() == 1


@pytest.mark.django_db
def test_without_randomness_there_is_no_visit() -> None:
    planning.county()
    with pytest.raises(NotDrawn):
        create(planning.announced())


@pytest.mark.django_db
def test_a_voided_draw_gives_no_visit() -> None:
    planning.county()
    draw = planning.drawn()
    drawing.void_draw(draw_id=draw.pk, reason="合成", by=planning.head())
    with pytest.raises(NotDrawn):
        create(draw)


@pytest.mark.django_db
def test_a_home_that_reached_its_cap_meanwhile_stops_all_of_it() -> None:
    planning.county()
    planning.cap(1)
    draw = planning.drawn()
    home = Site.objects.get(name=draws.selected_labels(draw)[0].split(" ")[2])
    visits.plan("special", site=home)
    with pytest.raises(YearlyCapReached):
        create(draw)


@pytest.mark.django_db
def test_a_window_without_room_for_the_notice_is_refused() -> None:
    planning.county()
    task = planning.task(window_until=clock.today() + timedelta(days=4))
    draw = planning.drawn(task)
    with pytest.raises(WindowTooShort):
        create(draw)


@pytest.mark.django_db
def test_a_substitute_gets_a_visit_and_the_closed_homes_officers_are_released() -> None:
    planning.county()
    draw = planning.drawn()
    create(draw)
    gone = draws.selected_labels(draw)[0]
    drawing.declare_unavailable(
        draw_id=draw.pk, label=gone, reason="停业", document="合成1号", by=draw.announced_by
    )
    drawing.confirm_unavailable(draw_id=draw.pk, label=gone, by=planning.head())
    drawing.next_iteration(draw_id=draw.pk, by=draw.announced_by)
    rows = create(draw)
    assert sorted(row.site.label for row in rows) == sorted(draws.selected_labels(draw))
    assert Visit.objects.count() == 6
    assert Assignment.objects.exclude(released_in=None).count() == 2
    assert selectors.figures(Task.objects.all()).drawn == 5


@pytest.mark.django_db
def test_the_draw_is_opened_after_the_last_visit_and_not_before() -> None:
    planning.county()
    draw = planning.drawn()
    rows = create(draw)
    with pytest.raises(VisitsNotOver):
        services.finish_task_of(draw_id=draw.pk, actor="system")
    over(draw)
    services.note_visit_concluded({"visit": str(rows[0].visit_id), "findings": []})
    draw.refresh_from_db()
    assert draw.state == Draw.State.FINISHED
    assert draws.public_after(draw)["secret"] == draw.secret
    assert Task.objects.get().state == Task.State.DONE


@pytest.mark.django_db
def test_drawn_homes_without_a_visit_keep_the_draw_closed() -> None:
    planning.county()
    draw = planning.drawn()
    services.assign_drawn({"draw": str(draw.pk), "iteration": 1})
    with pytest.raises(VisitsNotOver):
        services.finish_task_of(draw_id=draw.pk, actor="system")


@pytest.mark.django_db
def test_figures_count_published_over_drawn_and_closed_over_published() -> None:
    planning.county()
    rows = create(planning.drawn())
    for row in rows[:4]:
        services.note_result_published({"visit": str(row.visit_id)})
    services.note_order_closed({"visit": str(rows[0].visit_id), "open_orders": 0})
    services.note_order_closed({"visit": str(rows[1].visit_id), "open_orders": 1})
    told = selectors.figures(Task.objects.all())
    assert (told.drawn, told.published, told.closed) == (5, 4, 1)
    assert (told.done_percent, told.closed_percent) == ("80.0%", "25.0%")
    assert selectors.figures_by(Task.objects.all(), "department") == {"民政": told}


def test_two_planners_at_once_make_one_set_of_visits(committed: None) -> None:
    planning.county()
    planning.cap(1)
    draw = planning.drawn()
    errors: list[BaseException] = []
    start = threading.Barrier(2)

    def plan() -> None:
        try:
            start.wait()
            create(Draw.objects.get(pk=draw.pk))
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=plan) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert TaskVisit.objects.filter(task=draw.task).count() == 5
    assert Visit.objects.filter(task_id=draw.task.pk).count() == 5


def test_two_tasks_at_once_never_exceed_a_homes_cap(committed: None) -> None:
    planning.county(homes=3, officers=8, at=make.NANGANG)
    planning.cap(1, at=make.NANGANG)
    plans = [planning.published(at=make.NANGANG, floor_ratio=Decimal(1)) for _ in range(2)]
    tasks = [planning.task(plan) for plan in plans]
    drawn = [planning.drawn(task) for task in tasks]
    said: list[str] = []
    start = threading.Barrier(2)

    def plan(draw: Draw) -> None:
        try:
            start.wait()
            create(Draw.objects.get(pk=draw.pk))
            said.append("made")
        except YearlyCapReached:
            said.append("capped")
        finally:
            connection.close()

    threads = [threading.Thread(target=plan, args=(draw,)) for draw in drawn]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["capped", "made"]
    tasks_with = Visit.objects.filter(task_id__in=[task.pk for task in tasks])
    assert len(set(tasks_with.values_list("site", flat=True))) == tasks_with.count()


def test_the_handlers_are_wired_to_their_events() -> None:
    handled = {name for handlers in wiring.HANDLERS.values() for name in handlers}
    for verb in ("assign_drawn", "note_visit_concluded", "note_order_closed"):
        name = f"backend.planning.services.{verb}"
        assert name in handled
        assert import_string(name) is getattr(services, verb)
