"""Taking a batch of operations in: each gets exactly one receipt (收取操作)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from backend.inspections.field.load import lock_visits
from backend.inspections.field.operation import Envelope, Operation, content_of, envelope, opened
from backend.inspections.field.shapes import BadShape
from backend.inspections.field.verdict import Outcome, Verdict
from backend.inspections.field.words import words_of
from backend.inspections.models import Package, Visit, VisitOfficer
from backend.inspections.services.feeds import News, device_feed, touch
from backend.sync.bench import Settled
from backend.sync.known import Known, known, told
from backend.sync.order import in_causal_order
from backend.sync.sender import Sender
from backend.sync.services import rows
from backend.sync.services.settle import Settlement


def _no(code: str, detail: str = "") -> Verdict:
    return Verdict(
        Outcome.REFUSED, code, f"{words_of(code)}：{detail}" if detail else words_of(code)
    )


@dataclass
class Intake:
    """One run: what arrived, in order, and what is clear about each so far.

    said: per place in the batch its id and, where it needs no judging, its verdict.
    """

    sender: Sender
    before: Mapping[UUID, Known]
    said: list[tuple[Any, Verdict | None]] = field(default_factory=list)
    fresh: dict[UUID, Envelope] = field(default_factory=dict)
    aside: list[rows.Aside] = field(default_factory=list)
    settled: dict[UUID, Settled] = field(default_factory=dict)
    held: dict[UUID, Settled] = field(default_factory=dict)

    def put_aside(self, raw: Any, verdict: Verdict, outer: Envelope | None = None) -> None:
        """Refuse an operation that leaves no row but in the quarantine."""
        given = raw.get("id") if isinstance(raw, dict) else None
        self.said.append((given if isinstance(given, str) else None, verdict))
        content = outer.content if outer else content_of(raw)
        visit = outer.visit if outer else None
        self.aside.append(rows.Aside(content, verdict, outer.id if outer else None, visit))

    def verdict(self, one: UUID) -> Verdict:
        """What came of an operation now, or earlier."""
        now = self.settled.get(one) or self.held.get(one)
        return now.verdict if now else self.before[one].verdict

    def receipts(self) -> list[dict[str, Any]]:
        """The receipts, in the order the operations came."""
        return [told(one, clear or self.verdict(one)) for one, clear in self.said]


@transaction.atomic
def take_in(
    raws: Sequence[Any], sender: Sender, waiting_on: Iterable[UUID] = ()
) -> list[dict[str, Any]]:
    """Answer known operations, judge and write new ones, in one transaction with the receipts.

    Visits are locked in id order, so that two pushes for one visit follow each other. Foreign
    keys are checked at once: a bad one fails its group, not the commit.
    waiting_on: visits whose held operations are looked at although nothing came for them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    read = [_read(raw) for raw in raws]
    named = {one.visit for one in read if isinstance(one, Envelope)}
    visits = lock_visits(named | set(waiting_on))
    waiting = rows.held_operations(visits)
    held = [opened(envelope(json.loads(row.operation.content)), sender.at) for row in waiting]
    intake = Intake(sender, known(_named(read, held)))
    ours = _ours(visits, sender)
    for raw, one in zip(raws, read, strict=True):
        _place(intake, raw, one, ours)
    _judge(intake, visits, held)
    _leave(intake, {one.id for one in held})
    return intake.receipts()


def _read(raw: Any) -> Envelope | BadShape:
    try:
        return envelope(raw)
    except BadShape as fault:
        return fault


def _named(read: Sequence[Envelope | BadShape], held: Sequence[Operation]) -> set[UUID]:
    """Every id that these operations are or need."""
    outers = [one for one in read if isinstance(one, Envelope)] + [one.outer for one in held]
    return {one.id for one in outers} | {need for one in outers for need in one.needs}


def _ours(visits: Mapping[UUID, Visit], sender: Sender) -> set[UUID]:
    """The visits whose package this tablet holds, or whose officer is logged in on it."""
    held = Package.objects.filter(visit_id__in=list(visits), device_id=sender.device)
    seats = VisitOfficer.objects.filter(visit_id__in=list(visits), officer__person=sender.person)
    ids = seats.values_list("visit_id") if sender.person else ()
    return {visit for (visit,) in (*held.values_list("visit_id"), *ids)}


def _place(intake: Intake, raw: Any, one: Envelope | BadShape, ours: set[UUID]) -> None:
    """Say at once what needs no judging: malformed, known, foreign; the rest is fresh."""
    if isinstance(one, BadShape):
        intake.put_aside(raw, _no("malformed-operation", str(one)))
        return
    earlier = intake.before.get(one.id) or intake.fresh.get(one.id)
    if earlier is not None and earlier.digest != one.digest:
        intake.put_aside(raw, _no("id-reused"), one)
    elif isinstance(earlier, Known):
        applied = earlier.verdict.outcome is Outcome.APPLIED
        again = Verdict(Outcome.DUPLICATE, defects=earlier.verdict.defects) if applied else None
        intake.said.append((one.id, again))
    elif earlier is not None:
        intake.said.append((one.id, Verdict(Outcome.DUPLICATE)))
    elif one.device != intake.sender.device:
        intake.put_aside(raw, _no("wrong-device"), one)
    elif one.visit not in ours:
        intake.put_aside(raw, _no("visit-not-yours"), one)
    else:
        intake.fresh[one.id] = one
        intake.said.append((one.id, None))


def _judge(intake: Intake, visits: Mapping[UUID, Visit], held: Sequence[Operation]) -> None:
    """Store the fresh operations, and judge them with the held ones in the order of causes."""
    fresh = _open(intake)
    offered = [*held, *sorted(fresh, key=lambda one: one.outer.seq)]
    if not offered:
        return
    touched = {one.outer.visit for one in offered}
    mine = {pk: visit for pk, visit in visits.items() if pk in touched}
    settlement = Settlement(mine, offered, intake.before, intake.sender)
    settlement.keep_refused(intake.settled)
    by_id = {one.id: one for one in offered}
    order = in_causal_order(offered, settlement.done())
    for one in order.circle:
        intake.settled[one] = settlement.bench.refuse(by_id[one], "causes-in-circle")
    settlement.run([by_id[one] for one in order.ready])
    intake.settled |= settlement.settled
    for one, needs in order.held.items():
        waits = Verdict(Outcome.HELD, needs=tuple(str(need) for need in needs))
        intake.held[one] = Settled(by_id[one].outer, waits)


def _open(intake: Intake) -> list[Operation]:
    """Store what is fresh and read its bodies; what has not its shape is refused."""
    for one in rows.insert_operations(list(intake.fresh.values()), intake.sender):
        outer = intake.fresh.pop(one)
        intake.before = {**intake.before, one: _collided(outer, intake.sender)}
        intake.aside.append(rows.Aside(outer.content, _no("id-reused"), one, outer.visit))
    fresh = []
    for outer in intake.fresh.values():
        try:
            fresh.append(opened(outer, intake.sender.at))
        except BadShape as fault:
            intake.settled[outer.id] = Settled(outer, _no("malformed-operation", str(fault)))
    return fresh


def _collided(outer: Envelope, sender: Sender) -> Known:
    return Known(outer.id, outer.digest, outer.content, sender.at, _no("id-reused"))


def _leave(intake: Intake, held_before: set[UUID]) -> None:
    """Write receipts, held rows and quarantine; tell other tablets what became of theirs."""
    settled = list(intake.settled.values())
    newly_held = [one for pk, one in intake.held.items() if pk not in held_before]
    rows.insert_receipts([*settled, *newly_held], intake.sender)
    rows.keep_held(intake.held.values(), held_before & intake.settled.keys(), intake.sender.at)
    rows.set_aside([*intake.aside, *rows.asides_of(settled)], intake.sender)
    rows.release(settled)
    answered = {one for one, _ in intake.said}
    news: dict[str, list[News]] = {}
    for one in settled:
        earlier = one.outer.id in intake.before  # the answer of this push may get lost
        if earlier or one.outer.id not in answered or one.outer.device != intake.sender.device:
            told_on = News("receipt", str(one.outer.id), told(one.outer.id, one.verdict))
            news.setdefault(device_feed(one.outer.device), []).append(told_on)
    touch(news)
