"""What a draw refuses: exit code 2, one coded line on stderr, nothing on stdout."""

import json
from pathlib import Path
from typing import Any

import pytest

from scoring.__main__ import main
from scoring.draw import code
from scoring.errors import ScoringError
from tests.scoring.draws import SECRET, N, officers, opened, pool, stratum, team

BALLS = {"name": "大乐透前区", "date": "2026-03-07", "numbers": 5}
FIVE = [1, 2, 3, 4, 5]
OFFICERS = officers(["o1", "o2"])


def result(**changes: Any) -> dict[str, Any]:
    return opened(sources=[{"name": "大乐透前区", "numbers": FIVE, **changes}])


def second(**changes: Any) -> dict[str, Any]:
    randomness = opened()
    randomness["iterations"].append({"code": code(SECRET, N, 2), **changes})
    return randomness


def gone(*labels: str) -> dict[str, Any]:
    return second(unavailable=[{"label": label, "reason": "停业"} for label in labels])


POOLS = [
    ("unknown-key", pool(note="x")),
    ("unknown-key", pool(strata=[{**stratum("甲", 1, "a1"), "klass": "D"}])),
    ("missing-key", {key: value for key, value in pool().items() if key != "codes"}),
    ("missing-key", pool(skip=[{"label": "a1"}])),
    ("wrong-shape", pool(strata=[])),
    ("wrong-shape", pool(sources=[])),
    ("wrong-shape", pool(sources=[{**BALLS, "hex": True, "text": True}])),
    ("wrong-shape", pool(sources=[{**BALLS, "ordered": 1}])),
    ("label-twice", pool(strata=[stratum("甲", 1, "a1 a2"), stratum("乙", 1, "a1")])),
    ("label-twice", pool(skip=[{"label": "a1", "reason": "x"}, {"label": "a1", "reason": "y"}])),
    ("stratum-twice", pool(strata=[stratum("甲", 1, "a1"), stratum("甲", 1, "a2")])),
    ("label-unknown", pool(skip=[{"label": "a9", "reason": "x"}])),
    ("label-unknown", pool(class_strata=[stratum("D", 1, "a9")])),
    ("quota-above-pool", pool(strata=[stratum("甲", 3, "a1 a2")])),
    ("bad-count", pool(strata=[stratum("甲", -1, "a1 a2")])),
    ("bad-count", pool(sources=[{**BALLS, "numbers": 0}])),
    ("bad-count", pool(sources=[{**BALLS, "numbers": True}])),
    ("bad-count", pool(codes={"commitment": "0" * 64, "n": 1})),
    ("text-rules", pool(strata=[stratum("甲", 1, "cafe\u0301")])),
    ("text-rules", pool(strata=[{"name": "甲", "quota": 1, "labels": ["a\n1"]}])),
    ("text-rules", pool(strata=[{"name": "甲", "quota": 1, "labels": ["a\x851"]}])),
    ("text-rules", pool(strata=[{"name": "甲", "quota": 1, "labels": ["\ud800"]}])),
    ("text-rules", pool(title="")),
    ("bad-hex", pool(codes={"commitment": "AB" * 32, "n": 9})),
    ("bad-hex", pool(salt="5a" * 31)),
    ("bad-time", pool(announced_at="2026-03-02T09:00:00")),
    ("bad-date", pool(sources=[{**BALLS, "date": "2026-02-30"}])),
    ("source-past", pool(sources=[{**BALLS, "date": "2026-03-01"}])),
    ("source-twice", pool(sources=[BALLS, BALLS])),
    ("officer-twice", pool(officers=OFFICERS + OFFICERS)),
    ("officer-unknown", pool(recusals=[{"officer": "o1", "label": "a1"}])),
    ("recusal-twice", pool(officers=OFFICERS, recusals=[{"officer": "o1", "label": "a1"}] * 2)),
    ("label-unknown", pool(officers=OFFICERS, recusals=[{"officer": "o1", "label": "a9"}])),
    ("bad-count", pool(teams=[team(count=1)])),
    ("team-twice", pool(teams=[team(), team(strata=["甲"])])),
    ("stratum-unknown", pool(teams=[team(strata=["丙"])])),
    ("officers-short", pool(officers=officers(["o1"]), teams=[team()])),
]
OPENINGS = [
    ("source-missing", opened(sources=[])),
    ("source-unknown", result(name="双色球")),
    ("source-unknown", result(date="2026-03-08")),
    ("source-twice", opened(sources=[{"name": "大乐透前区", "numbers": FIVE}] * 2)),
    ("source-past", second(sources=[{**BALLS, "date": "2026-03-06", "numbers": FIVE}])),
    ("source-missing", second(sources=[])),
    ("numbers-count", result(numbers=[1, 2, 3, 4])),
    ("numbers-count", result(numbers="12345")),
    ("bad-count", result(numbers=[1, 2, 3, 4, -5])),
    ("bad-count", result(numbers=[1, 2, 3, 4, 5.0])),
    ("bad-count", result(numbers=[1, 2, 3, 4, 2**53])),
    ("unknown-key", result(bonus=7)),
    ("unknown-key", opened(note="x")),
    ("missing-key", {"iterations": opened()["iterations"]}),
    ("wrong-shape", opened(iterations=[])),
    ("code-not-preimage", opened(iterations=[{"code": code(SECRET, N, 2)}])),
    ("code-not-preimage", opened(iterations=[{"code": code("别的", N, 1)}])),
    ("code-not-preimage", opened(iterations=[{"code": code(SECRET, N, 1).upper()}])),
    ("code-not-preimage", opened(iterations=[{"code": code(SECRET, N, 1)}] * 2)),
    ("codes-exhausted", opened(iterations=[{"code": "00"}] * N)),
    ("commitment-mismatch", opened() | {"secret": "另一个"}),
    ("text-rules", opened() | {"secret": "\ud800"}),
    ("label-unknown", gone("a9")),
    ("label-twice", gone("a1", "a1")),
    ("officer-unknown", second(recusals=[{"officer": "o1", "label": "a1"}])),
]


def run(folder: Path, pool: Any, randomness: Any) -> int:
    for name, content in (("pool", pool), ("randomness", randomness)):
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return main(["draw", str(folder / "pool.json"), str(folder / "randomness.json")])


def assert_refused(code: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = capsys.readouterr()
    assert (status, out, err.partition(" ")[0]) == (2, "", code)
    assert err.count("\n") == 1
    assert all(word in err for word in ("expected ", ", came ", "; do "))


@pytest.mark.parametrize(("code", "content"), POOLS)
def test_a_faulty_pool_is_refused(
    code: str, content: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(code, run(tmp_path, content, opened()), capsys)


@pytest.mark.parametrize(("code", "content"), OPENINGS)
def test_faulty_randomness_is_refused(
    code: str, content: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(code, run(tmp_path, pool(), content), capsys)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("not-json", "{"),
        ("not-json", '{"title": "a", "title": "b"}'),
        ("not-json", '{"n": NaN}'),
        ("wrong-shape", "[]"),
    ],
)
def test_what_is_no_json_object_is_refused(
    code: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pool.json").write_text(text, encoding="utf-8")
    status = main(["draw", str(tmp_path / "pool.json"), str(tmp_path / "pool.json")])
    assert_refused(code, status, capsys)


def test_a_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert_refused("file-missing", main(["draw", str(tmp_path / "no"), "no"]), capsys)


def test_the_secret_itself_is_never_a_code() -> None:
    with pytest.raises(ScoringError, match="codes-exhausted"):
        code(SECRET, N, N)
