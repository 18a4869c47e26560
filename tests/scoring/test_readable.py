"""A result as text: the same tree, its clause and source at every node, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring import Standard, grade, load
from scoring.__main__ import main
from scoring.readable import readable
from tests.scoring.folder import EXAMPLE, GB_38600
from tests.scoring.test_grade import FACTS
from tests.scoring.test_grade import visit as whole


@pytest.fixture(scope="module")
def example() -> Standard:
    return load(EXAMPLE)


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "node" in tree:
            yield tree
        for part in tree.values():
            yield from nodes(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from nodes(part)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_node_has_its_line_with_clause_and_source(example: Standard, language: Any) -> None:
    result = grade(example, whole(example, answers={"service.meals": "C"}))

    lines = readable(example, result, language).splitlines()

    source = "来源：" if language == "zh" else "source: "
    told = [line for line in lines if source in line]
    there = list(nodes(result["explanation"]))
    facts = len(result["explanation"]["facts"])
    assert len(told) == len(there) + facts
    for node in there:
        assert any(node["clause"] in line and node["source"] in line for line in told)


def test_it_says_what_was_reached_and_what_limited_it(example: Standard) -> None:
    result = grade(example, whole(example, answers={"service.meals": "C"}))

    chinese, english = (readable(example, result, one) for one in ("zh", "en"))

    assert "等级: 2 (按分数为 四级)" in chinese
    assert "受限于: poor-meals 膳食评为C，最高二级" in chinese
    assert "Level: 2 (by points Level four)" in english
    assert "limited by: poor-meals Meals marked C: at most level two" in english


def test_what_is_open_is_said_first(example: Standard) -> None:
    text = readable(example, grade(example, {"facts": FACTS}), "en")

    assert "not complete, nothing may be decided on it: environment.traffic" in text


def test_a_check_tells_its_conclusion() -> None:
    standard = load(GB_38600)
    text = readable(standard, grade(standard, {"answers": {"basic.fire": "no"}}), "zh")

    assert "结论: " in text.splitlines()[1]


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "visit.json").write_text(json.dumps({"facts": FACTS}), encoding="utf-8")

    assert main(["grade", str(EXAMPLE), str(tmp_path / "visit.json"), "--text", "zh"]) == 0
    assert "├─ " in capsys.readouterr().out
