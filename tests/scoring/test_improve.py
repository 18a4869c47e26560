"""The cheapest way up: exact against trying every set, fast on a large standard, honest."""

from __future__ import annotations

import itertools
import tempfile
from decimal import Decimal, localcontext
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import ScoringError, Standard, grade, load
from scoring.answers import Visit, parse_visit
from scoring.cases import best_answers
from scoring.engine import Scored
from scoring.improvable import candidates_of
from scoring.improve import improve
from scoring.numbers import EXACT
from scoring.rating import rate_visit
from tests.scoring.folder import EXAMPLE
from tests.scoring.made_visits import visit_to
from tests.scoring.random_standards import Maker
from tests.scoring.standards import item, level, made
from tests.scoring.test_grade import FACTS

SMALL = 9  # items that are tried in every combination


def cheapest_of_all(
    standard: Standard, raw: dict[str, Any], to: str, costs: dict[str, Decimal]
) -> tuple[Decimal, int] | None:
    """The least cost and, at that cost, the most items that residents notice."""
    visit = parse_visit(standard, raw)
    candidates = candidates_of(standard, visit, costs)
    ids = [one.id for one in standard.levels]
    best: tuple[Decimal, int] | None = None
    for size in range(len(candidates) + 1):
        for chosen in itertools.combinations(candidates.values(), size):
            answers = {**visit.answers, **{one.code: one.answer for one in chosen}}
            rating = rate_visit(Scored(standard, Visit(answers, visit.facts, visit.context)))
            if rating.level is not None and ids.index(rating.level.id) >= ids.index(to):
                cost = sum((one.cost for one in chosen), Decimal(0))
                mine = (cost, -sum(one.visible for one in chosen))
                best = mine if best is None else min(best, mine)
    return best


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_it_is_the_cheapest_of_all_sets(seed: int) -> None:
    pick = Random(seed)
    head, items = Maker(pick).head_and_items()
    assume(len(items) <= SMALL)
    for one in items:
        one["resident_visible"] = pick.random() < 0.5
    with tempfile.TemporaryDirectory() as folder:
        standard = made(Path(folder), head, items)
    raw = visit_to(standard, pick)
    to = pick.choice([one.id for one in standard.levels])
    costs = {one.code: Decimal(pick.choice(["1", "1", "2.5"])) for one in standard.items}

    with localcontext(EXACT):
        want = cheapest_of_all(standard, raw, to, costs)
    found = improve(standard, raw, to, costs)

    assert found["proved"], seed
    assert found["cost"] == (None if want is None else _text(want[0])), (seed, found)
    visible = sum(standard.by_code[one["code"]].resident_visible for one in found["items"])
    assert want is None or visible == -want[1], seed
    assert bool(found["blocked_by"]) == (want is None), seed


def _text(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return "0" if value == 0 else text


@pytest.fixture(scope="module")
def example() -> Standard:
    return load(EXAMPLE)


def visit(example: Standard, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"answers": best_answers(example) | answers, "facts": FACTS, **more}


def test_the_way_up_reaches_the_level(example: Standard) -> None:
    low = {"service.meals": "C", "operation.complaints": 6, "environment.traffic": []}
    start = visit(example, low)

    found = improve(example, start, "5")

    better = {one["code"]: one["to"] for one in found["items"]}
    assert grade(example, start | {"answers": start["answers"] | better})["level"] == "5"
    assert found["cost"] == str(len(found["items"]))
    assert found["proved"]


def test_judgements_and_facts_are_never_proposed(example: Standard) -> None:
    poor = {"service.care": {"points": "100", "reason": "差"}}

    found = improve(example, visit(example, poor), "5")

    assert (found["cost"], found["items"]) == (None, [])
    assert found["blocked_by"] == ["total", "rate:service"]


def test_a_hard_condition_that_no_item_meets_is_named(example: Standard) -> None:
    start = visit(example, {"service.meals": "B"}) | {"facts": FACTS | {"caregivers": 1}}

    found = improve(example, start, "4")

    assert found["blocked_by"] == ["care-workers"]


def test_at_the_top_there_is_nothing_to_do(example: Standard) -> None:
    found = improve(example, visit(example, {}))

    assert (found["from"], found["to"], found["items"]) == ("5", "5", [])


def test_among_equal_costs_residents_notice_it_first(tmp_path: Path) -> None:
    items = [item(f"a.i{n}", max_points="1", resident_visible=n == 2) for n in range(4)]
    head = {"levels": [level("low"), level("high", total="1")]}
    standard = made(tmp_path / "s", head, items)

    assert [one["code"] for one in improve(standard, {})["items"]] == ["a.i2"] or (
        improve(standard, {}, "high")["items"][0]["code"] == "a.i2"
    )


def test_a_veto_is_lifted_by_its_item(example: Standard) -> None:
    found = improve(example, visit(example, {"operation.fire_drill": "no"}), "1")

    assert [one["code"] for one in found["items"]] == ["operation.fire_drill"]


def test_an_unknown_level_is_refused(example: Standard) -> None:
    with pytest.raises(ScoringError, match="unknown-level"):
        improve(example, {}, "9")


def test_weights_change_what_is_cheapest(tmp_path: Path) -> None:
    items = [item("a.big", max_points="2"), *(item(f"a.i{n}", max_points="1") for n in range(2))]
    head = {"levels": [level("high", total="2", require=[])]}
    standard = made(tmp_path / "s", head, items)

    cheap = improve(standard, {}, "high")
    dear = improve(standard, {}, "high", {"a.big": Decimal(3)})

    assert [one["code"] for one in cheap["items"]] == ["a.big"]
    assert [one["code"] for one in dear["items"]] == ["a.i0", "a.i1"]
