"""Which answer counts where one or two officers answered (采信的检查结果).

Pure: rows in, answers out, so that the tablet and the server can be held to the same cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from backend.core.canonical import digest
from backend.inspections.models import Attestation, FactValue, Reconciliation

Tolerance = Callable[[str], Decimal | None]


@dataclass(frozen=True, slots=True)
class Adopted:
    """The answers and facts that count, and the items still differing between officers."""

    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    differing: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The digest that `visit.lock` states: SHA-256 of the canonical JSON of both."""
        return digest({"answers": dict(self.answers), "facts": dict(self.facts)})


def adopt(
    attestations: Iterable[Attestation],
    reconciliations: Iterable[Reconciliation],
    facts: Iterable[FactValue],
    tolerance: Tolerance = lambda item: None,
    lead: UUID | None = None,
) -> Adopted:
    """Decide per item: reconciled, else single, else equal; else it differs.

    A reconciliation counts as long as it settles every answer there is. Numbers within the
    item's tolerance are equal, and the lead's is taken.
    """
    by_item: dict[str, list[Attestation]] = defaultdict(list)
    for row in attestations:
        if not row.cleared:
            by_item[row.item].append(row)
    settled = {row.item: row for row in reconciliations}
    answers: dict[str, Any] = {}
    differing = []
    for item in sorted(by_item):
        rows = sorted(by_item[item], key=lambda row: (row.officer_id != lead, row.officer_id))
        decision = settled.get(item)
        if decision and {row.op for row in rows} <= set(decision.settles):
            answers[item] = decision.value
        elif all(same(rows[0].value, row.value, tolerance(item)) for row in rows[1:]):
            answers[item] = rows[0].value
        else:
            differing.append(item)
    told = {row.name: row.value for row in facts if not row.cleared}
    return Adopted(answers, dict(sorted(told.items())), tuple(differing))


def same(one: Any, other: Any, tolerance: Decimal | None) -> bool:
    """Say whether two answers are equal, or numbers no further apart than the tolerance."""
    if one == other:
        return True
    if tolerance is None:
        return False
    try:
        return abs(Decimal(str(one)) - Decimal(str(other))) <= tolerance
    except InvalidOperation:
        return False
