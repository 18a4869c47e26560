"""Views of a draw are checked too, and held against the announcement (核验)."""

import json
from pathlib import Path
from typing import Any

import pytest

from scoring.__main__ import main
from scoring.draw import draw, public_after, public_before, sealed, verify
from scoring.errors import ScoringError
from tests.scoring.draws import SALT, SECRET, changed, opened, pool, staffed

FULL = draw(staffed(), opened("a1", "b1") | {"secret": SECRET})


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
