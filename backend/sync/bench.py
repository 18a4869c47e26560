"""The protocol's core: judging in causal order, remembering outcomes (审查台).

No database: states and earlier operations are handed in, so that a simulator runs the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from backend.inspections.field.judge import is_home_signature, is_soft, judge, shelve
from backend.inspections.field.operation import Envelope, Operation
from backend.inspections.field.state import VisitState
from backend.inspections.field.verdict import BAD, Outcome, Verdict
from backend.inspections.field.words import words_of

Fetch = Callable[[UUID], Operation | None]


@dataclass(frozen=True, slots=True)
class Settled:
    """An operation as sent, and what came of it."""

    outer: Envelope
    verdict: Verdict


class Bench:
    """Judges one operation after the other.

    outcomes: of every id named so far; fetch: an earlier operation by id, where its body is whole.
    """

    def __init__(
        self, states: Mapping[UUID, VisitState], outcomes: Mapping[UUID, Outcome], fetch: Fetch
    ) -> None:
        self.states = states
        self.outcomes = dict(outcomes)
        self.fetch = fetch

    def settle(self, operation: Operation) -> list[Settled]:
        """Judge an operation whose causes are all settled.

        A signature of the home brings in the causes that were refused before: what was read and
        signed is accepted with defects. Any other operation on a bad cause is in conflict,
        until the home has signed.
        """
        state = self.states[operation.outer.visit]
        settled: list[Settled] = []
        if is_home_signature(operation):
            settled = [
                self._judge(state, cause, signed=True) for cause in self._bad_tree(operation)
            ]
        bad = self._bad(operation)
        if bad and not is_soft(state, operation):
            return [*settled, self._note(operation, self._on_bad_cause(bad[0]))]
        if bad:
            operation = replace(operation, defects=(*operation.defects, "cause-refused"))
        return [*settled, self._judge(state, operation)]

    def refuse(self, operation: Operation, code: str) -> Settled:
        """Say no for a reason outside the rules of the field."""
        return self._note(operation, Verdict(Outcome.REFUSED, code, words_of(code)))

    def shelve(self, operation: Operation, code: str) -> Settled:
        """Accept as sent what could not be made into records, after the home has signed."""
        state = self.states[operation.outer.visit]
        return self._note(operation, shelve(state, operation, code))

    def _judge(self, state: VisitState, operation: Operation, *, signed: bool = False) -> Settled:
        settled = self._note(operation, judge(state, operation, signed=signed))
        if settled.verdict.outcome is Outcome.APPLIED:
            state.said[operation.id] = _plain(operation.outer.body)
        return settled

    def _note(self, operation: Operation, verdict: Verdict) -> Settled:
        self.outcomes[operation.id] = verdict.outcome
        return Settled(operation.outer, verdict)

    def _bad(self, operation: Operation) -> list[UUID]:
        return [need for need in operation.needs if self.outcomes.get(need) in BAD]

    def _on_bad_cause(self, cause: UUID) -> Verdict:
        current = {"cause": str(cause), "outcome": str(self.outcomes[cause])}
        words = f"{words_of('cause-refused')}：{cause}"
        return Verdict(Outcome.CONFLICT, "cause-refused", words, current=current)

    def _bad_tree(self, operation: Operation) -> Sequence[Operation]:
        """All causes that were refused or in conflict, causes first, of the same visit."""
        found: dict[UUID, Operation] = {}
        self._collect(self._bad(operation), operation.outer.visit, found, set())
        return list(found.values())

    def _collect(
        self, ids: Iterable[UUID], visit: UUID, found: dict[UUID, Operation], seen: set[UUID]
    ) -> None:
        for one in ids:
            if one in seen:
                continue
            seen.add(one)
            cause = self.fetch(one)
            if cause is not None and cause.outer.visit == visit:
                self._collect(self._bad(cause), visit, found, seen)
                found[one] = cause


def _plain(body: Any) -> dict[str, Any]:
    return body if isinstance(body, dict) else {}
