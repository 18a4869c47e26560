"""Trials of a version over stored visits: who moves, why, in whose regions, and after a kill."""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.core import clock
from backend.inspections import services
from backend.inspections.models import Visit, WhatIf, WhatIfRow
from backend.inspections.refusals import (
    WhatIfNotEnded,
    WhatIfNotRunning,
    WhatIfPeriodBackwards,
    WhatIfShapesDiffer,
)
from backend.inspections.selectors import what_ifs_of
from backend.inspections.whatif import reading, run
from backend.oplog.models import Event
from backend.registers.models import FacilityKind
from backend.standards.selectors import by_digest
from scoring.whatif import whatif
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.inspections import trials

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    """Keep the files of trials below the test's own folder."""
    settings.VAR = tmp_path
    return tmp_path


def moved(trial: WhatIf) -> dict[str, str]:
    return {str(row.visit_id): row.moved for row in trial.rows.all()}


def test_a_trial_says_who_moves_and_why() -> None:
    old = visits.checklist()
    new = trials.newer(old)
    freed = trials.locked(old, exit="no")
    still = trials.locked(old, food="no")
    fine = trials.locked(old)

    trial = trials.done(old, new)

    assert trial.state == "done", trial.error
    assert moved(trial) == {str(freed.pk): "changed", str(still.pk): "same", str(fine.pk): "same"}
    row = trial.rows.get(visit=freed)
    assert (row.before, row.after) == ("fail", "pass")
    assert row.why
    assert trial.summary["moved"] == {"changed": 1, "same": 2}
    assert trial.summary["by"]["region"] == {make.DAOLI: {"changed": 1, "same": 2}}
    kinds = set(trial.summary["by"]["kind"])
    assert kinds == {freed.site.kind_id}


def test_a_trial_changes_no_result() -> None:
    old = visits.checklist()
    visit = trials.locked(old, exit="no")
    before = Visit.objects.filter(pk=visit.pk).values().get()

    trials.done(old, trials.newer(old))

    assert Visit.objects.filter(pk=visit.pk).values().get() == before


def test_the_result_before_is_what_the_visit_was_concluded_with() -> None:
    old = visits.checklist()
    visit = trials.locked(old, exit="no")
    services.conclude_visit({"visit": str(visit.pk)})
    visit.refresh_from_db()

    trial = trials.done(old, trials.newer(old))

    assert visit.conclusion
    assert trial.rows.get().before == visit.conclusion["graded"]["conclusion"]


def test_an_item_nobody_was_asked_about_leaves_no_conclusion() -> None:
    old = visits.checklist(names=("exit", "food", "night"))
    added = "- id: safety.exit->- {id: safety.lamp, title: {zh: 灯, en: Lamp}, clause: 合成, "
    added += "source: 合成, confidence: provisional, rule: yes_no, look_for: {zh: 看, en: look}}\n"
    new = trials.newer(old, safety=f"{added}- id: safety.exit")
    trials.locked(old)

    trial = trials.done(old, new)

    assert [row.moved for row in trial.rows.all()] == ["ungraded"]
    assert trial.summary["not_carried"] == ["safety.lamp"]


def test_only_visits_of_the_region_the_kinds_and_the_period_are_tried() -> None:
    old = visits.checklist()
    new = trials.newer(old)
    here, far = trials.locked(old), trials.locked(old, at=make.NANGANG)
    other = trials.locked(old)
    other.site.kind = FacilityKind.objects.exclude(pk=here.site.kind_id)[0]
    other.site.save(update_fields=["kind"])
    today = clock.today()

    county = trials.done(old, new)
    kind = trials.done(old, new, kinds=[here.site.kind_id])
    before = trials.done(old, new, until=today.replace(year=today.year - 1))
    open_ = trials.done(old, new, since=today, until=today)

    assert str(far.pk) not in moved(county)
    assert set(moved(kind)) == {str(here.pk)}
    assert moved(before) == {}
    assert set(moved(open_)) == {str(here.pk), str(other.pk)}


def test_a_trial_of_another_county_is_not_there() -> None:
    old = visits.checklist()
    far = trials.asked(old, trials.newer(old), at=make.NANGANG)

    assert far not in what_ifs_of(make.person("registrar"), "registrar")
    assert far in what_ifs_of(make.person("registrar", at=make.NANGANG), "registrar")


def test_reading_is_taken_up_where_a_kill_cut_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = visits.checklist()
    for number in range(5):
        trials.locked(old, **({"exit": "no"} if number % 2 else {}))
    rows, standard = Visit.objects.all(), by_digest(old.digest)
    assert reading.write_visits(rows, standard, tmp_path / "whole.csv") == 5
    whole = (tmp_path / "whole.csv").read_text()
    monkeypatch.setattr(reading, "AT_ONCE", 2)

    with pytest.raises(KeyboardInterrupt):
        reading.write_visits(rows, standard, tmp_path / "cut.csv", _dies_at(4))
    part = tmp_path / "cut.csv.part"
    part.write_bytes(part.read_bytes()[:-3])
    heard: list[int] = []
    assert reading.write_visits(rows, standard, tmp_path / "cut.csv", heard.append) == 5

    assert (tmp_path / "cut.csv").read_text() == whole
    assert heard == [5]


def _dies_at(limit: int) -> Any:
    def heard(done: int) -> None:
        if done >= limit:
            raise KeyboardInterrupt

    return heard


def test_a_killed_workers_trial_goes_on_when_its_lease_has_run_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = visits.checklist()
    trials.locked(old, exit="no")
    trial = trials.asked(old, trials.newer(old))
    with monkeypatch.context() as cut:
        cut.setattr(run, "whatif", _killed)
        with pytest.raises(KeyboardInterrupt):
            run.run_next()
    trial.refresh_from_db()
    assert trial.state == "running"
    assert not run.run_next(), "the lease still holds"

    WhatIf.objects.update(leased_until=timezone.now())
    assert run.run_next()

    trial.refresh_from_db()
    assert (trial.state, trial.rows.count()) == ("done", 1)
    assert not run.place_of(trial).exists()


def _killed(*_: Any) -> None:
    raise KeyboardInterrupt


def test_two_workers_never_have_the_same_trial() -> None:
    old = visits.checklist()
    trial = trials.asked(old, trials.newer(old))
    held = WhatIf.objects.get(pk=trial.pk)

    with run._alone(held), pytest.raises(run.LeaseLost), run._alone(held):
        pass


def test_a_stopped_trial_is_let_go_and_may_be_taken_up_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = visits.checklist()
    trials.locked(old)
    trial, by = trials.asked(old, trials.newer(old)), make.person("registrar")
    monkeypatch.setattr(run, "EVERY_SECONDS", 0.0)

    def stopped_meanwhile(*told: Any) -> Any:
        services.stop_what_if(what_if_id=trial.pk, by=by)
        return whatif(*told)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(run, "whatif", stopped_meanwhile)
        assert run.run_next()
    trial.refresh_from_db()
    assert (trial.state, trial.rows.count()) == ("stopped", 0)
    with pytest.raises(KeyError):
        _ = trial.summary["moved"]

    services.resume_what_if(what_if_id=trial.pk, by=by)
    assert run.run_next()

    trial.refresh_from_db()
    assert trial.state == "done"
    kinds = set(Event.objects.filter(subject=str(trial.pk)).values_list("kind", flat=True))
    assert {"what-if.asked", "what-if.stopped", "what-if.resumed", "what-if.finished"} == kinds
    with pytest.raises(WhatIfNotRunning):
        services.stop_what_if(what_if_id=trial.pk, by=by)
    with pytest.raises(WhatIfNotEnded):
        services.resume_what_if(what_if_id=trial.pk, by=by)


def test_a_draft_loaded_anew_makes_its_trial_fail_and_says_so() -> None:
    old = visits.checklist()
    new = trials.newer(old)
    trial = trials.asked(old, new)
    new.digest = "0" * 64
    new.save(update_fields=["digest"])
    by_digest.cache_clear()  # as in a worker that never read it

    assert run.run_next()

    trial.refresh_from_db()
    assert (trial.state, trial.error["code"]) == ("failed", "not-found")


def test_an_unexpected_error_is_tried_again_and_then_told(monkeypatch: pytest.MonkeyPatch) -> None:
    old = visits.checklist()
    trial = trials.asked(old, trials.newer(old))
    monkeypatch.setattr(run, "write_visits", _broken)

    for _ in range(run.TRIES):
        assert run.run_next()

    trial.refresh_from_db()
    assert (trial.state, trial.error["code"]) == ("failed", "unexpected")
    assert not run.run_next()


def _broken(*_: Any) -> None:
    raise OSError("disk full")


def test_asking_twice_is_one_trial() -> None:
    old, by = visits.checklist(), make.person("registrar")
    new = trials.newer(old)

    assert trials.asked(old, new, by=by) == trials.asked(old, new, by=by)


def test_versions_of_another_shape_and_backward_periods_are_refused() -> None:
    old = visits.checklist()

    with pytest.raises(WhatIfShapesDiffer):
        trials.asked(old, visits.checklist("rating"))
    with pytest.raises(WhatIfPeriodBackwards):
        day = clock.today()
        trials.asked(old, trials.newer(old), since=day, until=day.replace(year=day.year - 1))


def test_reading_asks_no_more_for_more_visits(tmp_path: Path) -> None:
    old = visits.checklist()
    standard = by_digest(old.digest)
    trials.locked(old)
    with CaptureQueriesContext(connection) as few:
        reading.write_visits(Visit.objects.all(), standard, tmp_path / "few.csv")
    for _ in range(4):
        trials.locked(old)
    with CaptureQueriesContext(connection) as many:
        reading.write_visits(Visit.objects.all(), standard, tmp_path / "many.csv")

    assert len(many) == len(few)
    with (tmp_path / "many.csv").open() as file:
        assert len(list(csv.DictReader(file))) == 5


def test_rows_of_old_trials_are_dropped_and_their_summary_stays() -> None:
    old = visits.checklist()
    trials.locked(old)
    trial = trials.done(old, trials.newer(old))
    WhatIf.objects.update(finished_at=clock.now() - timedelta(days=91))

    assert run.drop_old_rows() == 1

    trial.refresh_from_db()
    assert (WhatIfRow.objects.count(), trial.summary["visits"]) == (0, 1)
