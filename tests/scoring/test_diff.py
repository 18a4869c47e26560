"""What another version changes: items by code and history, every parameter, both languages."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Standard, load
from scoring.__main__ import main
from scoring.diff import compare
from scoring.diff.text import diff_text
from tests.scoring.folder import CHECKLISTS, EXAMPLE, change, copy_of_example
from tests.scoring.random_standards import Maker
from tests.scoring.standards import item, level, made

LEVELS = [level("low"), level("high", total="3")]


def two(
    tmp_path: Path, old: list[dict[str, Any]], new: list[dict[str, Any]], **head: Any
) -> dict[str, Any]:
    """The comparison of two small standards as JSON."""
    before = made(tmp_path / "1", {"levels": LEVELS}, old)
    after = made(tmp_path / "2", {"levels": LEVELS, "version": "2", **head}, new)
    return compare(before, after).as_json()


def states(diff: dict[str, Any], part: str = "items") -> dict[str, str]:
    key = {"items": "code", "chapters": "chapter", "facts": "name"}.get(part, "id")
    return {one[key]: one["state"] for one in diff[part]}


def fields(diff: dict[str, Any], name: str, part: str = "items") -> dict[str, tuple[Any, Any]]:
    key = {"items": "code", "chapters": "chapter", "facts": "name"}.get(part, "id")
    entry = next(one for one in diff[part] if one[key] == name)
    return {row["field"]: (row["before"], row["after"]) for row in entry["fields"]}


def test_an_item_may_stay_change_come_and_go(tmp_path: Path) -> None:
    old = [item("a.stays", max_points="1"), item("a.changes", max_points="2"), item("a.goes")]
    new = [item("a.stays", max_points="1"), item("a.changes", max_points="2.5"), item("a.comes")]

    diff = two(tmp_path, old, new)

    assert states(diff) == {
        "a.stays": "same",
        "a.changes": "changed",
        "a.comes": "added",
        "a.goes": "removed",
    }
    assert fields(diff, "a.changes") == {"max_points": ("2", "2.5")}
    assert diff["summary"] == {"added": 1, "removed": 1, "changed": 1, "same": 1}


def test_one_item_may_go_on_as_two_and_two_as_one(tmp_path: Path) -> None:
    old = [item("a.meals", max_points="2"), item("a.green"), item("a.trees")]
    new = [
        item("a.menu", max_points="1", continues=["a.meals"]),
        item("a.kitchen", max_points="1", continues=["a.meals"]),
        item("a.garden", continues=["a.green", "a.trees"]),
    ]

    diff = two(tmp_path, old, new)

    carried = {one["code"]: one["old_codes"] for one in diff["items"]}
    assert carried == {
        "a.menu": ["a.meals"],
        "a.kitchen": ["a.meals"],
        "a.garden": ["a.green", "a.trees"],
    }
    assert set(states(diff).values()) == {"changed"}
    assert fields(diff, "a.garden")["code"] == ("a.green, a.trees", "a.garden")
    assert fields(diff, "a.menu")["max_points"] == ("2", "1")


def test_two_items_that_change_codes_are_not_taken_for_each_other(tmp_path: Path) -> None:
    old = [item("a.one", max_points="1"), item("a.two", max_points="2")]
    new = [
        item("a.one", max_points="2", continues=["a.two"]),
        item("a.two", max_points="1", continues=["a.one"]),
    ]

    diff = two(tmp_path, old, new)

    assert {one["code"]: one["old_codes"] for one in diff["items"]} == {
        "a.one": ["a.two"],
        "a.two": ["a.one"],
    }
    assert "max_points" not in fields(diff, "a.one")


def test_each_option_and_each_band_is_told_by_itself(tmp_path: Path) -> None:
    def items(good: str, bound: str) -> list[dict[str, Any]]:
        options = [{"id": "full", "points": "4"}, {"id": "half", "points": good, "title": "半"}]
        bands = [{"at_least": bound, "points": "2"}, {"at_least": "0.5", "points": "1"}]
        return [
            item("a.c", "choice", max_points="4", with_={"options": options}),
            item("a.b", "bands", max_points="2", with_={"of": "share", "bands": bands}),
        ]

    diff = two(tmp_path, items("2", "0.9"), items("2.5", "0.95"))

    assert fields(diff, "a.c") == {"with.options.half.points": ("2", "2.5")}
    assert fields(diff, "a.b") == {
        "with.bands.>= 0.95.points": (None, "2"),
        "with.bands.>= 0.9.points": ("2", None),
    }


def test_what_is_written_out_is_the_same_as_what_is_left_out(tmp_path: Path) -> None:
    long = item("a.i", max_points="1", na="drop", attest="one", veto=False, base=False)
    long |= {"look_for": {"zh": "x", "en": "x"}}

    diff = two(tmp_path, [item("a.i", max_points="1")], [long], rate_of="applicable")

    assert states(diff) == {"a.i": "same"}
    assert not diff["different"]


def test_a_rate_for_all_chapters_equals_the_same_rate_for_each(tmp_path: Path) -> None:
    items = [item("a.i", max_points="4"), item("b.i", max_points="4")]
    before = made(tmp_path / "1", {"levels": [level("low"), level("top", rate="0.8")]}, items)
    rates = {"a": "0.8", "b": "0.9"}
    after = made(tmp_path / "2", {"levels": [level("low"), level("top", rate=rates)]}, items)

    diff = compare(before, after).as_json()

    assert fields(diff, "top", "rules") == {"rate.b": ("0.8", "0.9")}


def test_steps_in_another_order_are_a_difference(tmp_path: Path) -> None:
    ground = {"clause": "§1", "source": "test", "confidence": "confirmed"}
    up = {"id": "up", "when": {"total": True, "above": "1"}, "step": 1, **ground}
    down = {"id": "down", "when": {"total": True, "below": "1"}, "step": -1, **ground}
    items = [item("a.i", max_points="4")]
    before = made(tmp_path / "1", {"levels": LEVELS, "adjust": [up, down]}, items)
    after = made(tmp_path / "2", {"levels": LEVELS, "adjust": [down, up]}, items)

    diff = compare(before, after).as_json()

    assert [(r["field"], r["before"], r["after"]) for r in diff["standard"]] == [
        ("adjust.order", "up; down", "down; up")
    ]


def test_a_condition_is_told_as_a_formula() -> None:
    diff = compare(load(CHECKLISTS / "example" / "1"), load(EXAMPLE)).as_json()

    assert fields(diff, "many-falls", "rules")["when"] == (None, "score safety <= 1")
    assert states(diff, "facts")["falls"] == "added"


@pytest.mark.parametrize(
    ("file", "before", "after", "row"),
    [
        ("standard.yaml", 'total: "780"', 'total: "781"', ("rules", "4", "total")),
        ("standard.yaml", '}, at_most: "2"', '}, at_most: "3"', ("rules", "poor-meals", "at_most")),
        ("standard.yaml", "kind: amount", "kind: count", ("facts", "dining_area_m2", "kind")),
        ("standard.yaml", 'times: "0.4"', 'times: "0.3"', ("rules", "premises", "sum.of.1.times")),
        ("standard.yaml", "level: fair}", "level: weak}", ("rules", "house", "table.rows.2.level")),
        (
            "environment.yaml",
            'en: "Signs"',
            'en: "Sign"',
            ("items", "environment.signs", "title.en"),
        ),
    ],
)
def test_one_change_is_one_row(
    tmp_path: Path, file: str, before: str, after: str, row: tuple[str, str, str]
) -> None:
    part, name, field = row
    folder = copy_of_example(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    if before not in text:  # keys stand on lines of their own
        before, after = before.replace("}, ", "}\n    "), after.replace("}, ", "}\n    ")
    change(folder, file, before, after)

    diff = compare(load(EXAMPLE), load(folder)).as_json()

    assert list(fields(diff, name, part)) == [field]
    changed = [
        one for key in ("items", "rules", "facts", "chapters", "findings") for one in diff[key]
    ]
    assert [one["state"] for one in changed if one["state"] != "same"] == ["changed"]
    assert diff["standard"] == []


def _random(folder: Path, seed: int) -> Standard:
    head, items = Maker(Random(seed)).head_and_items()
    return made(folder, head, items)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_nothing_differs_from_itself(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    standard = _random(tmp_path_factory.mktemp("diff"), seed)
    diff = compare(standard, standard).as_json()

    assert not diff["different"]
    assert {*states(diff).values(), *states(diff, "chapters").values()} == {"same"}


SIDES = {"added": "removed", "removed": "added", "changed": "changed", "same": "same"}


@settings(max_examples=12, deadline=None)
@given(seeds=st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)))
def test_the_other_way_round_before_is_after(
    tmp_path_factory: pytest.TempPathFactory, seeds: tuple[int, int]
) -> None:
    folder = tmp_path_factory.mktemp("diff")
    one, other = (_random(folder / str(at), seed) for at, seed in enumerate(seeds))
    there, back = compare(one, other).as_json(), compare(other, one).as_json()

    assert {k: SIDES[v] for k, v in states(there).items()} == states(back)
    for code, state in states(there).items():
        if state == "changed":
            turned = {k: (after, before) for k, (before, after) in fields(there, code).items()}
            assert turned == fields(back, code)


def _leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every text that is a leaf, as what holds it and its key there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in pairs:
        if isinstance(one, dict | list):
            yield from _leaves(one)
        elif isinstance(one, str) and key not in ("id", "continues"):
            yield value, key


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), data=st.data())
def test_no_change_of_an_item_or_a_rule_goes_unseen(
    tmp_path_factory: pytest.TempPathFactory, seed: int, data: st.DataObject
) -> None:
    standard = _random(tmp_path_factory.mktemp("diff"), seed)
    raw = copy.deepcopy(dict(standard.raw))
    rules = [raw["standard"].get(key, []) for key in ("levels", "limits", "adjust", "ratings")]
    leaves = list(_leaves([raw["chapters"], rules]))
    holder, key = data.draw(st.sampled_from(leaves))
    holder[key] = next(other for other in ("7", "8") if other != holder[key])
    object.__setattr__(changed := copy.copy(standard), "raw", raw)

    assert compare(standard, changed).different


def test_the_command_says_same_different_and_unusable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_example(tmp_path)
    assert main(["diff", str(EXAMPLE), str(folder)]) == 0
    assert "内容相同" in capsys.readouterr().out

    change(folder, "service.yaml", 'zh: "膳食"', 'zh: "餐食"')
    assert main(["diff", str(EXAMPLE), str(folder), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["summary"]["changed"] == 1

    assert main(["diff", str(EXAMPLE), str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "    不适用时: 不计入 → 不允许"),
        ("en", "    not applicable: out of scoring → not allowed"),
    ],
)
def test_the_text_speaks_both_languages(tmp_path: Path, language: Any, line: str) -> None:
    old = made(tmp_path / "1", {"levels": LEVELS}, [item("a.i", max_points="4", na="drop")])
    new = made(tmp_path / "2", {"levels": LEVELS}, [item("a.i", max_points="4", na="forbid")])

    assert line in diff_text(compare(old, new), language).splitlines()


def test_only_comments_differ_and_the_text_says_so(tmp_path: Path) -> None:
    folder = copy_of_example(tmp_path)
    (folder / "CHANGES.md").write_text("Other words.\n", encoding="utf-8")

    text = diff_text(compare(load(EXAMPLE), load(folder)), "en")

    assert "the same content; cases, notes or layout differ" in text
