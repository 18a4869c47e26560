"""The answers of a visit that count (采信的检查结果); nobody's answer is overwritten."""

from __future__ import annotations

from backend.inspections.field.adopted import Adopted, adopt
from backend.inspections.models import Visit
from backend.inspections.refusals import AnswersDiffer
from backend.standards.selectors import by_digest


def adopted_answers(visit: Visit) -> Adopted:
    """Adopt the single answer, the equal ones (within tolerance), the reconciled one.

    Source: law-and-office design, section 7; the rule itself is field.adopted.adopt.
    """
    items = by_digest(visit.checklist_digest).by_code
    return adopt(
        visit.attestations.all(),
        visit.reconciliations.all(),
        visit.facts.all(),
        lambda code: items[code].tolerance if code in items else None,
        visit.lead_id,
    )


def demand_agreement(adopted: Adopted) -> None:
    """Raise AnswersDiffer while an item waits for the lead's reconciliation."""
    if adopted.differing:
        raise AnswersDiffer(
            ", ".join(adopted.differing),
            expected="one adopted answer per item",
            came=f"{len(adopted.differing)} items open",
            do="let the lead reconcile them with a reason",
            items=list(adopted.differing),
        )
