"""Laws of the quota, for any county."""

from fractions import Fraction
from math import ceil
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.quota import quota
from tests.scoring.test_quota import POLICY

shares = st.fractions(0, 1, max_denominator=60).map(
    lambda share: f"{share.numerator}/{share.denominator}"
)
policies = st.builds(
    lambda ratios, floor, cap: {
        **POLICY,
        "ratios": dict(zip("ABC", ratios, strict=True)),
        "floor": {"ratio": floor, "per": "region"},
        "cap": cap,
    },
    st.tuples(shares, shares, shares),
    shares,
    st.sampled_from([None, 0, 1, 3]),
)
counties = st.lists(
    st.tuples(st.sampled_from("南北"), st.sampled_from("ABC"), st.integers(0, 2)), max_size=40
).map(
    lambda rows: [
        {"label": f"{number}", "region": region, "class": klass, "done_this_year": done}
        for number, (region, klass, done) in enumerate(rows)
    ]
)


@given(policies, counties)
def test_ratios_are_never_missed_by_a_fraction(policy: Any, county: Any) -> None:
    for row in quota(policy, county)["strata"]:
        ratio = Fraction(policy["ratios"][row["name"][-1]])
        assert Fraction(row["required"], row["homes"]) >= ratio
        reached = row["already"] + row["to_draw"]
        assert reached >= ratio * row["homes"] or row["to_draw"] == row["open"]


@given(policies, counties)
def test_no_region_stays_below_the_floor_while_a_home_is_open(policy: Any, county: Any) -> None:
    rows = quota(policy, county)["strata"]
    for region in "南北":
        mine = [row for row in rows if row["name"].startswith(region)]
        least = ceil(Fraction(policy["floor"]["ratio"]) * sum(row["homes"] for row in mine))
        reached = sum(row["already"] + row["to_draw"] for row in mine)
        assert reached >= least or all(row["to_draw"] == row["open"] for row in mine)


@given(policies, counties)
def test_only_open_homes_are_drawn_and_the_chance_says_how_likely(policy: Any, county: Any) -> None:
    for row in quota(policy, county)["strata"]:
        assert 0 <= row["to_draw"] <= row["open"] <= row["homes"] - row["already"]
        assert Fraction(row["chance"]) * row["open"] == row["to_draw"]


@given(policies, counties, st.randoms())
def test_the_order_of_the_register_does_not_matter(policy: Any, county: Any, chance: Any) -> None:
    shuffled = list(county)
    chance.shuffle(shuffled)
    assert quota(policy, shuffled) == quota(policy, county)


@given(policies, counties)
def test_in_the_last_period_nobody_open_is_left_out(policy: Any, county: Any) -> None:
    due = {**policy, "on": "2026-12-01", "every_calendar_year": True}
    assert all(row["to_draw"] == row["open"] for row in quota(due, county)["strata"])
