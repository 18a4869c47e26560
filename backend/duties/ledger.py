"""Bringing rows of the ledger to what their source tells (履职台账的登记).

One statement a kind and year, whether the county has 120 homes or the country 400 000: the rows
never pass through here.  A term that was started again is one duty still, done by its first end.
Twice is once; what a person said (excuse, note) is never undone.  Ids are of version 7 with the
day the term begins, so that a list by id is a list by that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from backend.calendar.models import Clock
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.duties.models import Duty, DutyKind
from backend.duties.sources import SOURCES, Reach

BEFORE = "working_day_before"
_INSERT = """
INSERT INTO duties_duty AS old (id, kind_id, code, subject_type, subject_id, period, region_id,
  site_id, started_on, due_on, done_on, ground_type, ground_id, cancelled, state, late, version,
  excuse, excuse_reason)
SELECT (lpad(to_hex((EXTRACT(EPOCH FROM s.told_started::date) * 1000)::bigint), 12, '0') || '7'
        || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid, %s, %s, %s,
  s.told_subject::text, s.told_period::text,
  s.told_region::text, s.told_site::uuid, s.told_started::date, s.told_due::date,
  s.told_done::date, CASE WHEN s.told_done IS NULL THEN '' ELSE s.told_ground_type::text END,
  CASE WHEN s.told_done IS NULL THEN '' ELSE COALESCE(s.told_ground::text, '') END,
  s.told_cancelled, 'open', false, 1, '', ''
FROM (SELECT DISTINCT ON (told_subject, told_period) * FROM ({source}) every
      ORDER BY told_subject, told_period, told_done NULLS LAST, told_started) s
WHERE s.told_started >= %s AND (%s::date IS NULL OR s.told_started < %s)
ON CONFLICT (code, subject_id, period) DO UPDATE SET
  kind_id = excluded.kind_id, region_id = excluded.region_id, site_id = excluded.site_id,
  started_on = excluded.started_on, cancelled = excluded.cancelled, version = old.version + 1,
  due_on = COALESCE(excluded.due_on, CASE WHEN old.started_on = excluded.started_on
                                      AND old.kind_id = excluded.kind_id THEN old.due_on END),
  done_on = CASE WHEN old.noted_by_id IS NULL THEN excluded.done_on ELSE old.done_on END,
  ground_type = CASE WHEN old.noted_by_id IS NULL THEN excluded.ground_type
                     ELSE old.ground_type END,
  ground_id = CASE WHEN old.noted_by_id IS NULL THEN excluded.ground_id ELSE old.ground_id END
WHERE (old.kind_id, old.region_id, old.site_id, old.started_on, old.cancelled)
      IS DISTINCT FROM (excluded.kind_id, excluded.region_id, excluded.site_id,
                        excluded.started_on, excluded.cancelled)
   OR (excluded.due_on IS NOT NULL AND excluded.due_on IS DISTINCT FROM old.due_on)
   OR (old.noted_by_id IS NULL AND (excluded.done_on, excluded.ground_type, excluded.ground_id)
       IS DISTINCT FROM (old.done_on, old.ground_type, old.ground_id))
"""
_LATE = """(NOT cancelled AND excused_at IS NULL AND due_on IS NOT NULL
            AND COALESCE(done_on, %s) > due_on)"""
_MARK = f"""
UPDATE duties_duty SET late = {_LATE},
  state = CASE WHEN done_on IS NOT NULL THEN 'done' WHEN cancelled THEN 'cancelled'
               WHEN excused_at IS NOT NULL THEN 'excused' WHEN {_LATE} THEN 'late'
               ELSE 'open' END
WHERE {{scope}} AND (late, state) IS DISTINCT FROM ({_LATE},
  CASE WHEN done_on IS NOT NULL THEN 'done' WHEN cancelled THEN 'cancelled'
       WHEN excused_at IS NOT NULL THEN 'excused' WHEN {_LATE} THEN 'late' ELSE 'open' END)
"""


def settle(code: str) -> int:
    """Bring one kind up to date, all of it; give how many rows its source changed."""
    changed = sum(_insert(kind, until, rows) for kind, until, rows in _told(code, {}))
    _fill_due(code)
    mark(code, clock.today())
    return changed


def settle_only(code: str, only: Mapping[str, Any]) -> int:
    """Bring what an event named up to date; give how many rows changed."""
    ids = [
        one for kind, until, rows in _told(code, only) for one in _insert_some(kind, until, rows)
    ]
    if ids:
        _fill_due(code)
        _mark("id = ANY(%s)", ids, clock.today())
    return len(ids)


def mark(code: str, today: date) -> int:
    """Say of every row of a kind whether it is open, late, done …; give how many changed."""
    return _mark("code = %s", code, today)


def mark_one(duty: Duty, today: date) -> Duty:
    """Say it of one row that a person just changed."""
    late = duty.due_on is not None and (duty.done_on or today) > duty.due_on
    duty.late = late and not duty.cancelled and duty.excused_at is None
    if duty.done_on:
        duty.state = Duty.State.DONE
    elif duty.cancelled:
        duty.state = Duty.State.CANCELLED
    elif duty.excused_at:
        duty.state = Duty.State.EXCUSED
    else:
        duty.state = Duty.State.LATE if duty.late else Duty.State.OPEN
    return duty


def _versions(code: str) -> list[tuple[DutyKind, date | None]]:
    """Give the rows of a kind, each with the day from which the next one holds."""
    kinds = list(DutyKind.objects.filter(code=code).order_by("valid_from"))
    ends: Iterable[date | None] = [one.valid_from for one in kinds[1:]] + [None]
    return list(zip(kinds, ends, strict=True))


def _told(code: str, only: Mapping[str, Any]) -> Iterator[tuple[DutyKind, date | None, Any]]:
    """Give what the source tells, for every version of the kind; last days are counted after."""
    today = clock.today()
    for kind, until in _versions(code):
        reach = Reach(
            today=today,
            years=(today.year - 1, today.year),
            only=only,
            applies_in=tuple(kind.applies_in),
        )
        for rows in SOURCES[code].rows(reach):
            yield kind, until, rows


def _insert(kind: DutyKind, until: date | None, rows: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(*_statement(kind, until, rows))
        return int(cursor.rowcount)


def _insert_some(kind: DutyKind, until: date | None, rows: Any) -> list[UUID]:
    statement, params = _statement(kind, until, rows)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING id", params)
        return [row[0] for row in cursor.fetchall()]


def _statement(kind: DutyKind, until: date | None, rows: Any) -> tuple[str, list[Any]]:
    source, params = rows.query.sql_with_params()
    head = [kind.pk, kind.code, kind.subject]
    return _INSERT.format(source=source), [*head, *params, kind.valid_from, until, until]


def _mark(scope: str, value: Any, today: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_MARK.format(scope=scope), [today, today, value, today, today])
        return int(cursor.rowcount)


def _fill_due(code: str) -> None:
    """Count the last day once for every day on which terms of a kind begin."""
    for kind in DutyKind.objects.filter(code=code):
        if kind.amount is None:
            continue
        waiting = Duty.objects.filter(kind=kind, due_on=None)
        for day in waiting.order_by().values_list("started_on", flat=True).distinct().iterator():
            waiting.filter(started_on=day).update(due_on=last_day(day, kind.unit, kind.amount))


def last_day(day: date, unit: str, amount: int) -> date:
    """Give the last day of a term that begins on a day, or ends so long before it."""
    if unit == BEFORE:
        found = day - timedelta(days=amount)
        while add_working_days(found, amount) > day:
            found -= timedelta(days=1)
        return found
    if unit == Clock.Unit.WORKING_DAY:
        return add_working_days(day, amount)
    return add_working_days(day + timedelta(days=amount), 0)


def lookups(code: str, told: Mapping[str, UUID | str]) -> list[dict[str, Any]]:
    """Give how the rows of a kind are found that an event names; empty when it names none."""
    keys = SOURCES[code].keys
    return [{keys[noun]: value} for noun, value in told.items() if noun in keys]
