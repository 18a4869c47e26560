"""Grading a visit: levels, what limits them, what is missing, and why."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from scoring import Standard, grade, load
from scoring.canonical import canonical_digest
from scoring.cases import best_answers
from tests.scoring.folder import EXAMPLE, GB_38600

FACTS = {
    "beds": 100,
    "residents": 90,
    "caregivers": 15,
    "social_workers": 1,
    "dining_area_m2": "150",
    "private_toilet_share": "0.95",
    "upper_floors": "yes",
    "accident": "no",
    "heating": "central",
}


@pytest.fixture(scope="module")
def example() -> Standard:
    return load(EXAMPLE)


@pytest.fixture(scope="module")
def gb_38600() -> Standard:
    return load(GB_38600)


def visit(standard: Standard, **parts: dict[str, Any]) -> dict[str, Any]:
    """Everything best, changed where the test says; an answer of None is left out."""
    answers = best_answers(standard) | parts.get("answers", {})
    return {
        "answers": {code: answer for code, answer in answers.items() if answer is not None},
        "facts": FACTS | parts.get("facts", {}),
        "context": parts.get("context", {}),
    }


def test_the_result_holds_what_the_contract_names(example: Standard) -> None:
    result = grade(example, visit(example))

    assert set(result) == {
        *("standard", "version", "digest", "complete", "provisional", "level", "level_by_points"),
        *("limited_by", "total", "applicable", "max", "chapters", "unmet", "unanswered"),
        *("explanation", "result_digest", "ratings", "adjusted", "demonstration"),
    }


def test_the_same_inputs_give_the_same_digest_whatever_their_order(example: Standard) -> None:
    first = visit(example)
    second = copy.deepcopy(first)
    second["answers"] = dict(reversed(second["answers"].items()))

    assert grade(example, first)["result_digest"] == grade(example, second)["result_digest"]


def test_the_digest_is_that_of_the_result_without_it(example: Standard) -> None:
    result = grade(example, visit(example))

    assert canonical_digest(result | {}) != result["result_digest"]
    assert (
        canonical_digest({k: v for k, v in result.items() if k != "result_digest"})
        == (result["result_digest"])
    )


def test_a_result_cannot_change_the_next_one(example: Standard) -> None:
    first = grade(example, visit(example))
    node = first["explanation"]["chapters"][0]["items"][0]

    for change in (node.clear, lambda: node.update(points="99"), lambda: node["rule"].pop("why")):
        with pytest.raises(TypeError, match="copy it"):
            change()
    mine = copy.deepcopy(node)
    mine["rule"]["why"]["zh"] = "改动"

    assert json.loads(json.dumps(first)) == first
    assert pickle.loads(pickle.dumps(node)) == node
    assert grade(example, visit(example)) == first


def test_without_any_answer_there_is_no_level_and_everything_is_named(example: Standard) -> None:
    result = grade(example, {})

    assert result["level"] is None
    assert not result["complete"]
    assert result["unanswered"] == [item.code for item in example.items]
    assert result["total"] == "0"
    assert list(result["unmet"]) == ["1", "2", "3", "4", "5"]


def test_all_that_blocks_is_named_in_the_order_of_the_standard(example: Standard) -> None:
    result = grade(
        example,
        visit(
            example,
            facts={"caregivers": 1, "accident": "yes", "dining_area_m2": "10"},
            context={"applied_for": "3", "first_application": True},
        ),
    )

    assert result["level"] is None
    assert result["limited_by"] == [
        *("care-workers", "dining", "accident", "first-application", "applied-for")
    ]


def test_an_unmet_test_says_what_is_needed_and_what_is_there(example: Standard) -> None:
    unmet = grade(example, visit(example, facts={"caregivers": 14}))["unmet"]

    assert unmet["4"] == [
        {
            "test": "care-workers",
            "need": "fact caregivers per residents >= 1/6",
            "have": "7/45",
            "clause": "示例 §9.4",
            "source": "虚构",
            "confidence": "provisional",
        }
    ]


def test_fewer_than_two_hundred_residents_count_as_two_hundred(example: Standard) -> None:
    none = visit(example, facts={"social_workers": 0})
    two_for_many = visit(example, facts={"residents": 401, "caregivers": 80, "social_workers": 2})

    assert grade(example, visit(example))["level"] == "5"
    assert "social-worker" in {test["test"] for test in _tests(grade(example, none))}
    assert "social-worker" in {
        test["test"] for test in _tests(grade(example, two_for_many)) if test["holds"] == "no"
    }


def test_a_missing_fact_is_unknown_never_met(example: Standard) -> None:
    parts = visit(example)
    del parts["facts"]["dining_area_m2"]

    result = grade(example, parts)

    assert result["level"] == "4"
    assert result["unmet"]["5"][0]["have"] == "unknown"
    dining = [test for test in _tests(result) if test["test"] == "dining"]
    assert [test["holds"] for test in dining] == ["unknown"]


def test_a_chapter_without_applicable_points_passes_and_prints_an_empty_rate(
    gb_38600: Standard,
) -> None:
    chapter = grade(gb_38600, {})["explanation"]["chapters"][0]

    assert (chapter["applicable"], chapter["rate"]) == ("0", "")


def test_an_inspection_has_a_conclusion_and_no_level(gb_38600: Standard) -> None:
    answers = best_answers(gb_38600)

    result = grade(gb_38600, {"answers": answers | {"basic.no_smoking": "no"}})

    assert "level" not in result
    assert result["conclusion"] == "fail"
    assert result["items"]["basic.no_smoking"] == "fail"
    assert result["items"]["basic.fire"] == "pass"


def test_a_conclusion_waits_for_what_could_change_it(gb_38600: Standard) -> None:
    answers = best_answers(gb_38600)
    open_base = {code: a for code, a in answers.items() if code != "basic.fire"}
    minor = {"management.education": "no"}

    assert grade(gb_38600, {"answers": open_base})["conclusion"] is None
    assert grade(gb_38600, {"answers": open_base | minor})["conclusion"] is None
    assert grade(gb_38600, {"answers": open_base | {"basic.building": "no"}})["conclusion"] == (
        "fail"
    )


def test_every_node_of_the_explanation_carries_its_ground(example: Standard) -> None:
    result = grade(example, visit(example, facts={"caregivers": 14}))

    nodes = list(_nodes(result["explanation"]))
    kinds = {node["node"] for node in nodes}

    assert kinds == {
        *("result", "chapter", "item", "rule", "answer", "level", "test", "rating", "step")
    }
    for node in nodes:
        assert node["clause"], node
        assert node["source"], node
        assert node["confidence"] in ("confirmed", "provisional")


def test_the_points_of_the_tree_add_up(example: Standard) -> None:
    result = grade(example, visit(example, answers={"operation.complaints": 3}))

    for chapter in result["explanation"]["chapters"]:
        total = sum(float(item["points"]) for item in chapter["items"])
        assert (
            total == float(chapter["points"]) == float(result["chapters"][chapter["id"]]["points"])
        )


def _tests(result: dict[str, Any]) -> list[dict[str, str]]:
    return [test for level in result["explanation"]["levels"] for test in level["tests"]]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "node" in tree:
            yield tree
        for part in tree.values():
            yield from _nodes(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)
