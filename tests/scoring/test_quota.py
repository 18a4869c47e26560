"""From a policy to the number drawn in each stratum (抽取数); invented homes (合成数据)."""

from typing import Any

import pytest

from scoring.quota import quota

POLICY: dict[str, Any] = {
    "id": "合成政策-2026",
    "on": "2026-03-02",
    "strata": ["region", "class"],
    "ratios": {"A": "0.05", "B": "0.20", "C": "0.50", "D": 1},
    "floor": {"ratio": "0.40", "per": "region"},
}


def homes(count: int, klass: str, region: str = "道里区", **more: Any) -> list[dict[str, Any]]:
    return [
        {"label": f"{region} {klass} {more} {number}", "region": region, "class": klass, **more}
        for number in range(count)
    ]


COUNTY = [*homes(10, "A"), *homes(10, "B"), *homes(4, "C"), *homes(1, "D")]


def drawn(pool: list[dict[str, Any]], **changes: Any) -> dict[str, tuple[int, str]]:
    """Name of each stratum → how many are drawn, and the rule."""
    answer = quota({**POLICY, **changes}, pool)
    return {row["name"]: (row["to_draw"], row["rule"]) for row in answer["strata"]}


def test_the_worked_example_of_the_county_floor() -> None:
    assert drawn(COUNTY) == {
        "道里区 A": (3, "floor"),
        "道里区 B": (4, "floor"),
        "道里区 C": (2, "ratio"),
        "道里区 D": (1, "ratio"),
    }


def test_everything_a_stratum_says() -> None:
    answer = quota(POLICY, COUNTY)
    assert (answer["policy"], answer["on"]) == ("合成政策-2026", "2026-03-02")
    assert answer["strata"][0] == {
        "name": "道里区 A",
        "homes": 10,
        "already": 0,
        "open": 10,
        "required": 3,
        "to_draw": 3,
        "chance": "3/10",
        "rule": "floor",
    }


def test_each_region_meets_the_floor_for_itself() -> None:
    both = [*COUNTY, *homes(3, "D", "南岗区"), *homes(3, "A", "南岗区")]
    counts = drawn(both)
    assert counts["南岗区 A"] == (1, "ratio")
    assert counts["南岗区 D"] == (3, "ratio")
    assert counts["道里区 A"] == (3, "floor")


def test_the_rest_goes_in_stratum_order_where_remainders_are_equal() -> None:
    ratios = {"A": 0, "B": 0}
    floor = {"ratio": "1/8", "per": "region"}
    assert drawn([*homes(4, "A"), *homes(4, "B")], ratios=ratios, floor=floor) == {
        "道里区 A": (1, "floor"),
        "道里区 B": (0, "ratio"),
    }


def test_what_was_done_this_year_counts() -> None:
    pool = [*homes(6, "C"), *homes(2, "C", done_this_year=1)]
    (row,) = quota({**POLICY, "floor": None}, pool)["strata"]
    assert (row["homes"], row["already"], row["open"], row["required"]) == (8, 2, 6, 4)
    assert (row["to_draw"], row["chance"]) == (2, "2/6")


def test_what_one_stratum_did_beyond_its_duty_does_not_hide_an_open_home() -> None:
    pool = [*homes(8, "A", done_this_year=1), *homes(2, "A"), *homes(10, "B")]
    floor = {"ratio": 1, "per": "region"}
    assert drawn(pool, ratios={"*": 0}, floor=floor) == {
        "道里区 A": (2, "floor"),
        "道里区 B": (10, "floor"),
    }


def test_a_home_that_is_done_has_no_chance_left() -> None:
    (row,) = quota(POLICY, homes(2, "D", done_this_year="yes"))["strata"]
    assert (row["to_draw"], row["chance"]) == (0, "0")


def test_a_cap_of_no_visit_is_kept_and_named() -> None:
    assert drawn(homes(4, "D"), cap=0) == {"道里区 D": (0, "cap")}


def test_in_the_last_period_of_the_year_every_open_home_is_due() -> None:
    pool = [*homes(3, "A"), *homes(2, "A", done_this_year=1)]
    assert drawn(pool, on="2026-09-30", every_calendar_year=True) == {"道里区 A": (0, "floor")}
    assert drawn(pool, on="2026-10-01", every_calendar_year=True) == {
        "道里区 A": (3, "every_calendar_year")
    }
    later = {"from": "11-01"}
    assert drawn(pool, on="2026-10-31", every_calendar_year=later, floor=None) == {
        "道里区 A": (0, "ratio")
    }


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param("A", id="a class"),
        pytest.param({"class": "A"}, id="a class as a column"),
        pytest.param({"class": ["A", "E"], "region": "道里区"}, id="several columns"),
    ],
)
def test_a_class_may_be_drawn_in_any_case(condition: Any) -> None:
    assert drawn(COUNTY, always=[condition])["道里区 A"] == (10, "always")


def test_new_filings_are_drawn_in_any_case_apart_from_the_others() -> None:
    """Twenty working days, counted by the office's calendar, end on a date."""
    pool = [*homes(8, "A"), *homes(2, "A", filed_on="2026-02-20"), *homes(1, "B")]
    assert drawn(pool, always=[{"filed_since": "2026-02-02"}], floor=None) == {
        "道里区 A": (1, "ratio"),
        "道里区 A 必查": (2, "always"),
        "道里区 B": (1, "ratio"),
    }


def test_a_ratio_may_be_for_a_stratum_by_name_or_for_all() -> None:
    ratios = {"道里区 A": "30%", "*": "1/10"}
    assert drawn(COUNTY, ratios=ratios, floor=None) == {
        "道里区 A": (3, "ratio"),
        "道里区 B": (1, "ratio"),
        "道里区 C": (1, "ratio"),
        "道里区 D": (1, "ratio"),
    }
