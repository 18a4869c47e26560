"""What-if between versions without levels: conclusions in place of levels, failing items as why."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import ScoringError
from scoring.whatif import whatif
from tests.scoring.csvs import read_out
from tests.scoring.standards import item, level, made

GROUND = {"clause": "§1", "source": "made up", "confidence": "confirmed"}
CONCLUSIONS = [
    {"id": "bad", "title": {"zh": "差", "en": "bad"}, "when": {"failed": {"base": True}}, **GROUND},
    {"id": "good", "title": {"zh": "好", "en": "good"}, **GROUND},
]
HEAD = {"conclusions": CONCLUSIONS, "natures": ["inspection"]}
OLD = [item("a.one", base=True), item("a.two", base=True)]


def rows(tmp_path: Path, new: list[dict[str, object]]) -> list[dict[str, str]]:
    old = made(tmp_path / "made" / "1", HEAD, OLD)
    other = made(tmp_path / "made" / "2", {**HEAD, "version": "2"}, new)
    (tmp_path / "v.csv").write_text("id,a.one,a.two\nx,no,yes\ny,yes,no\nz,yes,yes\nw,yes,\n")
    whatif(old, other, tmp_path / "v.csv", tmp_path / "o.csv")
    return read_out(tmp_path / "o.csv")


def test_a_conclusion_stays_changes_or_is_missing(tmp_path: Path) -> None:
    found = rows(tmp_path, [item("a.one"), item("a.two", base=True)])

    told = {one["id"]: (one["level_before"], one["level_after"], one["moved"]) for one in found}
    assert told["x"] == ("bad", "good", "changed")
    assert told["y"] == ("bad", "bad", "same")
    assert told["z"] == ("good", "good", "same")
    assert told["w"][2] == "ungraded"
    assert {one["why"] for one in found if one["moved"] == "same"} == {""}


def test_a_renamed_item_that_still_fails_is_no_reason(tmp_path: Path) -> None:
    renamed = item("a.first", continues=["a.one"])

    (changed, *_) = rows(tmp_path, [renamed, item("a.two", base=True)])

    assert (changed["moved"], changed["why"]) == ("changed", "thresholds")


def test_an_item_that_no_longer_fails_is_named(tmp_path: Path) -> None:
    turned = item("a.one", with_={"good": "no"}, base=True)

    (changed, *_) = rows(tmp_path, [turned, item("a.two", base=True)])

    assert (changed["moved"], changed["why"]) == ("changed", "-a.one")


def test_levels_on_one_side_only_are_refused(tmp_path: Path) -> None:
    old = made(tmp_path / "made" / "1", HEAD, OLD)
    rated = {"levels": [level("low")], "version": "2"}
    new = made(tmp_path / "made" / "2", rated, [item("a.one", max_points="1")])
    (tmp_path / "v.csv").write_text("id,a.one\nx,yes\n")

    with pytest.raises(ScoringError, match="no-level-here"):
        whatif(old, new, tmp_path / "v.csv", tmp_path / "o.csv")
