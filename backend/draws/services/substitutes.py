"""Replacing what cannot be visited: a document, a second person, then the next code."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock, outbox
from backend.draws import engine
from backend.draws.models import Draw, Unavailability
from backend.draws.refusals import (
    CodesUsedUp,
    DeclaredAlready,
    DrawState,
    LabelUnknown,
    NothingDeclared,
    SecondPersonWanted,
    SourceTooEarly,
)
from backend.draws.services.randomness import (
    keep_iteration,
    locked,
    opened_secret,
    require_state,
)
from backend.oplog.services import record


@transaction.atomic
def declare_unavailable(
    *, draw_id: UUID, label: str, reason: str, document: str, by: Person
) -> Unavailability:
    """Declare that a home of the pool cannot be visited (申报无法检查).

    reason: becomes public with the draw. document: number of the paper that proves it.

    Raises LabelUnknown, DeclaredAlready, DrawState when nothing is drawn or the draw ended.
    """
    draw = locked(draw_id)
    require_state(draw, Draw.State.DRAWN)
    if not any(label in stratum["labels"] for stratum in _all_strata(draw.pool)):
        raise LabelUnknown(
            "not in the pool", expected="a label of the pool", came=label, do="copy it from there"
        )
    if draw.unavailabilities.filter(label=label).exists():
        raise DeclaredAlready(f"{label} was declared before", came=label)
    row = Unavailability.objects.create(
        draw=draw,
        label=label,
        reason=reason,
        document=document,
        declared_by=by,
        declared_at=clock.now(),
    )
    body = {"unavailability": str(row.pk), "document": document}
    record(kind="draw.unavailable_declared", subject=str(draw.pk), actor=str(by.pk), body=body)
    return row


@transaction.atomic
def confirm_unavailable(*, draw_id: UUID, label: str, by: Person) -> Unavailability:
    """Confirm a declaration as the second person (确认无法检查).

    Raises SecondPersonWanted for who declared it and for who announced the draw (the holder
    of its secret), LabelUnknown when nobody declared it, DrawState when the draw ended.
    """
    draw = locked(draw_id)
    require_state(draw, Draw.State.DRAWN)
    row = draw.unavailabilities.filter(label=label).first()
    if row is None:
        raise LabelUnknown("nobody declared it", expected="a declared label", came=label)
    require_other(by, row.declared_by_id, draw.announced_by_id)
    if row.confirmed_by_id not in (None, by.pk):
        raise DeclaredAlready("confirmed before", came=label)
    if row.confirmed_by_id is None:
        row.confirmed_by, row.confirmed_at = by, clock.now()
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        body = {"unavailability": str(row.pk)}
        record(kind="draw.unavailable_confirmed", subject=str(draw.pk), actor=str(by.pk), body=body)
    return row


@transaction.atomic
def next_iteration(
    *, draw_id: UUID, by: Person, sources: list[dict[str, Any]] | None = None
) -> Draw:
    """Open the next code and fill every freed place in the new order (递补抽取).

    sources: a new public result for this iteration, when there was time for one.

    Raises NothingDeclared without a confirmed declaration, SourceTooEarly when the new result
    was known at the declaration, CodesUsedUp, DrawState, and the command line's codes.
    """
    draw = locked(draw_id)
    require_state(draw, Draw.State.DRAWN)
    waiting = list(draw.unavailabilities.filter(confirmed_by__isnull=False, used_in=None))
    if not waiting:
        raise NothingDeclared(
            "nothing to replace",
            expected="a declaration confirmed by a second person",
            came="none",
            do="declare it with its document and have it confirmed",
        )
    number = draw.iterations.count() + 1
    if number >= draw.n:
        raise CodesUsedUp(f"all {draw.n - 1} codes are opened", do="void the draw with a reason")

    code = engine.code(opened_secret(draw), draw.n, number)
    declared = [{"label": row.label, "reason": row.reason} for row in waiting]
    new: dict[str, Any] = {"code": code, "unavailable": declared}
    if sources:
        _require_later(sources, waiting)
        new["sources"] = sources
    bundle = engine.run(draw.pool, entered(draw, new))
    keep_iteration(draw, bundle, sources=sources or [], by=by)
    draw.unavailabilities.filter(pk__in=[row.pk for row in waiting]).update(used_in=number)
    body = {"iteration": number, "bundle_sha256": engine.digest(bundle)}
    record(kind="draw.iterated", subject=str(draw.pk), actor=str(by.pk), body=body)
    outbox.emit("draw.drawn", str(draw.pk), {"draw": str(draw.pk), "iteration": number})
    return draw


def entered(draw: Draw, *more: dict[str, Any]) -> dict[str, Any]:
    """Give RANDOMNESS.json of everything opened so far, and what is added."""
    rows = list(draw.iterations.order_by("number"))
    if not rows:
        raise DrawState("nothing is drawn", expected=Draw.State.DRAWN, came=draw.state)
    iterations = [{"code": rows[0].code}]
    for row in rows[1:]:
        part: dict[str, Any] = {"code": row.code, "unavailable": row.unavailable}
        iterations.append(part | ({"sources": row.sources} if row.sources else {}))
    return {"sources": rows[0].sources, "iterations": [*iterations, *more]}


def require_other(by: Person, *others: object) -> None:
    """Refuse a person who had a part in what he is to confirm."""
    if by.pk in others:
        raise SecondPersonWanted(
            "the same person cannot confirm",
            expected="a person who neither declared it nor announced the draw",
            came=str(by.pk),
            do="let a colleague confirm",
        )


def _require_later(sources: list[dict[str, Any]], declared: list[Unavailability]) -> None:
    """A new result comes after the last confirmation: nobody declares with it in sight."""
    last = max(row.confirmed_at for row in declared if row.confirmed_at)
    known, today = last.astimezone(clock.SHANGHAI).date().isoformat(), clock.today().isoformat()
    for source in sources:
        if not known < str(source.get("date", "")) <= today:
            raise SourceTooEarly(
                "the new result has its own day",
                expected=f"a date after {known}, not after {today}",
                came=f"{source.get('name')} {source.get('date')}",
                do="wait for the next result, or draw without a new one",
                place="sources",
            )


def _all_strata(pool: dict[str, Any]) -> list[dict[str, Any]]:
    return [*pool["strata"], *pool.get("class_strata", [])]
