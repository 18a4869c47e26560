"""Input that is wrong, huge or hostile: one clear line, at once, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.loader import MAX_BYTES
from tests.scoring.csvs import read_out
from tests.scoring.folder import EXAMPLE, change, copy_of_example

CHECKLISTS = [
    ("a thousand million points", "environment.yaml", '"30"', '"1000000000"', "wrong-form"),
    ("points that are not a number", "environment.yaml", '"30"', '"NaN"', "wrong-form"),
    ("points with an exponent", "environment.yaml", '"30"', '"3e1"', "wrong-form"),
    (
        "two items that wait for each other",
        "facilities.yaml",
        'when: {fact: upper_floors, is: "yes"}',
        'when: {answer: facilities.lift_papers, is: "yes"}',
        "when-cycle",
    ),
    ("lists in lists", "standard.yaml", "unit: m²", f"unit: {'[' * 5000}{']' * 5000}", "yaml-deep"),
    ("keys in keys", "standard.yaml", "unit: m²", f"unit: {'{a: ' * 5000}1{'}' * 5000}", "yaml-"),
    ("an endless text", "standard.yaml", "unit: m²", f"unit: {'m' * MAX_BYTES}", "file-too-large"),
    ("a merge of itself", "standard.yaml", "unit: m²", "<<: &a {<<: *a}", "yaml-alias"),
]


@pytest.mark.parametrize("row", [pytest.param(row[1:], id=row[0]) for row in CHECKLISTS])
def test_a_hostile_checklist_is_refused_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: tuple[str, str, str, str]
) -> None:
    file, before, after, code = row
    folder = copy_of_example(tmp_path)
    change(folder, file, before, after)

    assert main(["check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(f"[{code}" in line and line.startswith(f"{file}: ") for line in lines), lines
    assert all(len(line) < 1000 for line in lines)


VISITS = [
    ("NaN", b'{"facts": {"residents": NaN}}'),
    ("infinity", b'{"facts": {"residents": 1e999}}'),
    ("a number of thousands of digits", b'{"facts": {"residents": ' + b"9" * 5000 + b"}}"),
    ("lists in lists", b'{"answers": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    ("a key twice", b'{"facts": {"residents": 1, "residents": 2}}'),
    ("no text", b"\xff\xfe\x00"),
    ("half a file", b'{"answers": {"environment.signs": "ye'),
    ("more than anybody writes", b" " * 17_000_000),
]


@pytest.mark.parametrize("visit", [pytest.param(row[1], id=row[0]) for row in VISITS])
def test_a_hostile_visit_is_refused_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], visit: bytes
) -> None:
    path = tmp_path / "visit.json"
    path.write_bytes(visit)

    assert main(["grade", str(EXAMPLE), str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "; do " in printed.err


def test_a_share_above_one_in_a_row_is_named_and_the_rest_is_graded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visits, out = tmp_path / "v.csv", tmp_path / "o.csv"
    rows = ["id,fact:private_toilet_share,stratum:county", "a,0.9,c", "b,1.000001,c", "d,1,c"]
    visits.write_text("\n".join(rows) + "\n", encoding="utf-8")

    assert main(["batch", str(EXAMPLE), str(visits), str(out)]) == 1
    assert [one["error"][:15] for one in read_out(out)] == ["", "bad-fact line 3", ""]
    assert capsys.readouterr().err.startswith("bad-fact line 3: facts: ")
