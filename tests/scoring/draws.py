"""Builders of pools and randomness for the tests of the draw; invented labels (合成数据)."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scoring.draw import code, commitment

FIXTURES = Path(__file__).parent / "fixtures" / "draw"
SECRET = "岁寒三友"
N = 12
SALT = "5a" * 32
LAST_DAY = "2026-03-31"


def example(name: str) -> Any:
    """A file of the worked example, computed by an independent reference."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def pool(secret: str = SECRET, **changes: Any) -> dict[str, Any]:
    """Two strata of five and three homes; ``changes`` replace or add keys."""
    return {
        "title": "合成数据 抽查",
        "announced_at": "2026-03-02T09:00:00+08:00",
        "sources": [{"name": "大乐透前区", "date": "2026-03-07", "numbers": 5}],
        "codes": {"commitment": commitment(secret, N), "n": N},
        "strata": [stratum("甲", 2, "a1 a2 a3 a4 a5"), stratum("乙", 1, "b1 b2 b3")],
        "skip": [],
        **copy.deepcopy(changes),
    }


def stratum(name: str, quota: int, labels: str) -> dict[str, Any]:
    return {"name": name, "quota": quota, "labels": labels.split()}


def opened(*unavailable: str, secret: str = SECRET, **changes: Any) -> dict[str, Any]:
    """Randomness with one iteration, and one more for each label that becomes unavailable."""
    later = [
        {
            "code": code(secret, N, number),
            "unavailable": [{"label": label, "reason": "停业"}],
        }
        for number, label in enumerate(unavailable, start=2)
    ]
    return {
        "sources": [{"name": "大乐透前区", "numbers": [3, 17, 9, 35, 9]}],
        "iterations": [{"code": code(secret, N, 1)}, *later],
        **copy.deepcopy(changes),
    }


def officers(tokens: Iterable[str], department: str = "民政局", **changes: Any) -> list[Any]:
    return [
        {"token": token, "department": department, "valid_until": "2027-01-31", **changes}
        for token in tokens
    ]


def team(department: str = "民政局", count: int = 2, **changes: Any) -> dict[str, Any]:
    return {"department": department, "officers": count, "until": LAST_DAY, **changes}


def staffed(**changes: Any) -> dict[str, Any]:
    """A pool with officers of two departments, a recusal, class strata and a salt."""
    return pool(
        **{
            "salt": SALT,
            "class_strata": [stratum("D级", 1, "a1 a5 b2"), stratum("C级", 1, "a2 a3 b1 b3")],
            "officers": [
                *officers(["o1", "o2", "o3", "o4"], max=4, name="某某"),
                *officers(["p1", "p2", "p3"], "消防救援大队"),
                *officers(["p4"], "消防救援大队", valid_until="2026-03-30"),
            ],
            "recusals": [
                {"officer": "o1", "label": "a1", "reason": "亲属"},
                {"officer": "o2", "label": "a3", "weight": 1},
            ],
            "teams": [team(), team("消防救援大队", strata=["甲"])],
            **changes,
        }
    )


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterable[tuple[tuple[Any, ...], Any]]:
    """Every value of a JSON tree that is neither object nor list, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


def changed(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a JSON tree with another value in one place."""
    copied = copy.deepcopy(tree)
    spot = copied
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return copied
