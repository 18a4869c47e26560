"""``batch`` from file to file: populations, bad rows, refusals, exit codes."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Standard, load
from scoring.__main__ import main
from scoring.answers import parse_visit
from scoring.batch.populations import cuts_of
from scoring.batch.run import batch_file
from scoring.engine import Scored
from scoring.standing import Standing, measured
from tests.scoring.csvs import read_out, write_visits
from tests.scoring.folder import EXAMPLE, GB_38600
from tests.scoring.made_visits import row, visit_to
from tests.scoring.random_standards import Maker
from tests.scoring.standards import made
from tests.scoring.test_batch_equals_one import alone

HEAD = "id,environment.signs,service.meals,fact:beds,stratum:county\n"


def naive_places(
    standard: Standard, visits: list[dict[str, Any]], strata: list[dict[str, str]]
) -> list[dict[str, Standing]]:
    """Places counted by comparing each visit with each other, one rating after the other."""
    places: list[dict[str, Standing]] = [{} for _ in visits]
    for name, cuts in cuts_of(standard).items():
        values = [
            measured(Scored(standard, parse_visit(standard, v), p), cuts.measure)
            for v, p in zip(visits, places, strict=True)
        ]
        for at, mine in enumerate(values):
            same = alike(values, strata, at, cuts.by)
            if len(same) < cuts.min_n and cuts.else_by is not None:
                same = alike(values, strata, at, cuts.else_by)
            if mine is not None:
                sign = 1 if cuts.good == "high" else -1
                better = sum(sign * other > sign * mine for other in same)
                places[at][name] = Standing(better, len(same))
    return places


def alike(
    values: list[Fraction | None], strata: list[dict[str, str]], at: int, by: tuple[str, ...]
) -> list[Fraction]:
    """The known values of the visits that share these strata."""
    return [
        other
        for other, where in zip(values, strata, strict=True)
        if other is not None and all(where[name] == strata[at][name] for name in by)
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_a_file_of_visits_equals_one_by_one_with_counted_places(seed: int) -> None:
    pick = Random(seed)
    head, items = Maker(pick).head_and_items()
    with tempfile.TemporaryDirectory() as made_in:
        folder = Path(made_in)
        standard = made(folder / "s", head, items)
        visits = [visit_to(standard, pick) for _ in range(30)]
        strata = [{"county": pick.choice("ab"), "kind": pick.choice("xy")} for _ in visits]
        rows = [
            row(standard, visit) | {f"stratum:{name}": value for name, value in where.items()}
            for visit, where in zip(visits, strata, strict=True)
        ]
        path = write_visits(folder / "v.csv", standard, rows, ["county", "kind"])

        assert batch_file(standard, path, folder / "o.csv") == 0
        found = read_out(folder / "o.csv")

    for visit, places, line in zip(
        visits, naive_places(standard, visits, strata), found, strict=True
    ):
        assert {k: v for k, v in line.items() if k not in ("id", "error")} == alone(
            standard, visit, places
        ), seed


def batch(tmp_path: Path, text: str | bytes, folder: Path = EXAMPLE) -> tuple[int, Path]:
    visits, out = tmp_path / "v.csv", tmp_path / "o.csv"
    visits.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["batch", str(folder), str(visits), str(out)]), out


BAD = [
    pytest.param("x,maybe,A,1,c", "bad-answer line 3: answers: environment.signs", id="wrong word"),
    pytest.param("x,yes,A,NaN,c", "bad-number line 3: facts: 'beds'", id="NaN"),
    pytest.param("x,yes,A,1000000000,c", "bad-number line 3", id="10^9"),
    pytest.param("x,yes,A,1.5,c", "bad-fact line 3", id="half a bed"),
    pytest.param("x,yes", "bad-row line 3: expected 5 cells, came 2", id="too short"),
    pytest.param('x,"yes,A,1,c', "bad-row line 3: expected quotes that close", id="open quote"),
    pytest.param(",yes,A,1,c", "no-id line 3", id="no id"),
    pytest.param("one,yes,A,1,c", "id-twice line 3", id="an id twice"),
    pytest.param("x,{nope,A,1,c", "not-json line 3", id="no JSON"),
    pytest.param("x,NA,A,1,c", "na-forbidden line 3", id="NA where it is forbidden"),
    pytest.param(b"x,\xff\xfe,A,1,c", "bad-row line 3: expected UTF-8", id="no text"),
    pytest.param("x," + "y" * 2_000_000 + ",A,1,c", "bad-row line 3", id="an endless line"),
]


@pytest.mark.parametrize(("bad", "says"), BAD)
def test_one_bad_row_is_named_and_the_rest_is_graded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str | bytes, says: str
) -> None:
    line = bad if isinstance(bad, bytes) else bad.encode()
    text = HEAD.encode() + b"one,yes,A,1,c\n" + line + b"\ntwo,no,B,2,c\n"

    code, out = batch(tmp_path, text)

    rows = read_out(out)
    assert code == 1
    assert [bool(one["error"]) for one in rows] == [False, True, False]
    assert [one["total"] for one in rows] == ["230", "", "140"]
    assert rows[1]["error"].startswith(says)
    assert capsys.readouterr().err.startswith(says)


REFUSED = [
    pytest.param("", "no-header", id="empty"),
    pytest.param("id,x.y\n", "unknown-column", id="an unknown item"),
    pytest.param("id,fact:cats\n", "unknown-column", id="an unknown fact"),
    pytest.param("id,id\n", "column-twice", id="a column twice"),
    pytest.param("fact:beds\n", "no-id", id="no id"),
    pytest.param("id,fact:beds\n1,2\n", "no-stratum", id="no population"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_a_file_that_cannot_be_used_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: str
) -> None:
    exit_code, out = batch(tmp_path, text)

    printed = capsys.readouterr()
    assert (exit_code, printed.out) == (2, "")
    assert printed.err.startswith(f"{code} v.csv: ") or printed.err.startswith(f"{code} v.csv ")
    assert list(tmp_path.glob("o.csv*")) == []
    assert not out.exists()


def test_a_check_without_levels_has_conclusions(tmp_path: Path) -> None:
    code, out = batch(tmp_path, "id,basic.fire\na,no\nb,yes\n", GB_38600)

    rows = read_out(out)
    assert code == 0
    found = [(one["conclusion"], one["failed"]) for one in rows]
    assert found == [("fail", "basic.fire"), ("", "")]


def test_the_same_columns_in_quotes_and_with_line_breaks(tmp_path: Path) -> None:
    text = HEAD + 'one,"{""value"": ""yes"", ""note"": ""a\\nb""}",A,1,"c\nd"\n'

    code, out = batch(tmp_path, text)

    assert (code, [one["total"] for one in read_out(out)]) == (0, ["230"])


def test_many_distinct_cells_are_forgotten_again(tmp_path: Path) -> None:
    standard = load(EXAMPLE)
    rows = [
        {"facilities.rooms": str(n), "fact:beds": "100", "stratum:county": "c"} for n in range(5000)
    ]
    path = write_visits(tmp_path / "v.csv", standard, rows, ["county"])

    assert batch_file(standard, path, tmp_path / "o.csv") == 0

    lines = read_out(tmp_path / "o.csv")
    found = [one["points:facilities"] for one in lines]
    assert [one["id"] for one in lines] == [f"v{n}" for n in range(5000)]
    assert found[::100][:7] == ["0", "6.67", "13.33", "20", "26.67", "33.33", "40"]
