"""Substitutes (替补): who was drawn stays, a freed place goes to the first of a new order."""

import pytest

from scoring.draw import draw
from tests.scoring.draws import opened, pool, stratum


def test_a_closed_home_is_replaced_from_its_own_stratum_by_the_new_order() -> None:
    first = draw(pool(), opened())["iterations"][0]["selected"]
    closed, stays = first["甲"]

    second = draw(pool(), opened(closed))["iterations"][1]

    newcomers = [
        label
        for _, label in second["order"]
        if label.startswith("a") and label not in (closed, stays)
    ]
    assert second["selected"] == {"甲": [stays, newcomers[0]], "乙": first["乙"]}


def test_an_announced_exception_is_never_drawn() -> None:
    skip = [{"label": label, "reason": "在建"} for label in ("a1", "a2", "a3")]
    selected = draw(pool(skip=skip), opened())["iterations"][0]["selected"]
    assert set(selected["甲"]) == {"a4", "a5"}


def test_a_home_that_closed_before_the_first_code_is_passed_over() -> None:
    randomness = opened()
    gone = [{"label": label, "reason": "停业"} for label in ("b1", "b3")]
    randomness["iterations"][0]["unavailable"] = gone
    assert draw(pool(), randomness)["iterations"][0]["selected"]["乙"] == ["b2"]


def test_too_few_homes_left_is_short_and_no_error() -> None:
    bundle = draw(pool(strata=[stratum("甲", 2, "a1 a2 a3")]), opened("a1", "a2"))
    assert [row["short"] for row in bundle["iterations"]] == [{}, {}, {"甲": 1}]
    assert bundle["iterations"][2]["selected"] == {"甲": ["a3"]}


def test_what_became_unavailable_stays_so() -> None:
    bundle = draw(pool(), opened("a1", "a2", "a3"))
    assert set(bundle["iterations"][3]["selected"]["甲"]) == {"a4", "a5"}


def test_the_pool_in_the_bundle_is_not_the_callers() -> None:
    mine = pool()
    bundle = draw(mine, opened())
    bundle["pool"]["strata"][0]["labels"].clear()
    assert len(mine["strata"][0]["labels"]) == 5


@pytest.mark.parametrize("brief", [False, True])
def test_the_same_input_gives_the_same_bundle(brief: bool) -> None:
    assert draw(pool(), opened("a1"), brief) == draw(pool(), opened("a1"), brief)
