"""Laws of the officers' draw, for any staff: against a naive second solver, and verified."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.draw import draw, verify
from scoring.errors import ScoringError
from tests.scoring.draws import officers, opened, pool, stratum, team
from tests.scoring.naive_crews import naive_visits

LABELS = ["a1", "a2", "a3", "a4"]
TOKENS = ["o1", "o2", "o3", "o4", "o5"]


@st.composite
def pools(draw_one: st.DrawFn) -> tuple[str, dict[str, Any]]:
    secret = draw_one(st.sampled_from([f"密{number}" for number in range(50)]))
    staff = [
        row | changes
        for row in officers(draw_one(st.sampled_from([TOKENS[:size] for size in (3, 4, 5)])))
        for changes in [
            draw_one(
                st.sampled_from(
                    [{}, {"max": 1}, {"max": 2}, {"max": 2}, {"valid_until": "2026-03-30"}]
                )
            )
        ]
    ]
    known = [row["token"] for row in staff]
    pairs = draw_one(
        st.lists(
            st.tuples(st.sampled_from(known), st.sampled_from(LABELS)), unique=True, max_size=7
        )
    )
    recusals = [
        {"officer": token, "label": label}
        | ({"weight": weight} if (weight := draw_one(st.integers(0, 2))) else {})
        for token, label in pairs
    ]
    quota = draw_one(st.integers(1, 4))
    strata = [stratum("甲", quota, " ".join(LABELS))]
    return secret, pool(secret, strata=strata, officers=staff, recusals=recusals, teams=[team()])


def drawn(given_pool: dict[str, Any], secret: str) -> dict[str, Any] | None:
    """The bundle; None where no assignment of officers exists."""
    try:
        return draw(given_pool, opened(secret=secret))
    except ScoringError as refusal:
        if refusal.code != "officers-short":
            raise
        return None


@settings(max_examples=300, deadline=None)
@given(pools())
def test_the_assignment_is_that_of_the_naive_solver_and_verifies(
    made: tuple[str, dict[str, Any]],
) -> None:
    secret, given_pool = made
    bundle = drawn(given_pool, secret)
    if bundle is None:
        plain = draw({**given_pool, "teams": []}, opened(secret=secret))["iterations"][0]
        order = [["", token] for token in TOKENS]
        assert naive_visits(given_pool, {**plain, "officer_order": order}) is None
        return

    assert verify(bundle) == []
    first = bundle["iterations"][0]
    for row in first["visits"]:
        for entry in row["teams"]:
            entry["passed"] = [(each["officer"], each["reason"]) for each in entry["passed"]]
    assert first["visits"] == naive_visits(given_pool, first)
