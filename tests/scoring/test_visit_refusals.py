"""A visit that does not fit its standard is refused, naming what is wrong and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from scoring import ScoringError, Standard, grade, load, parse_answer
from tests.scoring.folder import EXAMPLE, GB_38600

GARDEN = "environment.garden"


def answer(code: str, raw: Any) -> dict[str, Any]:
    return {"answers": {code: raw}}


REFUSED: list[tuple[str, Any, str, str]] = [
    ("not an object", [], "unknown-key", "visit"),
    ("a key nobody knows", {"anwsers": {}}, "unknown-key", "visit"),
    ("answers that are a list", {"answers": []}, "wrong-type", "answers"),
    ("an unknown item", {"answers": {"a.b": "yes"}}, "unknown-item", "a.b"),
    ("an unknown fact", {"facts": {"cats": 1}}, "unknown-fact", "cats"),
    ("an unknown context", {"context": {"mood": "good"}}, "unknown-context", "mood"),
    ("a share above one", {"facts": {"private_toilet_share": "1.5"}}, "bad-fact", "private"),
    ("a float", {"facts": {"dining_area_m2": 80.5}}, "bad-number", "dining_area_m2"),
    ("half a person", {"facts": {"residents": "80.5"}}, "bad-fact", "residents"),
    ("a number beyond all homes", {"facts": {"residents": 10**9}}, "bad-number", "residents"),
    ("not a number", {"facts": {"residents": "NaN"}}, "bad-number", "residents"),
    ("an unknown word", {"facts": {"heating": "peat"}}, "bad-fact", "heating"),
    ("neither yes nor no", {"facts": {"accident": "maybe"}}, "bad-fact", "accident"),
    ("an unknown level", {"context": {"applied_for": "9"}}, "unknown-level", "applied_for"),
    ("no date", {"context": {"on": "2026-13-01"}}, "bad-date", "on"),
    ("a date without dashes", {"context": {"on": "20260701"}}, "bad-date", "on"),
    ("a week", {"context": {"on": "2026-W01-1"}}, "bad-date", "on"),
    ("NA where it is forbidden", answer("environment.signs", {"na": "x"}), "na-forbidden", ""),
    ("NA without a reason", answer(GARDEN, {"na": ""}), "bad-answer", GARDEN),
    ("value and NA", answer(GARDEN, {"na": "x", "value": "yes"}), "bad-answer", GARDEN),
    ("a note that is no text", answer(GARDEN, {"value": "yes", "note": 1}), "bad-answer", GARDEN),
    ("an empty answer", answer(GARDEN, None), "bad-answer", GARDEN),
    ("what a fact answers", answer("facilities.toilets", "0.9"), "answered-by-fact", "toilets"),
]


@pytest.fixture(scope="module")
def example() -> Standard:
    return load(EXAMPLE)


@pytest.mark.parametrize(
    ("visit", "code", "place"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED]
)
def test_a_visit_is_refused(example: Standard, visit: Any, code: str, place: str) -> None:
    with pytest.raises(ScoringError) as refusal:
        grade(example, visit)

    assert refusal.value.code == code
    assert place in refusal.value.place
    assert str(refusal.value).startswith(f"{code} ")
    assert "\n" not in str(refusal.value)


def test_an_inspection_cannot_be_asked_for_a_star() -> None:
    with pytest.raises(ScoringError, match="no-level-here"):
        grade(load(GB_38600), {"context": {"applied_for": "3"}})


def test_an_answer_may_be_wrapped_with_a_note(example: Standard) -> None:
    item = example.by_code["environment.garden"]

    assert parse_answer(item, "yes").value == "yes"
    assert parse_answer(item, {"value": "yes", "note": "南院"}).note == "南院"
    assert parse_answer(item, {"na": "没有院子"}).na == "没有院子"


def test_a_standard_without_all_its_points_refuses_to_grade(example: Standard) -> None:
    from dataclasses import replace

    from scoring.result import Words

    unfinished = replace(example, incomplete=Words("分值未公布", "points not published"))

    with pytest.raises(ScoringError, match="incomplete-standard"):
        grade(unfinished, {})
