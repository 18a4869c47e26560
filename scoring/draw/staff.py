"""The officer part of a pool (检查人员): who may go, who may not, how many of each department.

``officers``  ``{"token", "department", "valid_until": DATE}``, optional ``max`` (most visits
              of this draw) and ``name`` (never leaves the full bundle)
``recusals``  ``{"officer": TOKEN, "label"}`` is hard (回避); with ``"weight": 1…`` it is soft
              and counts as so many visits more; optional ``reason`` (never leaves the bundle)
``teams``     ``{"department", "officers": 2…}``: so many at every visit; optional ``strata``
              (only visits to homes of these strata) and ``until``: the last day of the visits,
              on which certificates must still be valid (else the day of the last source)

Without ``teams`` no officer is drawn.

Source: 行政处罚法 articles 42 (two officers at least) and 43 (回避).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from scoring.draw.shape import day, record, rows, text
from scoring.errors import ScoringError, shown
from scoring.numbers import whole_of

LEAST_OFFICERS = 2

Pair = tuple[str, str]  # token, label


class Named(Protocol):
    """Anything with a name: the strata of the pool."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer under a token (检查人员)."""

    token: str
    department: str
    valid_until: date  # certificate, last valid day
    most: int | None  # visits of this draw; None means no limit


@dataclass(frozen=True, slots=True)
class Team:
    """How many officers of a department go to each visit (检查组)."""

    department: str
    officers: int
    strata: frozenset[str]
    until: date


@dataclass(frozen=True, slots=True)
class Staff:
    """The checked officer part."""

    officers: Mapping[str, Officer] = field(default_factory=dict)
    teams: tuple[Team, ...] = ()
    hard: frozenset[Pair] = frozenset()
    soft: Mapping[Pair, int] = field(default_factory=dict)


def read_staff(
    raw: Mapping[str, Any], known: Container[str], strata: Sequence[Named], drawn_on: date
) -> Staff:
    """The officer part of a pool; empty where the pool has none.

    Raises ScoringError ``officer-twice``, ``officer-unknown``, ``label-unknown``,
    ``recusal-twice``, ``team-twice``, ``stratum-unknown`` or ``bad-count``.
    """
    officers = _officers(raw.get("officers", []))
    pairs = read_recusals(raw.get("recusals", []), officers, known, "pool.recusals")
    return Staff(
        officers=officers,
        teams=_teams(raw.get("teams", []), [stratum.name for stratum in strata], drawn_on),
        hard=frozenset(pair for pair, weight in pairs.items() if weight is None),
        soft={pair: weight for pair, weight in pairs.items() if weight is not None},
    )


def read_recusals(
    raw: object, officers: Container[str], known: Container[str], place: str, *, soft: bool = True
) -> dict[Pair, int | None]:
    """Recused pairs and their weights, None for the hard ones.

    Raises ScoringError ``officer-unknown``, ``label-unknown`` or ``recusal-twice``.
    """
    pairs: dict[Pair, int | None] = {}
    for number, row in enumerate(rows(raw, place)):
        at = f"{place}[{number}]"
        record(row, at, ("officer", "label"), ("weight", "reason") if soft else ("reason",))
        pair = (
            _known(row["officer"], officers, "officer", f"{at}.officer"),
            _known(row["label"], known, "label", f"{at}.label"),
        )
        if pair in pairs:
            raise ScoringError("recusal-twice", at, "each pair once", shown(pair), "drop one")
        pairs[pair] = _count(row["weight"], f"{at}.weight") if "weight" in row else None
    return pairs


def _officers(raw: object) -> dict[str, Officer]:
    officers: dict[str, Officer] = {}
    for number, row in enumerate(rows(raw, "pool.officers")):
        at = f"pool.officers[{number}]"
        record(row, at, ("token", "department", "valid_until"), ("max", "name"))
        token = text(row["token"], f"{at}.token")
        if token in officers:
            raise ScoringError("officer-twice", at, "each token once", shown(token), "drop one")
        officers[token] = Officer(
            token,
            text(row["department"], f"{at}.department"),
            day(row["valid_until"], f"{at}.valid_until"),
            whole_of(row["max"], f"{at}.max") if "max" in row else None,
        )
    return officers


def _teams(raw: object, strata: Sequence[str], drawn_on: date) -> tuple[Team, ...]:
    teams: list[Team] = []
    for number, row in enumerate(rows(raw, "pool.teams")):
        at = f"pool.teams[{number}]"
        record(row, at, ("department", "officers"), ("strata", "until"))
        team = Team(
            text(row["department"], f"{at}.department"),
            _count(row["officers"], f"{at}.officers", LEAST_OFFICERS),
            frozenset(
                _known(name, strata, "stratum", f"{at}.strata[{index}]")
                for index, name in enumerate(rows(row.get("strata", list(strata)), at, least=1))
            ),
            day(row["until"], f"{at}.until") if "until" in row else drawn_on,
        )
        for other in teams:
            if other.department == team.department and other.strata & team.strata:
                raise ScoringError(
                    "team-twice",
                    at,
                    "each department once for a stratum",
                    shown(team.department),
                    "join the two teams",
                )
        teams.append(team)
    return tuple(teams)


def _known(raw: object, known: Container[str], kind: str, at: str) -> str:
    if isinstance(raw, str) and raw in known:
        return raw
    raise ScoringError(
        f"{kind}-unknown", at, f"a {kind} of the pool", shown(raw), "copy it exactly"
    )


def _count(raw: object, at: str, least: int = 1) -> int:
    count = whole_of(raw, at)
    if count >= least:
        return count
    raise ScoringError("bad-count", at, f"{least} or more", str(count), "raise it")
