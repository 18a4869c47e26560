"""A trial from its lease to its end (试算): a killed worker's trial goes on where it was."""

from __future__ import annotations

import csv
import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.core import clock
from backend.core.refusals import Refusal
from backend.inspections.models import WhatIf, WhatIfRow
from backend.inspections.selectors.whatifs import visits_of
from backend.inspections.whatif.reading import STRATA, write_visits
from backend.oplog.services import record
from backend.standards.selectors import by_digest
from scoring import ScoringError
from scoring.progress import Progress
from scoring.whatif import whatif

LEASE = timedelta(seconds=60)
TRIES = 3  # without moving on
EVERY_SECONDS = 1.0
AT_ONCE = 2000  # rows kept together
State, Stage = WhatIf.State, WhatIf.Stage
log = structlog.get_logger(__name__)


class LeaseLost(Exception):
    """Somebody stopped the trial, or another worker has it."""


def run_next() -> bool:
    """Take up the oldest trial that waits, or whose worker died; False when there is none."""
    run = _leased()
    if run is None:
        return False
    try:
        _carry_out(run)
    except LeaseLost:
        log.info("trial stopped or taken over", trial=str(run.pk))
        if WhatIf.objects.filter(pk=run.pk, state=State.STOPPED).exists():
            clear(run)
    except SoftTimeLimitExceeded:
        _hand_back(run)
    except (ScoringError, Refusal) as fault:
        _fail(run, _told(fault))
    except Exception as error:
        log.error("trial failed", trial=str(run.pk), tries=run.tries, exc_info=error)
        if run.tries < TRIES:
            _hand_back(run)
        else:
            _fail(run, {"code": "unexpected", "came": f"{type(error).__name__}: {error}"[:500]})
    return True


def _leased() -> WhatIf | None:
    now = timezone.now()
    dead = Q(state=State.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        rows = WhatIf.objects.select_for_update(skip_locked=True).order_by("asked_at", "pk")
        run = rows.filter(Q(state=State.WAITING) | dead).first()
        if run is None:
            return None
        run.state, run.lease, run.leased_until = State.RUNNING, uuid4(), now + LEASE
        run.tries += 1
        run.save(update_fields=["state", "lease", "leased_until", "tries"])
    return run


def _carry_out(run: WhatIf) -> None:
    """Read, grade, keep; each step finds what an earlier try has done."""
    old, new = by_digest(run.before_digest), by_digest(run.after_digest)
    with _alone(run) as place:
        visits, out = place / "visits.csv", place / "out.csv"
        rows, beat = visits_of(run), _Beat(run)
        beat.now(stage=Stage.READING, done=0, total=rows.count())
        count = write_visits(rows, old, visits, beat.heard)
        beat.now(stage=Stage.GRADING, done=0, total=count)
        summary = whatif(old, new, visits, out, beat).as_json()
        beat.now(stage=Stage.KEEPING, done=count, total=count)
        _keep(run, visits, out, summary)
        clear(run)


@contextmanager
def _alone(run: WhatIf) -> Iterator[Path]:
    """Give the folder of the trial's files, to one process at a time; raises LeaseLost."""
    place = place_of(run)
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            _hand_back(run)
            raise LeaseLost from taken
        yield place


class _Beat(Progress):
    """Tells the trial's row how far it is, and keeps its lease; raises LeaseLost."""

    def __init__(self, run: WhatIf) -> None:
        super().__init__("whatif")
        self.run = run
        self._last = 0.0

    def heard(self, done: int) -> None:
        """Note that so many are done, once a second at most."""
        if time.monotonic() - self._last >= EVERY_SECONDS:
            self.now(done=done)

    def at(self, done: int, whole: int, rows: int) -> None:
        """Hear from the grading: rows are visits."""
        self.heard(rows)

    def end(self) -> None:
        """Draw nothing."""

    def now(self, **told: Any) -> None:
        """Write it down."""
        self._last = time.monotonic()
        mine = WhatIf.objects.filter(pk=self.run.pk, lease=self.run.lease, state=State.RUNNING)
        if not mine.update(leased_until=timezone.now() + LEASE, **told):
            raise LeaseLost


@transaction.atomic
def _keep(run: WhatIf, visits: Path, out: Path, summary: dict[str, Any]) -> None:
    """Write the rows and the summary in one step."""
    row = WhatIf.objects.select_for_update().get(pk=run.pk)
    if row.lease != run.lease or row.state != State.RUNNING:
        raise LeaseLost
    WhatIfRow.objects.filter(trial=row).delete()
    source = _rows(row, visits, out)
    while some := list(islice(source, AT_ONCE)):
        WhatIfRow.objects.bulk_create(some)
    row.state, row.summary, row.finished_at = State.DONE, summary, clock.now()
    row.lease = row.leased_until = None
    row.save(update_fields=["state", "summary", "finished_at", "lease", "leased_until"])
    body = {"visits": summary["visits"], "moved": summary["moved"]}
    record(kind="what-if.finished", subject=str(row.pk), actor="system", body=body)


def _rows(run: WhatIf, visits: Path, out: Path) -> Iterator[WhatIfRow]:
    with visits.open(encoding="utf-8", newline="") as left, out.open(encoding="utf-8") as right:
        for visit, row in zip(csv.DictReader(left), csv.DictReader(right), strict=True):
            yield WhatIfRow(
                trial=run,
                visit_id=row["id"],
                region=visit[STRATA[0]],
                kind=visit[STRATA[1]],
                before=row["level_before"],
                after=row["level_after"],
                total_before=row["total_before"],
                total_after=row["total_after"],
                moved=row["moved"],
                why=row["why"],
            )


def _hand_back(run: WhatIf) -> None:
    """Let the next worker go on."""
    WhatIf.objects.filter(pk=run.pk, lease=run.lease).update(
        state=State.WAITING, lease=None, leased_until=None
    )


@transaction.atomic
def _fail(run: WhatIf, error: dict[str, str]) -> None:
    mine = WhatIf.objects.filter(pk=run.pk, lease=run.lease)
    if mine.update(
        state=State.FAILED,
        error=error,
        finished_at=clock.now(),
        lease=None,
        leased_until=None,
    ):
        record(kind="what-if.failed", subject=str(run.pk), actor="system", body=error)
        clear(run)


def _told(fault: ScoringError | Refusal) -> dict[str, str]:
    if isinstance(fault, Refusal):
        return {"code": fault.code, "came": fault.detail}
    names = ("code", "place", "expected", "came", "do")
    return {name: str(getattr(fault, name)) for name in names}


def place_of(run: WhatIf) -> Path:
    """Give the folder in which a trial keeps its files while it runs: one for these versions."""
    versions = f"{run.before_digest[:12]}-{run.after_digest[:12]}"
    return Path(settings.VAR) / "what-if" / str(run.pk) / versions


def clear(run: WhatIf) -> None:
    """Remove a trial's files."""
    shutil.rmtree(place_of(run).parent, ignore_errors=True)


def drop_old_rows(days: int = 90) -> int:
    """Drop the rows of trials that ended long ago; their summaries stay."""
    old = WhatIfRow.objects.filter(trial__finished_at__lt=clock.now() - timedelta(days=days))
    return old.filter(pk__in=old.order_by("pk").values("pk")[:AT_ONCE]).delete()[0]
