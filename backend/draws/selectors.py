"""Reading draws: who sees which view when.

Source: law-and-office.md 6 (three views of one bundle).
"""

from typing import Any

from django.db.models import QuerySet

from backend.accounts.models import Person
from backend.accounts.roles import READERS, Role
from backend.accounts.selectors import Caller, holds_any, scope
from backend.draws import engine
from backend.draws.models import Draw, DrawIteration
from backend.draws.refusals import DrawNotOver, DrawState, SealedView

VIEWS = ("public-before", "sealed", "public-after")


def visible_to(person: Caller, *roles: str) -> QuerySet[Draw]:
    """Give the draws of the regions where the person works, or holds one of the roles."""
    return Draw.objects.filter(scope(person, *roles)).select_related("region")


def shown_to_public() -> QuerySet[Draw]:
    """Give the draws anybody may look at: announced openly, or over."""
    announced = Draw.objects.filter(shown_before=True, origin=Draw.Origin.OWN)
    return announced | Draw.objects.filter(state=Draw.State.FINISHED)


def iterations(draw: Draw) -> list[DrawIteration]:
    """Give what was opened so far, in order."""
    return list(draw.iterations.order_by("number"))


def last_iteration(draw: Draw) -> dict[str, Any]:
    """Give the last iteration as the engine wrote it; empty before the draw."""
    row = draw.iterations.order_by("-number").first()
    return dict(row.result["iteration"]) if row else {}


def selected(draw: Draw) -> dict[str, list[str]]:
    """Give the whole selection, stratum by stratum, kept homes first; base draw, then extra."""
    last = last_iteration(draw)
    return {**last.get("selected", {}), **last.get("class_selected", {})}


def selected_labels(draw: Draw) -> list[str]:
    """Give every selected label once; the sealed extra draw is part of it."""
    last = last_iteration(draw)
    parts = (last.get("selected", {}), last.get("class_selected", {}))
    return [label for part in parts for labels in part.values() for label in labels]


def bundle(draw: Draw) -> dict[str, Any]:
    """Give the bundle that `python -m scoring verify` takes; the secret only when published.

    Raises DrawState before anything is drawn and for an imported draw.
    """
    rows = iterations(draw)
    if not rows or draw.origin == Draw.Origin.IMPORTED:
        raise DrawState("no bundle", expected="an own draw that is drawn", came=draw.state)
    parts = [row.result["iteration"] for row in rows]
    whole = {"pool": draw.pool, **rows[-1].result["head"], "iterations": parts}
    return whole | ({"secret": draw.secret} if draw.secret else {})


def randomness_of(draw: Draw, sources: list[dict[str, Any]]) -> str:
    """Write values as the draw would read them, to be compared before they are entered.

    Raises PoolUnusable where they do not fit what was announced.
    """
    return engine.randomness(draw.pool, sources)


def public_before(draw: Draw) -> dict[str, Any]:
    """Give what was announced: counts, keyed digests, quotas, sources, commitment."""
    if draw.origin == Draw.Origin.IMPORTED:
        raise DrawState("no announcement", expected="an own draw", came=draw.origin)
    return engine.public_before(draw.pool)


def public_after(draw: Draw) -> dict[str, Any]:
    """Give the opened draw, and a voided one that was open already.

    Raises DrawNotOver until planning says that the visits are over.
    """
    if draw.state != Draw.State.FINISHED and not draw.secret:
        raise DrawNotOver(
            f"the draw is {draw.state}",
            expected=Draw.State.FINISHED,
            came=draw.state,
            do="wait until the last visit of the task is over",
        )
    return engine.public_after(bundle(draw))


def view_for(person: Person, draw: Draw, view: str) -> dict[str, Any]:
    """Give one of the three views to somebody of the office.

    Raises SealedView for the sealed one unless the person is auditor or 执法监督 there.
    """
    if view == "sealed":
        if not holds_any(person, READERS, draw.region):
            raise SealedView("the sealed view", expected="auditor or supervision")
        return engine.sealed(draw.pool)
    return public_before(draw) if view == "public-before" else public_after(draw)


def bundle_readers() -> tuple[str, ...]:
    """Say who may read a whole bundle, its sealed part included, before the draw is over."""
    return (Role.SCHEDULER, Role.HEAD, *READERS)
