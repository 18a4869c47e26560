"""The result of a locked visit with its reasons, for a page (评分说明)."""

from __future__ import annotations

from dataclasses import dataclass

from backend.inspections.models import Visit
from backend.inspections.selectors.outcome import asked_of
from backend.inspections.selectors.visits import CLOSED
from backend.standards.reading import Explained, explained
from scoring import ScoringError, grade
from scoring.improve import improve


@dataclass(frozen=True, slots=True)
class Reasons:
    """The explanation; agrees: whether it is still what the conclusion rests on."""

    told: Explained
    agrees: bool
    left_out: int


def reasons_of(visit: Visit) -> Reasons | None:
    """Grade a locked visit again and put it into words; None before the lock, or on a fault.

    Nothing is stored: the digest of the result is compared with that of the conclusion.
    """
    if visit.state not in CLOSED:
        return None
    standard, asked, left_out = asked_of(visit)
    try:
        result = grade(standard, asked)
        way = improve(standard, asked) if standard.levels else None
    except ScoringError:
        return None
    graded = (visit.conclusion or {}).get("graded", {})
    known = graded.get("result_digest")
    return Reasons(
        explained(standard, result, way), known in (None, result["result_digest"]), len(left_out)
    )
