"""Results by cut points, tables and the lowest rating; faults as points; rules of the day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring import ScoringError, Standard, grade, load
from scoring.batch.run import batch_file
from scoring.readable import readable
from scoring.standing import Standing
from scoring.versions import load_for
from tests.scoring.csvs import read_out
from tests.scoring.standards import GROUND, fact, item, level, made, rating, written

ABC = [{"id": one} for one in ("C", "B", "A")]


def fault_item(code: str) -> dict[str, Any]:
    options = [{"id": f"f{n}", "points": str(n)} for n in (0, 5, 10, 15, 20, 25)]
    return item(code, "choice", max_points="25", with_={"options": options})


@pytest.fixture
def food(tmp_path: Path) -> Standard:
    """Three parts of up to 25 fault points; few are good, and no part may be too bad."""
    parts = ["hygiene.work", "structure.house", "trust.management"]

    def bound(most: str) -> list[dict[str, Any]]:
        return [{"id": "no-part-worse", "that": {"most": parts, "at_most": most}, **GROUND}]

    levels = [
        level("0"),
        level("2", total="40", require=bound("15")),
        level("3", total="30", require=bound("10")),
        level("4", total="20", require=bound("10")),
        level("5", total="15", require=bound("5")),
    ]
    head = {"good": "low", "levels": levels}
    return made(tmp_path / "food", head, [fault_item(code) for code in parts])


@pytest.mark.parametrize(
    ("faults", "reached", "limited"),
    [
        pytest.param((5, 5, 5), "5", [], id="exactly on the total"),
        pytest.param((0, 0, 10), "4", ["no-part-worse"], id="one part too bad for five"),
        pytest.param((15, 0, 0), "2", ["no-part-worse"], id="one part far too bad"),
        pytest.param((25, 25, 25), "0", [], id="everything bad"),
    ],
)
def test_few_fault_points_are_good(
    food: Standard, faults: tuple[int, ...], reached: str, limited: list[str]
) -> None:
    answers = {one.code: f"f{n}" for one, n in zip(food.items, faults, strict=True)}

    result = grade(food, {"answers": answers})

    assert (result["level"], result["limited_by"]) == (reached, limited)


def test_an_open_item_counts_all_its_fault_points(food: Standard) -> None:
    result = grade(food, {"answers": {"hygiene.work": "f0", "structure.house": "f0"}})

    assert (result["total"], result["complete"], result["level"]) == ("25", False, "0")


def test_an_item_without_fault_points_passes(food: Standard) -> None:
    result = grade(food, {"answers": {"hygiene.work": "f0", "structure.house": "f5"}})

    items = [one for c in result["explanation"]["chapters"] for one in c["items"]]
    assert [one["outcome"] for one in items] == ["pass", "fail", "not_answered"]


def two_ratings(**head: Any) -> dict[str, Any]:
    """Two ratings by one fact each."""
    bounds = [{"id": "C"}, {"id": "B", "at_least": "5"}, {"id": "A", "at_least": "8"}]
    ratings = [rating(f"r{n}", bounds, sum=[{"fact": f"f{n}"}]) for n in (1, 2)]
    return {
        "facts": {"f1": fact("amount"), "f2": fact("amount")},
        "ratings": ratings,
        "levels": [level(one["id"]) for one in ABC],
        **head,
    }


TABLE = {
    "of": ["r1", "r2"],
    "rows": [
        {"is": ["A", ["A", "B"]], "level": "A"},
        {"is": ["missing", "*"], "level": "C"},
        {"is": ["C", "*"], "level": None},
        {"is": ["*", "*"], "level": "B"},
    ],
}


@pytest.mark.parametrize(
    ("base", "facts", "reached"),
    [
        ({"table": TABLE}, {"f1": 9, "f2": 6}, "A"),
        ({"table": TABLE}, {"f1": 6, "f2": 1}, "B"),
        ({"table": TABLE}, {"f2": 1}, "C"),
        ({"table": TABLE}, {"f1": 1, "f2": 9}, None),
        ({"table": TABLE}, {"f1": 9}, None),
        ({"worst_of": ["r1", "r2"]}, {"f1": 9, "f2": 6}, "B"),
        ({"worst_of": ["r1", "r2"]}, {"f1": 9}, None),
        ({"worst_of": {"of": ["r1", "r2"], "missing": "skip"}}, {"f1": 9}, "A"),
        ({"worst_of": {"of": ["r1", "r2"], "missing": "lowest"}}, {"f1": 9}, "C"),
    ],
)
def test_ratings_give_the_level(
    tmp_path: Path, base: dict[str, Any], facts: dict[str, int], reached: str | None
) -> None:
    standard = made(tmp_path / "s", two_ratings(**base), [item("a.a", max_points="1")])

    result = grade(standard, {"facts": facts})

    assert (result["level"], result["level_by_points"]) == (reached, reached)
    assert ("A" in result["unmet"]) == (reached != "A")


@pytest.mark.parametrize(("missing", "value"), [("none", None), ("zero", "4.5"), ("skip", "9")])
def test_a_missing_part_of_a_sum_does_what_the_standard_says(
    tmp_path: Path, missing: str, value: str | None
) -> None:
    terms = [{"fact": "f1", "times": "0.5"}, {"fact": "f2", "times": "1/2"}]
    both = rating("both", [{"id": "C"}], sum={"of": terms, "missing": missing})
    head = two_ratings(worst_of=["r1"])
    head["ratings"].append(both)
    standard = made(tmp_path / "s", head, [item("a.a", max_points="1")])

    assert grade(standard, {"facts": {"f1": 9}})["ratings"]["both"]["value"] == value


@pytest.mark.parametrize(
    ("better", "among", "reached"),
    [(0, 10, "A"), (1, 10, "B"), (4, 10, "B"), (5, 10, "C"), (9, 10, "C"), (0, 4, None)],
)
def test_cut_points_count_the_strictly_better(
    tmp_path: Path, better: int, among: int, reached: str | None
) -> None:
    cuts = {"sum": [{"points": "a"}], "shares": {"A": "0.1", "B": "1/2", "C": "1"}, "min_n": 5}
    head = {"levels": [level(one["id"]) for one in ABC], "cuts": cuts}
    standard = made(tmp_path / "s", head, [item("a.a", max_points="1")])
    visit = {"answers": {"a.a": "yes"}}

    assert grade(standard, visit, {"result": Standing(better, among)})["level"] == reached
    assert grade(standard, visit)["level"] is None


def test_steps_are_clamped_one_after_the_other(tmp_path: Path) -> None:
    steps = [
        {"id": "down", "step": -2, **GROUND},
        {"id": "up", "step": 1, **GROUND},
        {"id": "cap", "at_most": "A", **GROUND},
    ]
    head = two_ratings(worst_of=["r1"], adjust=steps)
    standard = made(tmp_path / "s", head, [item("a.a", max_points="1")])

    low, high = (grade(standard, {"facts": {"f1": n}}) for n in (1, 9))

    assert (low["level"], low["adjusted"]) == ("B", ["up"])
    assert (high["level"], high["adjusted"], high["limited_by"]) == ("B", ["down", "up"], ["down"])


def test_an_old_visit_is_graded_by_the_version_of_its_day(tmp_path: Path) -> None:
    one, two = (
        {"in_force": span, "levels": [level("A")]}
        for span in ({"from": "2025-01-01", "to": "2025-12-31"}, {"from": "2026-01-01"})
    )
    written(tmp_path / "made" / "1", one, [item("a.a")])
    written(tmp_path / "made" / "2", two | {"version": "2"}, [item("a.a")])

    assert load_for(tmp_path / "made", "2025-12-31").version == "1"
    assert load_for(tmp_path / "made", "2026-01-01").version == "2"
    assert load_for(tmp_path / "made", None).version == "2"
    with pytest.raises(ScoringError, match="not-in-force"):
        load_for(tmp_path / "made", "2024-01-01")


def versions(folder: Path, *heads: dict[str, Any]) -> Path:
    for number, head in enumerate(heads, 1):
        written(folder / str(number), head | {"version": str(number)}, [item("a.a")])
    return folder


def test_a_later_version_takes_the_place_of_one_without_an_end(tmp_path: Path) -> None:
    spans = [
        {"in_force": {"from": day}, "levels": [level("A")]} for day in ("2025-01-01", "2026-01-01")
    ]
    folder = versions(tmp_path / "made", *spans)

    assert load_for(folder, "2025-12-31").version == "1"
    assert load_for(folder, "2026-01-01").version == "2"
    assert load_for(folder, None).version == "2"


def test_two_versions_from_the_same_day_are_none(tmp_path: Path) -> None:
    folder = versions(tmp_path / "made", *[{"levels": [level("A")]}] * 2)

    with pytest.raises(ScoringError, match="1, 2"):
        load_for(folder, "2026-06-01")


def test_a_demonstration_never_is_in_force_and_says_so(tmp_path: Path) -> None:
    shown = {"levels": [level("A")], "demonstration": {"zh": "编造", "en": "made up"}}
    folder = versions(tmp_path / "made", {"levels": [level("A")]}, shown)

    assert load_for(folder, "2026-06-01").version == "1"
    real, demo = (load(folder / name) for name in "12")
    assert "demonstration" not in grade(real, {})
    assert "demonstration" not in real.bundle()
    result = grade(demo, {})
    assert result["demonstration"] is True
    assert demo.bundle()["demonstration"] == {"zh": "编造", "en": "made up"}
    assert "a demonstration, never for a real rating: made up" in readable(demo, result, "en")
    assert "演示，不得用于真实评定：编造" in readable(demo, result, "zh")


def test_a_home_in_a_small_county_is_placed_among_all(tmp_path: Path) -> None:
    cuts = {
        "sum": [{"fact": "falls"}],
        "good": "low",
        "by": ["county"],
        "shares": {"A": "0.25", "B": "1"},
        "min_n": 3,
        "else_by": [],
    }
    head = {"facts": {"falls": fact("count")}, "cuts": cuts, "levels": [level("B"), level("A")]}
    standard = made(tmp_path / "s", head, [item("a.a", max_points="1")])
    homes = [("big", n) for n in (0, 5, 6, 7)] + [("small", n) for n in (1, 9)]
    rows = [f"v{at},yes,{n},{county}" for at, (county, n) in enumerate(homes)]
    text = "\n".join(["id,a.a,fact:falls,stratum:county", *rows]) + "\n"
    (tmp_path / "v.csv").write_text(text, encoding="utf-8")

    assert batch_file(standard, tmp_path / "v.csv", tmp_path / "o.csv") == 0

    found = [one["level"] for one in read_out(tmp_path / "o.csv")]
    assert found == ["A", "B", "B", "B", "A", "B"]  # one better of four; one and five of six
