"""Public randomness becomes one string, the same for everybody."""

from typing import Any

import pytest

from scoring.draw import code, draw, freeze
from scoring.draw.randomness import read_randomness
from tests.scoring.draws import SECRET, N, opened, pool

BALLS = {"name": "大乐透前区", "date": "2026-03-07", "numbers": 3}
DIGITS = {"name": "排列5", "date": "2026-03-07", "numbers": 5, "ordered": True}
DRAND = {"name": "drand", "date": "2026-03-07", "hex": True}
WITNESS = {"name": "司法局见证人", "date": "2026-03-07", "text": True}


def encoded(sources: list[dict[str, Any]], *values: dict[str, Any]) -> str:
    frozen = freeze(pool(sources=sources))
    return read_randomness(frozen, opened(sources=list(values))).text


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        pytest.param(BALLS, {"numbers": [30, 4, 4]}, "4.4.30./", id="ascending, equal ones kept"),
        pytest.param(DIGITS, {"numbers": [0, 4, 4, 9, 1]}, "0.4.4.9.1./", id="in their order"),
        pytest.param(BALLS, {"numbers": ["04", "30", "9"]}, "4.9.30./", id="no leading zeros"),
        pytest.param(DRAND, {"value": "0aFf"}, "0aff./", id="hex in lower case"),
        pytest.param(DRAND, {"hex": "0aff"}, "0aff./", id="hex under its own name"),
        pytest.param(DRAND, {"numbers": ["0aff"]}, "0aff./", id="hex as a list of one"),
        pytest.param(WITNESS, {"text": "春江水暖"}, "春江水暖./", id="a witness's words"),
    ],
)
def test_a_result_is_written_as_in_rfc_3797(
    source: dict[str, Any], value: dict[str, Any], text: str
) -> None:
    assert encoded([source], {"name": source["name"], **value}) == text


def test_sources_stand_in_the_order_of_the_pool() -> None:
    later_first = (
        {"name": "排列5", "date": "2026-03-07", "numbers": [9, 0, 0, 0, 1]},
        {"name": "大乐透前区", "numbers": [2, 3, 1]},
    )
    assert encoded([BALLS, DIGITS], *later_first) == "1.2.3./9.0.0.0.1./"


def test_the_same_lottery_on_two_days_is_told_apart_by_its_date() -> None:
    next_day = {**BALLS, "date": "2026-03-08"}
    values = (
        {"name": "大乐透前区", "date": "2026-03-08", "numbers": [7, 8, 9]},
        {"name": "大乐透前区", "date": "2026-03-07", "numbers": [1, 2, 3]},
    )
    assert encoded([BALLS, next_day], *values) == "1.2.3./7.8.9./"


def test_a_later_iteration_may_bring_a_later_result() -> None:
    later = {
        "code": code(SECRET, N, 2),
        "unavailable": [{"label": "a1", "reason": "停业"}],
        "sources": [{"name": "大乐透前区", "date": "2026-03-14", "numbers": [5, 4, 3, 2, 1]}],
    }
    randomness = opened()
    randomness["iterations"] += [later, {"code": code(SECRET, N, 3)}]

    bundle = draw(pool(), randomness)

    assert bundle["randomness"] == "3.9.9.17.35./"
    assert [row.get("randomness") for row in bundle["iterations"]] == [None, "1.2.3.4.5./", None]
    assert bundle["iterations"][1]["sources"] == later["sources"]


def test_the_bundle_keeps_one_spelling_of_each_value() -> None:
    randomness = opened(sources=[{"name": "大乐透前区", "numbers": ["03", 17, 9, 35, 9]}])
    assert draw(pool(), randomness)["sources"][0]["numbers"] == [3, 17, 9, 35, 9]
