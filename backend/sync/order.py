"""Order by causes: which operations may be judged now, and which wait (先后顺序). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Protocol
from uuid import UUID


class Caused(Protocol):
    """What has an id and the ids it needs."""

    @property
    def id(self) -> UUID: ...

    @property
    def needs(self) -> tuple[UUID, ...]: ...


@dataclass(frozen=True, slots=True)
class Order:
    """ready: ids, causes first; held: id → the ids that are missing; circle: ids that need
    each other, which no arrival can help."""

    ready: Sequence[UUID]
    held: Mapping[UUID, tuple[UUID, ...]]
    circle: frozenset[UUID]


def in_causal_order(offered: Sequence[Caused], settled: Iterable[UUID]) -> Order:
    """Sort offered operations by their causes, otherwise keeping the order they are given in.

    settled: ids that were judged before, whatever came of them. Only a missing id holds.
    """
    done = set(settled)
    place = {one.id: at for at, one in enumerate(offered)}
    open_causes = {one.id: [need for need in one.needs if need not in done] for one in offered}
    waiters: dict[UUID, list[UUID]] = defaultdict(list)
    for one, causes in open_causes.items():
        for cause in causes:
            waiters[cause].append(one)
    count = {one: len(causes) for one, causes in open_causes.items()}
    heap = [(place[one], one) for one, left in count.items() if left == 0]
    heapify(heap)
    ready = []
    while heap:
        _, one = heappop(heap)
        ready.append(one)
        for waiter in waiters[one]:
            count[waiter] -= 1
            if count[waiter] == 0:
                heappush(heap, (place[waiter], waiter))
    left = open_causes.keys() - set(ready)
    held = _held(left, open_causes, waiters, place)
    return Order(ready, held, frozenset(left - held.keys()))


def _held(
    left: Iterable[UUID],
    open_causes: Mapping[UUID, list[UUID]],
    waiters: Mapping[UUID, list[UUID]],
    place: Mapping[UUID, int],
) -> dict[UUID, tuple[UUID, ...]]:
    """Those with a missing cause, and all that wait for them."""
    left = set(left)
    held: dict[UUID, tuple[UUID, ...]] = {}
    queue = [one for one in left if any(cause not in place for cause in open_causes[one])]
    while queue:
        one = queue.pop()
        if one in held:
            continue
        missing = [cause for cause in open_causes[one] if cause not in place]
        held[one] = tuple(missing or [cause for cause in open_causes[one] if cause in left])
        queue += [waiter for waiter in waiters.get(one, ()) if waiter in left]
    return held
