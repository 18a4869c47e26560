"""Counting days as the law counts them (期限).

Source: 行政处罚法 85 and 行政复议法 88 (which short terms are working days); the first day is not
counted, and a last day off moves to the next working day.  The days themselves are rows of `Day`
that the office edits.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from backend.calendar.models import Clock, Day, Stop, Year
from backend.calendar.refusals import NoSuchClock
from backend.core.clock import SHANGHAI

Subject = tuple[str, UUID]
LOOK_AHEAD = 400  # days read at once


def is_working_day(day: date) -> bool:
    """Say whether offices work on the day."""
    special = Day.objects.filter(pk=day).values_list("kind", flat=True).first()
    return special == Day.Kind.WORK if special else day.weekday() < 5


def working_days_after(day: date) -> Iterator[date]:
    """Give the working days after a day, one by one, without end."""
    while True:
        last = day + timedelta(days=LOOK_AHEAD)
        special = dict(Day.objects.filter(date__gt=day, date__lte=last).values_list("pk", "kind"))
        while day < last:
            day += timedelta(days=1)
            if special.get(day, Day.Kind.WORK if day.weekday() < 5 else Day.Kind.OFF) == "work":
                yield day


def add_working_days(day: date, n: int) -> date:
    """Give the n-th working day after a day; for 0 the day itself or the next working day."""
    days = working_days_after(day if n else day - timedelta(days=1))
    for _ in range(max(n, 1) - 1):
        next(days)
    return next(days)


def working_days_left(until: date, today: date) -> int:
    """Count the working days after today up to and with a day; negative when it is past."""
    return working_days_left_of([until], today)[until]


def working_days_left_of(days: Iterable[date], today: date) -> dict[date, int]:
    """Count for many days at once, as `working_days_left` does for one."""
    wanted = {*days}
    span = {*wanted, today}
    rows = Day.objects.filter(date__gt=min(span), date__lte=max(span))
    special = dict(rows.values_list("pk", "kind"))
    return {day: _count(day, today, special) for day in wanted}


def _count(until: date, today: date, special: dict[date, str]) -> int:
    first, last, sign = (today, until, 1) if until >= today else (until, today, -1)
    count = 0
    for step in range(1, (last - first).days + 1):
        day = first + timedelta(days=step)
        kind = special.get(day, Day.Kind.WORK if day.weekday() < 5 else Day.Kind.OFF)
        count += kind == Day.Kind.WORK
    return sign * count


def due_at(starts_at: datetime, unit: str, amount: int) -> datetime:
    """Give the last moment of a term that starts at a moment."""
    if unit == Clock.Unit.HOUR:
        return starts_at + timedelta(hours=amount)
    first = starts_at.astimezone(SHANGHAI).date()
    if unit == Clock.Unit.WORKING_DAY:
        last = add_working_days(first, amount)
    else:
        last = add_working_days(first + timedelta(days=amount), 0)
    return datetime.combine(last, time(23, 59, 59), SHANGHAI)


def start_clock(
    *, subject: Subject, kind: str, unit: str, amount: int, starts_at: datetime, basis: str
) -> Clock:
    """Start a term for a subject; a running one of the same kind is given back unchanged."""
    due = due_at(starts_at, unit, amount)
    years = {starts_at.astimezone(SHANGHAI).year, due.year}
    known = set(Year.objects.filter(pk__in=years, provisional=False).values_list("pk", flat=True))
    clock, _ = Clock.objects.get_or_create(
        subject_type=subject[0],
        subject_id=subject[1],
        kind=kind,
        finished_at=None,
        defaults={
            "unit": unit,
            "amount": amount,
            "starts_at": starts_at,
            "due_at": due,
            "basis": basis,
            "provisional": years != known,
        },
    )
    return clock


def running_clock(subject: Subject, kind: str) -> Clock:
    """Lock and give the running clock; raises NoSuchClock when none runs."""
    clock = (
        Clock.objects.select_for_update()
        .filter(subject_type=subject[0], subject_id=subject[1], kind=kind, finished_at=None)
        .first()
    )
    if clock is None:
        raise NoSuchClock(f"no {kind} runs for {subject[0]} {subject[1]}")
    return clock


@transaction.atomic
def finish_clock(subject: Subject, kind: str, at: datetime) -> Clock:
    """End a term; whether it was kept is ``finished_at <= due_at``."""
    clock = running_clock(subject, kind)
    clock.finished_at = at
    clock.save(update_fields=["finished_at"])
    return clock


@transaction.atomic
def extend_clock(subject: Subject, kind: str, amount: int, basis: str) -> Clock:
    """Give a running term more of its unit, counted from its start."""
    clock = running_clock(subject, kind)
    clock.amount += amount
    clock.basis = f"{clock.basis}；{basis}"[:200]
    clock.due_at = due_at(clock.starts_at, clock.unit, clock.amount) + _stopped(clock)
    clock.save(update_fields=["amount", "basis", "due_at"])
    return clock


@transaction.atomic
def stop_clock(subject: Subject, kind: str, reason: str, at: datetime) -> Stop:
    """Let a term rest (中止) from a moment on."""
    return Stop.objects.create(clock=running_clock(subject, kind), reason=reason, from_at=at)


@transaction.atomic
def resume_clock(subject: Subject, kind: str, at: datetime) -> Clock:
    """Let a resting term run again; its end moves by the time it rested."""
    clock = running_clock(subject, kind)
    clock.stops.filter(until_at=None).update(until_at=at)
    clock.due_at = due_at(clock.starts_at, clock.unit, clock.amount) + _stopped(clock)
    clock.save(update_fields=["due_at"])
    return clock


def _stopped(clock: Clock) -> timedelta:
    ended = clock.stops.exclude(until_at=None)
    whole = sum(((s.until_at - s.from_at) for s in ended if s.until_at), timedelta(0))
    if clock.unit == Clock.Unit.HOUR:
        return whole
    return timedelta(days=-(-whole // timedelta(days=1)))  # whole days, rounded up
