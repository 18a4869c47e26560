"""Entering the announced randomness and opening the first code."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import add_working_days
from backend.core import clock, outbox
from backend.draws import engine
from backend.draws.models import Draw, DrawIteration
from backend.draws.refusals import (
    CommitmentMismatch,
    DrawState,
    OtherRandomness,
    RandomnessOverdue,
    RandomnessTooEarly,
)
from backend.draws.services.public_log import enter
from backend.keys import services as keys
from backend.oplog.services import record

OPEN_WITHIN = 2  # working days from the randomness to the opened secret; Source: draws.md 4


@transaction.atomic
def enter_randomness(*, draw_id: UUID, sources: list[dict[str, Any]], by: Person) -> Draw:
    """Enter the values of the announced sources, open code n-1, draw (录入随机数并抽取).

    The same values twice give the same draw; nothing is written when anything is refused.

    Raises RandomnessTooEarly before the sources' day, RandomnessOverdue two working days after
    it, OtherRandomness when other values were entered before, DrawState when the draw ended,
    and the command line's codes (source-missing, numbers-count …).
    """
    draw = locked(draw_id)
    first = draw.iterations.filter(number=1).first()
    if first is None:
        require_state(draw, Draw.State.ANNOUNCED)
        _require_its_day(draw)
    secret = opened_secret(draw)
    values = {"sources": sources, "iterations": [{"code": engine.code(secret, draw.n, 1)}]}
    bundle = engine.run(draw.pool, values)
    if first is not None:
        _require_same(first, bundle)
        return draw

    keep_iteration(draw, bundle, sources=sources, by=by)
    draw.state, draw.drawn_at = Draw.State.DRAWN, clock.now()
    draw.save(update_fields=["state", "drawn_at"])
    body = {"iteration": 1, "randomness": bundle["randomness"], "bundle_sha256": _sha(bundle)}
    record(kind="draw.drawn", subject=str(draw.pk), actor=str(by.pk), body=body)
    outbox.emit("draw.drawn", str(draw.pk), {"draw": str(draw.pk), "iteration": 1})
    return draw


def locked(draw_id: UUID) -> Draw:
    """Read the draw with its row lock: verbs on one draw follow each other."""
    return Draw.objects.select_for_update().get(pk=draw_id)


def require_state(draw: Draw, *states: str) -> None:
    """Refuse a verb in another state."""
    if draw.state not in states:
        raise DrawState(
            f"the draw is {draw.state}",
            expected=" or ".join(states),
            came=draw.state,
            do="read the draw again",
        )


def opened_secret(draw: Draw) -> str:
    """Unseal the secret and make sure that it is the announced one."""
    if draw.secret_key is None or draw.secret_sealed is None:
        raise DrawState("an imported draw has no secret", expected="own", came=draw.origin)
    secret = keys.unseal(draw.secret_key, bytes(draw.secret_sealed)).decode()
    if engine.commitment(secret, draw.n) != draw.pool["codes"]["commitment"]:
        raise CommitmentMismatch("the stored secret is not the announced one", do="void the draw")
    return secret


def keep_iteration(
    draw: Draw, bundle: dict[str, Any], *, sources: list[dict[str, Any]], by: Person
) -> DrawIteration:
    """Write the bundle's last iteration, for good, and its digest into the public log."""
    enter(draw, "draw.drawn", _sha(bundle))
    last = bundle["iterations"][-1]
    head = {k: v for k, v in bundle.items() if k not in {"pool", "iterations", "secret"}}
    return DrawIteration.objects.create(
        draw=draw,
        number=len(bundle["iterations"]),
        code=last["code"],
        sources=sources,
        unavailable=last.get("unavailable", []),
        randomness=bundle["randomness"],
        result={"head": head, "iteration": last},
        opened_at=clock.now(),
        opened_by=by,
    )


def overdue_after(draw: Draw) -> date:
    """Give the last day on which the secret may be opened."""
    return add_working_days(draw.randomness_on or draw.announced_at.date(), OPEN_WITHIN)


def _require_its_day(draw: Draw) -> None:
    """The randomness exists and the secret is still in time.

    Source: draft-thomson-elegy-vrs (values strictly after the announcement); draws.md 4.
    """
    today = clock.today()
    if draw.randomness_on is None or today < draw.randomness_on:
        raise RandomnessTooEarly(
            "the sources are not drawn yet",
            expected=f"{draw.randomness_on} or later",
            came=str(today),
            do="wait for the published result",
        )
    if today > overdue_after(draw):
        raise RandomnessOverdue(
            "the secret was not opened in time",
            expected=f"by {overdue_after(draw)}",
            came=str(today),
            do="announce a new draw; this one ends as aborted",
        )


def _require_same(first: DrawIteration, bundle: dict[str, Any]) -> None:
    if first.result["iteration"]["prk"] != bundle["iterations"][0]["prk"]:
        raise OtherRandomness(
            "randomness was entered before",
            expected=first.randomness,
            came=bundle["randomness"],
            do="void the draw with a reason if the first entry was mistaken",
        )


def _sha(bundle: dict[str, Any]) -> str:
    return engine.digest(bundle)
