"""A second, naive assignment of officers, for comparison: tries every completion by hand."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any


def naive_visits(pool: dict[str, Any], iteration: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The visits of a first iteration, or None where the places cannot be filled."""
    chosen = {label for labels in iteration["selected"].values() for label in labels}
    visits = [label for _, label in iteration["order"] if label in chosen]
    position = {token: place for place, token in iteration["officer_order"]}
    rows: dict[str, list[Any]] = {label: [] for label in visits}
    for team in pool["teams"]:
        if not _fill(pool, team, visits, position, rows):
            return None
    return [{"label": label, "teams": rows[label]} for label in visits]


def _fill(
    pool: dict[str, Any],
    team: dict[str, Any],
    visits: list[str],
    position: dict[str, str],
    rows: dict[str, list[Any]],
) -> bool:
    mine = [each for each in pool["officers"] if each["department"] == team["department"]]
    tokens = [each["token"] for each in mine]
    most = {each["token"]: each.get("max", len(visits)) for each in mine}
    expired = {each["token"] for each in mine if each["valid_until"] < team["until"]}
    pairs = {(row["officer"], row["label"]): row.get("weight") for row in pool["recusals"]}

    def able(token: str, label: str) -> bool:
        return token not in expired and pairs.get((token, label), 0) is not None

    @cache
    def possible(at: int, crew: tuple[str, ...], made: tuple[int, ...]) -> bool:
        """Whether visits from ``at`` on can be completed, the first having ``crew`` already."""
        if at == len(visits):
            return True
        free = [
            index
            for index, token in enumerate(tokens)
            if token not in crew and made[index] < most[token] and able(token, visits[at])
        ]
        return any(
            possible(at + 1, (), tuple(count + (index in more) for index, count in enumerate(made)))
            for more in combinations(free, team["officers"] - len(crew))
        )

    made = dict.fromkeys(tokens, 0)
    if not possible(0, (), tuple(made.values())):
        return False
    for at, label in enumerate(visits):
        crew: list[str] = []
        passed: list[tuple[str, str]] = []
        line = sorted(
            tokens,
            key=lambda token: (made[token] + (pairs.get((token, label)) or 0), position[token]),
        )
        for token in line:
            if len(crew) == team["officers"]:
                break
            if token in expired:
                passed.append((token, "expired"))
            elif not able(token, label):
                passed.append((token, "recused"))
            elif made[token] >= most[token]:
                passed.append((token, "full"))
            else:
                made[token] += 1
                if possible(at, (*crew, token), tuple(made.values())):
                    crew.append(token)
                else:
                    made[token] -= 1
                    passed.append((token, "infeasible"))
        rows[label].append({"department": team["department"], "officers": crew, "passed": passed})
    return True
