"""Two judges of feasibility: one that solves while drawing, one that counts while verifying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.draw.feasible import Plan, complete
from scoring.draw.roster import Roster
from scoring.draw.shape import record, rows
from scoring.errors import ScoringError, shown


class Solver:
    """Keeps one completion at hand and asks the library only where swapping does not help."""

    def __init__(self, roster: Roster) -> None:
        """Raises ScoringError ``officers-short`` where the places cannot be filled at all."""
        self.roster = roster
        self.plan: Plan = {}
        self.serves: dict[str, set[str]] = {}
        short = self._ask()
        if short:
            raise roster.shortage(short)

    def short_set(self, visit: str, token: str) -> list[str]:
        """Empty where a completion exists with this officer at this visit."""
        if self._swap(visit, token):
            self._drop(visit, token)
            return []
        self.roster.take(visit, token)
        short = self._ask()
        self.roster.give_back(visit, token)
        return short

    def _ask(self) -> list[str]:
        roster = self.roster
        spare = {token: roster.spare(token) for token in roster.officers}
        plan, short = complete(roster.wanted(), spare)
        if not short:
            self.plan = plan
            self.serves = {token: set() for token in roster.officers}
            for visit, tokens in plan.items():
                for token in tokens:
                    self.serves[token].add(visit)
        return short

    def _swap(self, visit: str, token: str) -> bool:
        """Bring the officer into the plan of this visit without asking, if one swap does it."""
        here = self.plan[visit]
        if token in here:
            return True
        if len(self.serves[token]) < self.roster.spare(token):
            self._drop(visit, next(iter(here)))
            self._add(visit, token)
            return True
        for other in self.serves[token]:
            able = self.roster.able(other)
            for stand_in in here - self.plan[other]:
                if stand_in in able:
                    self._drop(visit, stand_in)
                    self._drop(other, token)
                    self._add(visit, token)
                    self._add(other, stand_in)
                    return True
        return False

    def _add(self, visit: str, token: str) -> None:
        self.plan[visit].add(token)
        self.serves[token].add(visit)

    def _drop(self, visit: str, token: str) -> None:
        self.plan[visit].discard(token)
        self.serves[token].discard(visit)


class Counter:
    """Believes a bundle's ``infeasible`` only where counting its short set proves it."""

    def __init__(self, roster: Roster, written: Mapping[str, Mapping[str, Any]]) -> None:
        self.roster = roster
        self.written = written  # visit -> the bundle's team row

    def short_set(self, visit: str, token: str) -> list[str]:
        """The short set the bundle names for this officer, checked; empty where it names none.

        Raises ScoringError ``short-set-unproved``.
        """
        team = self.written.get(visit, {})
        for number, row in enumerate(rows(team.get("passed", []), f"visits {visit}.passed")):
            at = f"visits {visit}.passed[{number}]"
            record(row, at, ("officer", "reason"), ("short",))
            if row["officer"] == token and row["reason"] == "infeasible":
                return self._proved(visit, token, rows(row.get("short"), f"{at}.short", least=1))
        return []

    def _proved(self, visit: str, token: str, short: list[Any]) -> list[str]:
        named = [label for label in self.roster.visits if label in short]
        self.roster.take(visit, token)
        needed, have = self.roster.balance(named)
        self.roster.give_back(visit, token)
        if needed > have and named == short:
            return named
        raise ScoringError(
            "short-set-unproved",
            f"visits {visit}, officer {token}",
            "visits, in order, whose open places outnumber what the officers can give",
            f"{needed} places and {have} for {shown(short, 120)}",
            "do not trust this assignment; ask the office for the drawn bundle",
        )
