"""Anyone can do a draw again; any single changed value is found (核验)."""

import copy
from typing import Any

import pytest

from scoring.draw import code, draw, public_after, verify
from tests.scoring.draws import (
    SECRET,
    N,
    changed,
    example,
    leaves,
    officers,
    opened,
    pool,
    staffed,
    stratum,
    team,
)

FULL = draw(staffed(), opened("a1", "b1") | {"secret": SECRET})
BRIEF = draw(staffed(), opened("a1"), brief=True)
LATER = opened()
LATER["iterations"].append(
    {
        "code": code(SECRET, N, 2),
        "sources": [{"name": "大乐透前区", "numbers": [1, 2, 3, 4, 5]}],
        "recusals": [{"officer": "o2", "label": "a2"}],
    }
)
RENEWED = draw(staffed(), LATER)

# What is declared and used nowhere in the arithmetic; the public log vouches for it.
DECLARED = {"reason"}


def another(value: Any) -> list[Any]:
    """Values of the same and of another type."""
    if isinstance(value, bool):
        return [not value, int(value), None]
    if isinstance(value, int):
        return [value + 1, float(value), str(value), True]
    return [value + "0", value[:-1], value.swapcase() + "x", None, 7, [], {}]


@pytest.mark.parametrize(
    "bundle",
    [
        pytest.param(FULL, id="bundle"),
        pytest.param(BRIEF, id="brief bundle"),
        pytest.param(RENEWED, id="with a new result and a recusal"),
        pytest.param(public_after(FULL), id="public after"),
        pytest.param(example("bundle"), id="worked example"),
    ],
)
def test_any_single_changed_value_is_found(bundle: dict[str, Any]) -> None:
    assert verify(bundle) == []
    missed = [
        (path, value)
        for path, old in leaves(bundle)
        if not (path[-1] in DECLARED and path[0] == "iterations")
        for value in another(old)
        if not verify(changed(bundle, path, value))
    ]
    assert missed == []


def holders(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of every key of every object."""
    if isinstance(value, list):
        return [found for at, each in enumerate(value) for found in holders(each, (*path, at))]
    if not isinstance(value, dict):
        return []
    mine = [(*path, key) for key in value]
    return mine + [found for key, each in value.items() for found in holders(each, (*path, key))]


def test_a_dropped_or_added_key_is_found() -> None:
    for path in holders(FULL):
        spoiled = copy.deepcopy(FULL)
        spot = spoiled
        for step in path[:-1]:
            spot = spot[step]
        spot["多出"] = 1
        assert verify(spoiled), path
        del spot["多出"], spot[path[-1]]
        if path not in {("secret",), ("pool",), ("iterations",)}:
            assert verify(spoiled), path


def test_two_homes_changing_places_in_the_order_is_found() -> None:
    spoiled = copy.deepcopy(FULL)
    order = spoiled["iterations"][0]["order"]
    order[0], order[1] = order[1], order[0]
    assert verify(spoiled)[0].startswith("differs iterations[0].order[0][0]: expected ")


def test_the_first_difference_comes_first() -> None:
    spoiled = changed(FULL, ("iterations", 1, "prk"), "00" * 32)
    spoiled["pool_sha256"] = "00" * 32
    found = verify(spoiled)
    assert [line.split(":")[0] for line in found] == [
        "differs pool_sha256",
        "differs iterations[1].prk",
    ]


def test_an_officer_passed_over_without_proof_is_found() -> None:
    """The one claim that verification does not solve again must be proved by counting."""
    spoiled = copy.deepcopy(FULL)
    row = spoiled["iterations"][0]["visits"][0]
    team = row["teams"][0]
    pushed = team["officers"].pop(0)
    team["passed"].insert(0, {"officer": pushed, "reason": "infeasible", "short": [row["label"]]})
    assert verify(spoiled)[0].startswith("short-set-unproved ")


def test_a_short_set_that_is_just_enough_proves_nothing() -> None:
    """Four officers with one visit each for four places: whoever is first may go."""
    bundle = draw(
        pool(
            strata=[stratum("甲", 2, "a1 a2")],
            officers=officers(["o1", "o2", "o3", "o4"], max=1),
            teams=[team()],
        ),
        opened(),
    )
    visits = bundle["iterations"][0]["visits"]
    crew = visits[0]["teams"][0]
    labels = [row["label"] for row in visits]
    crew["passed"] = [{"officer": crew["officers"][0], "reason": "infeasible", "short": labels}]
    assert verify(bundle)[0].startswith("short-set-unproved ")
