"""Judging in groups and writing them, each group under a savepoint (审查与成组写入)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, transaction

from backend.inspections.field.judge import is_soft
from backend.inspections.field.load import lock_visits, numbers_of, states
from backend.inspections.field.operation import Envelope, Operation
from backend.inspections.field.state import VisitState
from backend.inspections.field.verdict import Outcome
from backend.inspections.field.write import write
from backend.inspections.services.feeds import News, touch, visit_feed
from backend.inspections.services.lock import lock_visit
from backend.sync.bench import Bench, Settled
from backend.sync.known import Known, known
from backend.sync.sender import Sender

GROUP = 50
NOT_STORABLE = "not-storable"
SECRET = frozenset(("lead.add",))  # told to nobody
log = structlog.get_logger(__name__)


class Settlement:
    """Judges ready operations against the locked visits; `settled` grows as groups are written."""

    def __init__(
        self,
        visits: Mapping[UUID, Any],
        operations: Sequence[Operation],
        before: Mapping[UUID, Known],
        sender: Sender,
    ) -> None:
        self.sender = sender
        self.before = dict(before)
        self.operations = {one.id: one for one in operations}
        self.settled: dict[UUID, Settled] = {}
        self.unsaid: dict[UUID, list[str]] = defaultdict(list)
        outcomes = {one.id: one.verdict.outcome for one in self.before.values()}
        self.bench = Bench(self._states(visits), outcomes, self._fetch)

    def keep_refused(self, refused: Mapping[UUID, Settled]) -> None:
        """Know what was refused for its shape: what needs it is in conflict."""
        self.bench.outcomes |= {pk: one.verdict.outcome for pk, one in refused.items()}

    def done(self) -> set[UUID]:
        """The ids that were judged, whatever came of them."""
        return {pk for pk, one in self.bench.outcomes.items() if one is not Outcome.HELD}

    def run(self, ready: Iterable[Operation]) -> None:
        """Judge and write everything, then tell it on; a lock that waits is tried again."""
        for group in _groups(ready):
            self._group(group)
            if group[-1].kind == "visit.lock":
                self._try_lock(group[-1])
        for state in self.bench.states.values():
            if self.unsaid[state.visit.pk] and state.lock and not state.locked:
                self._lock(state)
        self._tell(list(self.unsaid))

    def _group(self, group: Sequence[Operation]) -> None:
        outcomes = dict(self.bench.outcomes)
        try:
            self._keep(self._write(group))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("a group of operations failed and is replayed one by one")
            self.bench.outcomes = outcomes
            self._reload()
            for operation in group:
                self._one(operation)

    def _one(self, operation: Operation) -> None:
        outcomes = dict(self.bench.outcomes)
        try:
            self._keep(self._write([operation]))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("an operation cannot be stored", operation=str(operation.id))
            self.bench.outcomes = outcomes
            self._reload()
            self._keep([self._poisoned(operation)])

    def _write(self, group: Sequence[Operation]) -> list[Settled]:
        with transaction.atomic():
            settled = [one for operation in group for one in self.bench.settle(operation)]
            write(self.bench.states.values())
        return settled

    def _poisoned(self, operation: Operation) -> Settled:
        """Refuse what no table takes; after the signature keep it as sent, with a defect."""
        state = self.bench.states[operation.outer.visit]
        if not is_soft(state, operation):
            return self.bench.refuse(operation, NOT_STORABLE)
        with transaction.atomic():
            settled = self.bench.shelve(operation, NOT_STORABLE)
            write([state])
        return settled

    def _keep(self, settled: Iterable[Settled]) -> None:
        for one in settled:
            self.settled[one.outer.id] = one
            if one.verdict.outcome is Outcome.APPLIED and one.outer.kind not in SECRET:
                self.unsaid[one.outer.visit] += [str(one.outer.id), *self._revealed(one.outer)]

    def _revealed(self, outer: Envelope) -> list[str]:
        """The colleagues' answers that were hidden until one's own, told again now."""
        state, body = self.bench.states[outer.visit], outer.body
        if outer.kind != "answer.set" or not state.asks_both(body.get("item", "")):
            return []
        rows = state.answers_to(body["item"])
        return [str(row.op) for row in rows if str(row.officer_id) != body.get("officer")]

    def _try_lock(self, operation: Operation) -> None:
        verdict = self.settled[operation.id].verdict
        state = self.bench.states[operation.outer.visit]
        if verdict.outcome is Outcome.APPLIED and not state.locked:
            waits = self._lock(state)
            current = {"state": state.visit.state, "waits_for": waits}
            self.settled[operation.id] = Settled(operation.outer, replace(verdict, current=current))

    def _lock(self, state: VisitState) -> list[dict[str, Any]]:
        """Lock when all is there; a fault here must not cost the batch."""
        self._tell([state.visit.pk])
        try:
            with transaction.atomic():
                waits = lock_visit(state.visit.pk, actor=self.sender.actor)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("a visit cannot be locked", visit=str(state.visit.pk))
            waits = [{"what": "server"}]
        state.visit.refresh_from_db()
        return waits

    def _tell(self, visits: Iterable[UUID]) -> None:
        """Append what was applied to the feeds of the visits."""
        news = {}
        for visit in visits:
            ids, self.unsaid[visit] = self.unsaid[visit], []
            ref = str(self.sender.batch.pk) if self.sender.batch else ids[0] if ids else ""
            if ids:
                news[visit_feed(visit)] = [News("operations", ref, {"operations": ids})]
        touch(news)

    def _states(self, visits: Mapping[UUID, Any]) -> dict[UUID, VisitState]:
        said = {one.id: one.body() for one in self.before.values()}
        said |= {pk: one.outer.body for pk, one in self.settled.items()}
        skew = {self.sender.device: self.sender.skew}
        return states(visits, self.operations.values(), said, skew, self.sender.actor)

    def _reload(self) -> None:
        self.bench.states = self._states(lock_visits(self.bench.states))

    def _fetch(self, one: UUID) -> Operation | None:
        """An earlier or present operation; what is known of its causes comes with it."""
        if one in self.operations:
            return self.operations[one]
        found = self.before.get(one) or known([one]).get(one)
        operation = found.operation() if found else None
        if operation is not None:
            self.operations[one] = operation
            self._learn(operation)
        return operation

    def _learn(self, operation: Operation) -> None:
        """Look up what an earlier operation needs: its causes, its number."""
        causes, numbers = known(operation.needs), numbers_of([operation])
        for cause in causes.values():
            self.before[cause.id] = cause
            self.bench.outcomes.setdefault(cause.id, cause.verdict.outcome)
        for state in self.bench.states.values():
            state.numbers.update(numbers)
            state.said |= {cause.id: cause.body() for cause in causes.values()}


def _groups(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Groups of at most fifty; a lock ends its group, so that what follows meets it."""
    group: list[Operation] = []
    for operation in operations:
        group.append(operation)
        if len(group) == GROUP or operation.kind == "visit.lock":
            yield group
            group = []
    if group:
        yield group
