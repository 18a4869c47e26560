"""One visit in memory, as the operations of a batch find it and change it (检查现状)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

from backend.inspections.field.adopted import Adopted, adopt
from backend.inspections.models import (
    Attestation,
    Evidence,
    FactValue,
    Finding,
    LockRequest,
    Package,
    Reconciliation,
    RenderedText,
    SampleDraw,
    Signature,
    Visit,
    VisitOfficer,
)
from scoring.checklist import Standard

HOME = frozenset(("representative", "refusal"))
CLOSED = frozenset(("locked", "concluded"))


@dataclass(frozen=True, slots=True)
class NumberTerms:
    """What is known of a paper's number: whose block it is from, and who used it."""

    device: str
    visit: UUID | None = None
    kind: str = ""


@dataclass
class VisitState:
    """The visit and its records by their natural keys; rows may be unsaved.

    skew: per device, how far its clock was off at this contact; None when never measured.
    said: bodies of earlier operations by id, to see what a device had seen.
    changed: rows to write, by class and id; effects: verbs to call after them.
    actor: who sent the batch, for the operation log of those verbs.
    """

    visit: Visit
    standard: Standard
    seats: dict[UUID, VisitOfficer] = field(default_factory=dict)
    answers: dict[tuple[str, UUID], Attestation] = field(default_factory=dict)
    reconciled: dict[str, Reconciliation] = field(default_factory=dict)
    facts: dict[str, FactValue] = field(default_factory=dict)
    samples: dict[str, list[SampleDraw]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[UUID, Evidence] = field(default_factory=dict)
    findings: dict[UUID, Finding] = field(default_factory=dict)
    texts: dict[str, RenderedText] = field(default_factory=dict)
    signatures: list[Signature] = field(default_factory=list)
    packages: dict[UUID, Package] = field(default_factory=dict)
    officer_keys: dict[UUID, list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    lock: LockRequest | None = None
    numbers: dict[str, NumberTerms] = field(default_factory=dict)
    said: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    skew: dict[UUID, timedelta | None] = field(default_factory=dict)
    changed: dict[type[Model], dict[Any, Model]] = field(default_factory=lambda: defaultdict(dict))
    effects: list[Callable[[], object]] = field(default_factory=list)
    actor: str = "system"

    @property
    def signed(self) -> Signature | None:
        """The first signature, or refusal, of the home: from then on content is never refused."""
        return next((one for one in self.signatures if one.signer_kind in HOME), None)

    @property
    def locked(self) -> bool:
        """Whether the record is closed for good."""
        return self.visit.state in CLOSED

    def adopted(self) -> Adopted:
        """The answers that count as things stand."""
        return adopt(
            self.answers.values(),
            self.reconciled.values(),
            self.facts.values(),
            self.tolerance,
            self.visit.lead_id,
        )

    def tolerance(self, item: str) -> Decimal | None:
        """How far two numbers of an item may be apart and still be the same."""
        known = self.standard.by_code.get(item)
        return known.tolerance if known else None

    def asks_both(self, item: str) -> bool:
        """Whether an item wants the independent answers of two officers."""
        known = self.standard.by_code.get(item)
        return known is not None and known.attest == "both"

    def answers_to(self, item: str) -> Iterable[Attestation]:
        """Every officer's standing answer to an item."""
        return [row for (code, _), row in self.answers.items() if code == item and not row.cleared]

    def sits(self, officer: UUID) -> bool:
        """Whether an officer belongs to the visit; one replaced before it began does not."""
        seat = self.seats.get(officer)
        return seat is not None and (seat.left_at is None or seat.joined_at is not None)

    def later(self, effect: Callable[[], object]) -> None:
        """Call a verb after this group's rows are written, in the same savepoint."""
        self.effects.append(effect)

    def put(self, *rows: Model) -> None:
        """Mark rows to be written with the group."""
        for row in rows:
            self.changed[type(row)][row.pk] = row

    def take_changed(self) -> dict[type[Model], dict[Any, Model]]:
        """Give what is to be written, and start anew."""
        changed, self.changed = self.changed, defaultdict(dict)
        return changed
