"""The cheapest choice whose gains reach every need: dynamic programming in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

MOST_STATES = 400_000
MOST_KEPT = 4_000_000  # states × choices of the groups kept for the next call
Numbers = NDArray[np.int64]


class TooFine(Exception):
    """The gains have too many different sums to be tried in good time."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be chosen: its gain and cost in whole numbers."""

    key: str
    gain: int
    cost: int


@dataclass(slots=True)
class _Front:
    """The choices none of which is both dearer and poorer: cost and gain rising together."""

    cost: Numbers
    gain: Numbers
    left: Numbers  # per entry the entry of the front before
    right: Numbers  # per entry the state of its group


class Knapsack:
    """Solves one problem after another; groups of the same choices are worked out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, ...], _Group] = {}
        self._size = 0

    def cheapest(
        self, groups: Sequence[Sequence[Choice]], needs: Sequence[int], whole: int
    ) -> tuple[int, list[str]] | None:
        """The least cost and its keys; each group's gains reach its need, all together ``whole``.

        None where nothing reaches. Raises TooFine where exact sums are too many.
        """
        step = gcd(*(one.gain for group in groups for one in group)) or 1
        goal = max(0, -(-whole // step))
        fronts = [_Front(*(np.zeros(1, np.int64) for _ in range(4)))]
        solved = [self._group(group, step) for group in groups]
        for group, need in zip(solved, needs, strict=True):
            entry = group.front(max(0, -(-need // step)))
            if entry is None:
                return None
            fronts.append(_joined(fronts[-1], entry, goal))
        last = fronts[-1]
        there = np.flatnonzero(last.gain >= goal)
        if not len(there):
            return None
        at = int(there[0])
        keys: list[str] = []
        cost = int(last.cost[at])
        for front, group in zip(reversed(fronts[1:]), reversed(solved), strict=True):
            keys += group.keys(int(front.right[at]))
            at = int(front.left[at])
        return cost, keys

    def _group(self, choices: Sequence[Choice], step: int) -> _Group:
        """A group, kept with its choices, whose ``id`` therefore stays theirs."""
        key = (step, *map(id, choices))
        group = self._known.get(key)
        if group is None:
            group = _Group(choices, step)
            self._size += group.taken.size
            if self._size > MOST_KEPT:
                self._known.clear()
                self._size = group.taken.size
            self._known[key] = group
        return group


class _Group:
    """All sums of one group's gains, each at its least cost."""

    def __init__(self, choices: Sequence[Choice], step: int) -> None:
        self.all = choices
        self.choices = [one for one in choices if one.gain > 0]
        self.gains = [one.gain // step for one in self.choices]
        states = sum(self.gains) + 1
        if states > MOST_STATES:
            raise TooFine
        far = 1 << 60
        self.cost = np.full(states, far, np.int64)
        self.cost[0] = 0
        self.taken = np.zeros((len(self.choices), states), np.bool_)
        for at, (one, gain) in enumerate(zip(self.choices, self.gains, strict=True)):
            with_it = self.cost[:-gain] + one.cost
            self.taken[at, gain:] = with_it < self.cost[gain:]
            self.cost[gain:] = np.minimum(self.cost[gain:], with_it)

    def front(self, need: int) -> tuple[Numbers, Numbers] | None:
        """States that reach the need, none dearer and poorer than another: cost, gain."""
        if need >= len(self.cost):
            return None
        cost = self.cost[need:]
        gain = np.arange(need, len(self.cost))
        keep = _kept(cost, gain)
        keep = keep[cost[keep] < 1 << 59]
        return (cost[keep], gain[keep]) if len(keep) else None

    def keys(self, state: int) -> list[str]:
        """What was chosen to come to a state."""
        keys = []
        for at in range(len(self.choices) - 1, -1, -1):
            if self.taken[at, state]:
                keys.append(self.choices[at].key)
                state -= self.gains[at]
        return keys


def _joined(front: _Front, entry: tuple[Numbers, Numbers], goal: int) -> _Front:
    cost = (front.cost[:, None] + entry[0][None, :]).ravel()
    gain = (front.gain[:, None] + entry[1][None, :]).ravel()
    keep = _kept(cost, np.minimum(gain, goal))
    left, right = np.divmod(keep, len(entry[0]))
    return _Front(cost[keep], gain[keep], left, entry[1][right])


def _kept(cost: Numbers, gain: Numbers) -> Numbers:
    """The places of the entries that no other beats, from the cheapest to the dearest."""
    order = np.lexsort((-gain, cost))
    best = np.maximum.accumulate(gain[order])
    first = np.ones(len(order), np.bool_)
    first[1:] = best[1:] > best[:-1]
    return np.asarray(order[first])
