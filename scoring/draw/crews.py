"""Officers for the drawn visits (检查人员抽取), department by department.

Positions are HKDF-Expand(PRK, ``"officer " + token``). Visits come in the order of their labels'
positions; a place goes to the officer with the smallest (visits so far + soft weight, position)
who is allowed and leaves a feasible completion. Later iterations keep every crew that is still
allowed and fill the freed places in the new order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from scoring.draw.pool import Pool
from scoring.draw.roster import Judge, Roster
from scoring.draw.staff import Pair, Team

PREFIX = "officer "

Crews = dict[tuple[str, str], list[str]]  # (label, department) -> tokens
MakeJudge = Callable[[str, Roster], Judge]  # department, roster


def assign(
    pool: Pool,
    visits: Sequence[str],
    *,
    position: Mapping[str, str],
    recused: Collection[Pair],
    kept: Crews,
    make_judge: MakeJudge,
) -> tuple[list[dict[str, Any]], Crews]:
    """Fill every place of every visit.

    visits: labels in the order of their positions. position: hex, by token.
    recused: hard pairs so far. kept: crews of the iteration before.

    Returns the bundle's ``visits`` and the crews. Raises ScoringError ``officers-short``.
    """
    crews: Crews = {}
    rows: dict[str, list[dict[str, Any]]] = {label: [] for label in visits}
    for department, teams in _departments(pool, visits).items():
        stay = {
            label: [token for token in tokens if (token, label) not in recused]
            for (label, owner), tokens in kept.items()
            if owner == department
        }
        mine = [who for who in pool.staff.officers.values() if who.department == department]
        roster = Roster(mine, teams, recused, stay)
        judge = make_judge(department, roster)
        for label in teams:
            passed = roster.fill(label, pool.staff.soft, position, judge)
            crew = crews[label, department] = roster.crews[label]
            rows[label].append({"department": department, "officers": crew, "passed": passed})
    return [{"label": label, "teams": rows[label]} for label in visits], crews


def _departments(pool: Pool, visits: Sequence[str]) -> dict[str, dict[str, Team]]:
    """For each department, in the pool's order, the visits it takes part in and its team there."""
    wanted = set(visits)
    home = {
        label: stratum.name
        for stratum in pool.strata
        for label in stratum.labels
        if label in wanted
    }
    departments: dict[str, dict[str, Team]] = {}
    for department in dict.fromkeys(team.department for team in pool.staff.teams):
        teams = [team for team in pool.staff.teams if team.department == department]
        departments[department] = {
            label: team for label in visits for team in teams if home[label] in team.strata
        }
    return departments
