"""The officers of one department and the visits they are wanted for (排班)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from scoring.draw.feasible import Wanted
from scoring.draw.staff import Officer, Pair, Team
from scoring.errors import ScoringError, shown

Passed = dict[str, object]  # {"officer", "reason", "short"?}


class Judge(Protocol):
    """Says whether an officer may take a place."""

    def short_set(self, visit: str, token: str) -> list[str]:
        """Empty where he may; else the visits that would be short of officers."""
        ...


class Roster:
    """Who goes where so far, for one department.

    visits: in the order in which their places are filled, each with its team.
    crews: officers who stay from the iteration before.
    """

    def __init__(
        self,
        officers: Iterable[Officer],
        visits: Mapping[str, Team],
        hard: Collection[Pair],
        crews: Mapping[str, list[str]],
    ) -> None:
        self.officers = {officer.token: officer for officer in officers}
        self.visits = visits
        self.crews = {visit: list(crews.get(visit, ())) for visit in visits}
        self.made = Counter(token for crew in self.crews.values() for token in crew)
        self._recused: dict[str, set[str]] = {}
        for token, label in hard:
            self._recused.setdefault(label, set()).add(token)
        self._valid: dict[Team, frozenset[str]] = {}

    def open(self, visit: str) -> int:
        """Places not yet filled."""
        return self.visits[visit].officers - len(self.crews[visit])

    def able(self, visit: str) -> frozenset[str]:
        """Officers with a valid certificate who are neither recused nor already on the crew."""
        team = self.visits[visit]
        if team not in self._valid:
            self._valid[team] = frozenset(
                token
                for token, officer in self.officers.items()
                if officer.valid_until >= team.until
            )
        return self._valid[team] - self._recused.get(visit, set()) - set(self.crews[visit])

    def spare(self, token: str) -> int:
        """Visits the officer may still make."""
        most = self.officers[token].most
        return (len(self.visits) if most is None else most) - self.made[token]

    def wanted(self) -> dict[str, Wanted]:
        """What every visit still needs."""
        return {visit: Wanted(self.open(visit), self.able(visit)) for visit in self.visits}

    def take(self, visit: str, token: str) -> None:
        """Give one place of a visit to an officer."""
        self.crews[visit].append(token)
        self.made[token] += 1

    def give_back(self, visit: str, token: str) -> None:
        """Undo the last ``take``."""
        self.crews[visit].remove(token)
        self.made[token] -= 1

    def barred(self, visit: str, token: str) -> str | None:
        """Why an officer cannot take a place, by rule; None where nothing stands against it."""
        if self.officers[token].valid_until < self.visits[visit].until:
            return "expired"
        if token in self._recused.get(visit, ()):
            return "recused"
        return "full" if self.spare(token) <= 0 else None

    def balance(self, visits: Iterable[str]) -> tuple[int, int]:
        """Open places of some visits, and what all officers together can give to these."""
        needed = 0
        could: Counter[str] = Counter()
        for visit in visits:
            needed += self.open(visit)
            could.update(self.able(visit))
        return needed, sum(min(self.spare(token), visits) for token, visits in could.items())

    def fill(
        self, visit: str, weight: Mapping[Pair, int], position: Mapping[str, str], judge: Judge
    ) -> list[Passed]:
        """Fill a visit's places by (visits so far + soft weight, position).

        Returns who was passed over and why. Raises ScoringError ``officers-short``.
        """
        passed: list[Passed] = []
        line = sorted(
            set(self.officers) - set(self.crews[visit]),
            key=lambda token: (self.made[token] + weight.get((token, visit), 0), position[token]),
        )
        for token in line:
            if not self.open(visit):
                break
            reason = self.barred(visit, token)
            if reason:
                passed.append({"officer": token, "reason": reason})
            elif short := judge.short_set(visit, token):
                passed.append({"officer": token, "reason": "infeasible", "short": short})
            else:
                self.take(visit, token)
        if self.open(visit):
            raise self.shortage([visit])
        return passed

    def shortage(self, short: list[str]) -> ScoringError:
        """The refusal that names what is missing: department, places, visits."""
        team = self.visits[short[0]]
        needed, have = self.balance(short)
        return ScoringError(
            "officers-short",
            f"pool.teams {team.department}",
            f"{needed} places filled at {len(short)} visits ({shown('; '.join(short), 200)})",
            f"{have} that valid, unrecused officers with visits to spare can fill",
            "lend officers by name, raise max, or renew certificates, and announce a new draw",
        )
