"""Anyone can do a draw again; any single changed value is found (核验)."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from scoring.__main__ import main
from scoring.draw import draw, public_after, public_before, sealed, verify
from scoring.errors import ScoringError
from tests.scoring.draws import (
    SALT,
    SECRET,
    changed,
    code,
    example,
    leaves,
    opened,
    pool,
    staffed,
)
from tests.scoring.draws import N as CODES

FULL = draw(staffed(), opened("a1", "b1", secret=SECRET) | {"secret": SECRET})
BRIEF = draw(staffed(), opened("a1"), brief=True)
LATER = opened()
LATER["iterations"].append(
    {
        "code": code(SECRET, CODES, 2),
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


def test_each_view_is_checked() -> None:
    for view in (staffed(), sealed(staffed()), public_before(staffed()), public_after(FULL)):
        assert verify(view) == []
    unsorted = public_before(staffed())
    unsorted["strata"][0]["labels"].reverse()
    assert verify(unsorted)[0].startswith("differs view.strata[0].labels[0]")
    assert verify({**sealed(staffed()), "note": 1})[0].startswith("unknown-key")


@pytest.mark.parametrize(
    "opened_later",
    [
        pytest.param(FULL, id="bundle"),
        pytest.param(public_after(FULL), id="public after"),
        pytest.param(sealed(staffed()), id="sealed"),
        pytest.param(staffed(), id="pool"),
        pytest.param(public_before(staffed()), id="public before"),
    ],
)
def test_the_opened_draw_is_the_announced_one_and_no_other(opened_later: Any) -> None:
    announced = public_before(staffed())
    assert verify(opened_later, announced) == []
    others = [
        public_before(staffed(title="别的")),
        public_before(staffed(salt="00" * 32)),
        public_before(staffed(teams=[])),
        public_before(staffed(skip=[{"label": "a1", "reason": "x"}])),
    ]
    if "salt" not in opened_later and "pool" not in opened_later and "skip" in opened_later:
        del others[1]  # a sealed view without salt cannot tell one salt from another
    for other in others:
        if opened_later == announced or other["sealed_sha256"] != announced["sealed_sha256"]:
            assert verify(opened_later, other), other["title"]


def test_the_secret_may_follow_later_but_must_fit() -> None:
    without = {key: value for key, value in FULL.items() if key != "secret"}
    assert verify(without) == []
    assert verify({**without, "secret": "别的"})[0].startswith("commitment-mismatch secret")


def test_a_pool_without_salt_cannot_be_held_against_an_announcement() -> None:
    found = verify(draw(pool(), opened()), public_before(pool(salt=SALT)))
    assert found[0].startswith("salt-missing")


def run(folder: Path, bundle: Any, *more: Any) -> int:
    names = []
    for number, content in enumerate((bundle, *more)):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        names.append(str(path))
    return main(["verify", *(["--with", names[1]] if more else []), names[0]])


def test_the_command_line_says_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, FULL, public_before(staffed())) == 0
    assert capsys.readouterr() == ("verified\n", "")


def test_the_command_line_names_the_first_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, changed(FULL, ("iterations", 0, "selected", "乙", 0), "b9")) == 1
    out, err = capsys.readouterr()
    assert out.startswith("differs iterations[0].selected.乙[0]: expected 'b")
    assert err.startswith(out)


@pytest.mark.parametrize("content", [{}, [], {"title": "x"}, "x"])
def test_what_is_no_draw_cannot_be_verified(
    content: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, content) == 2
    out, err = capsys.readouterr()
    assert (out, err.split()[0]) == ("", "not-a-draw")


def test_only_a_public_before_view_announces() -> None:
    with pytest.raises(ScoringError, match="not-a-draw --with"):
        verify(FULL, sealed(staffed()))
