"""Old visits under a new version: who moves, why, what is not carried, and resuming."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scoring import Standard, grade, load
from scoring.__main__ import main
from scoring.whatif import whatif
from tests.scoring.csvs import read_out, write_visits
from tests.scoring.made_visits import row, visit_to
from tests.scoring.standards import item, level, made

LEVELS = [level("low"), level("high", total="3")]
OLD = [item(f"a.i{n}", max_points="1") for n in range(5)]
NEW = [
    *(item(f"a.i{n}", max_points="1") for n in range(3)),
    item("a.renamed", max_points="1", continues=["a.i3"]),
    item("a.fresh", max_points="1"),
]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Standard, Standard]:
    old = made(tmp_path / "made" / "1", {"levels": LEVELS}, OLD)
    return old, made(tmp_path / "made" / "2", {"levels": LEVELS, "version": "2"}, NEW)


def visits(standard: Standard, n: int = 300) -> list[dict[str, Any]]:
    pick = Random(5)
    return [visit_to(standard, pick) | {"facts": {}, "context": {}} for _ in range(n)]


def write(tmp_path: Path, old: Standard, many: list[dict[str, Any]]) -> Path:
    rows = [row(old, one) | {"stratum:region": "ab"[n % 2]} for n, one in enumerate(many)]
    return write_visits(tmp_path / "v.csv", old, rows, ["region"])


def test_each_visit_is_graded_before_and_after(
    tmp_path: Path, versions: tuple[Standard, Standard]
) -> None:
    old, new = versions
    many = visits(old)

    summary = whatif(old, new, write(tmp_path, old, many), tmp_path / "o.csv")

    renamed = {"a.i3": "a.renamed"}
    for one, found in zip(many, read_out(tmp_path / "o.csv"), strict=True):
        answers = {renamed.get(c, c): a for c, a in one["answers"].items() if c != "a.i4"}
        before, after = grade(old, one), grade(new, {"answers": answers})
        assert (found["level_before"], found["total_before"]) == (before["level"], before["total"])
        assert (found["level_after"], found["total_after"]) == (after["level"], after["total"])
        ranks = [["low", "high"].index(one["level"]) for one in (before, after)]
        way = {-1: "down", 0: "same", 1: "up"}[ranks[1] - ranks[0]]
        assert found["moved"] == way
        assert (found["why"] == "") == (found["moved"] == "same")
    assert summary.not_carried == ["a.fresh"]
    assert sum(summary.moved.values()) == summary.rows == len(many)
    assert sum(count for (value, _), count in summary.by["region"].items() if value == "a") == 150


def test_a_run_cut_short_is_resumed_and_gives_the_same_file(
    tmp_path: Path, versions: tuple[Standard, Standard], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = versions
    monkeypatch.setattr("scoring.batch.file.CHUNK_ROWS", 50)
    path, out = write(tmp_path, old, visits(old)), tmp_path / "o.csv"
    whole = whatif(old, new, path, out)
    complete = out.read_bytes()
    out.unlink()

    with pytest.raises(KeyboardInterrupt), monkeypatch.context() as cut:
        cut.setattr("scoring.whatif.Progress.at", _stop_after(2))
        whatif(old, new, path, out)
    (part,) = tmp_path.glob("o.csv.*.part")
    part.write_bytes(part.read_bytes()[:-3])
    again = whatif(old, new, path, out)

    assert 0 < again.resumed < whole.rows
    assert out.read_bytes() == complete
    assert again.as_json() == whole.as_json()


def _stop_after(calls: int) -> Any:
    seen: list[int] = []

    def at(*_: object) -> None:
        seen.append(1)
        if len(seen) > calls:
            raise KeyboardInterrupt

    return at


def test_an_answer_that_the_new_rule_cannot_read_counts_as_not_given(tmp_path: Path) -> None:
    old = made(tmp_path / "made" / "1", {"levels": LEVELS}, OLD)
    marks = {"points": {"A": "1", "B": "0", "C": "0"}}
    changed = [*OLD[1:], item("a.i0", "grade_abc", max_points="1", with_=marks)]
    new = made(tmp_path / "made" / "2", {"levels": LEVELS}, changed)
    (tmp_path / "v.csv").write_text("id,a.i0,a.i1\nx,yes,yes\n", encoding="utf-8")

    summary = whatif(old, new, tmp_path / "v.csv", tmp_path / "o.csv")

    (found,) = read_out(tmp_path / "o.csv")
    assert (found["total_before"], found["total_after"]) == ("2", "1")
    assert (summary.as_json()["not_read"], summary.bad) == (["a.i0"], 0)


def test_the_command_prints_a_summary_and_names_bad_rows(
    tmp_path: Path, versions: tuple[Standard, Standard], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "v.csv").write_text("id,a.i0,a.i1,a.i2\nx,yes,yes,yes\ny,perhaps,no,no\n")
    folders = [str(tmp_path / "made" / version) for version in "12"]

    code = main(["whatif", *folders, str(tmp_path / "v.csv"), str(tmp_path / "o.csv")])

    printed = capsys.readouterr()
    assert code == 1
    assert json.loads(printed.out)["moved"] == {"same": 1, "ungraded": 1}
    assert printed.err.startswith("bad-answer line 3: answers: a.i0")
    assert load(tmp_path / "made" / "2").version == versions[1].version
