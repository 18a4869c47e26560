"""The conclusion of a check without levels (检查结论)."""

from __future__ import annotations

from scoring.checklist import Conclusion
from scoring.engine import Scored


def conclude(scored: Scored) -> Conclusion | None:
    """The first conclusion whose condition holds; None while open answers could change it."""
    for conclusion in scored.standard.conclusions:
        truth = conclusion.when.holds(scored) if conclusion.when else not scored.unanswered
        if truth is True:
            return conclusion
        if truth is None:
            return None
    return None
