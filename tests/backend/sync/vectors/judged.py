"""Judging a walk by the protocol's core, in memory, and saying what came of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from backend.inspections.field.operation import Operation, envelope, opened
from backend.inspections.field.state import NumberTerms, VisitState
from backend.inspections.field.verdict import BAD, Outcome
from backend.inspections.models import Finding, Nature, Visit, VisitOfficer
from backend.sync.bench import Bench
from backend.sync.order import in_causal_order
from scoring import Standard, load
from tests.backend.sync.vectors.walk import Json, Walk

AT = datetime(2026, 3, 9, tzinfo=UTC)
CHECKLIST = Path(__file__).parents[4] / "checklists" / "example" / "1"


@cache
def standard() -> Standard:
    """The example checklist, which has every kind of rule."""
    return load(CHECKLIST)


def judged(seed: int) -> Json:
    """One random visit: its operations as told, and the server's records after them."""
    chance = Random(seed)
    walk = Walk(chance, tablets=1 + seed % 2)
    state = _state(walk)
    told: list[tuple[str, list[str]]] = []
    outcomes: dict[str, Outcome] = {}
    known: dict[Any, Operation] = {}
    bench = Bench({walk.visit: state}, {}, known.get)
    held: list[Operation] = []
    operations = list(walk.steps(12 + chance.randrange(40)))
    locks_at = len(operations) - 4 if chance.random() < 0.2 else len(operations)
    for batch in _batches(operations, walk, chance):
        fresh = [opened(envelope(one), AT) for one in batch]
        offered = [*held, *fresh]
        known.update({one.id: one for one in fresh})
        order = in_causal_order(offered, bench.outcomes)
        for one in order.ready:
            for settled in bench.settle(known[one]):
                pk, verdict = str(settled.outer.id), settled.verdict
                outcomes[pk] = verdict.outcome
                if verdict.outcome is Outcome.APPLIED:
                    told.append((pk, list(verdict.defects)))
            if len(told) >= locks_at:
                state.visit.state = Visit.State.LOCKED
        held = [known[one] for one in order.held]
    disputed = sorted(pk for pk, outcome in outcomes.items() if outcome in BAD)
    return {
        "visit": str(walk.visit),
        "lead": walk.officers[0],
        "tablets": walk.tablets,
        "locked": bool(state.locked),
        "operations": operations,
        "told": told,
        "disputed": disputed,
        "expected": _expected(state),
    }


def _state(walk: Walk) -> VisitState:
    nature = Nature(code="inspection", may_find=True, min_officers=1, needs_notice_days=0)
    visit = Visit(
        pk=walk.visit,
        nature=nature,
        state=Visit.State.APPROVED,
        lead_id=UUID(walk.officers[0]),
        window_from=date(2026, 3, 1),
        window_until=date(2026, 3, 31),
    )
    state = VisitState(visit, standard())
    for place, officer in enumerate(map(UUID, walk.officers)):
        state.seats[officer] = VisitOfficer(visit=visit, officer_id=officer, is_lead=place == 0)
    device = walk.devices[0]
    state.numbers = {f"合成{n}": NumberTerms(device) for n in range(100)}
    return state


def _batches(operations: list[Json], walk: Walk, chance: Random) -> list[list[Json]]:
    """Each tablet's operations in sequence, cut and mixed as lines deliver them."""
    queues = [[one for one in operations if one["device"] == device] for device in walk.devices]
    batches = []
    while any(queues):
        queue = chance.choice([queue for queue in queues if queue])
        count = 1 + chance.randrange(8)
        batches.append(queue[:count])
        del queue[:count]
    return batches


def _expected(state: VisitState) -> Json:
    adopted = state.adopted()
    evidence = state.evidence.items()
    return {
        "adopted": {
            "answers": dict(adopted.answers),
            "facts": dict(adopted.facts),
            "differing": list(adopted.differing),
        },
        "answers_digest": adopted.digest,
        "counted": state.visit.operations,
        "lead": str(state.visit.lead_id),
        "present": sorted(
            str(pk) for pk, seat in state.seats.items() if seat.joined_at and not seat.left_at
        ),
        "removed": sorted(str(pk) for pk, row in evidence if row.state == "withdrawn"),
        "waived": sorted(str(pk) for pk, row in evidence if row.state == "waived"),
        "photos": sorted({row.sha256 for _, row in evidence if row.state != "withdrawn"}),
        "findings": {str(pk): _finding(row) for pk, row in sorted(state.findings.items())},
        "texts": {digest: row.superseded for digest, row in sorted(state.texts.items())},
        "signatures": [str(row.op) for row in state.signatures],
        "answered_by": {
            f"{item}\n{officer}": str(row.op) for (item, officer), row in state.answers.items()
        },
        "facts_by": {name: str(row.op) for name, row in state.facts.items()},
        "decided_by": {item: str(row.op) for item, row in state.reconciled.items()},
    }


def _finding(row: Finding) -> Json:
    return {
        "op": str(row.op),
        "severity": row.severity,
        "demand": row.demand,
        "withdrawn": row.state == "withdrawn",
        "corrected": row.state == "corrected",
    }
