"""Officers (检查人员抽取): two of each department, recusal, load, and never a dead end."""

from typing import Any

import pytest

from scoring.draw import draw
from scoring.errors import ScoringError
from tests.scoring.draws import officers, opened, pool, staffed, stratum, team

THREE = [stratum("甲", 3, "a1 a2 a3")]


def visits(pool: dict[str, Any], number: int = 0, **randomness: Any) -> list[dict[str, Any]]:
    bundle = draw(pool, opened(**randomness))
    return list(bundle["iterations"][number]["visits"])


def crews(rows: list[dict[str, Any]]) -> list[list[str]]:
    return [team["officers"] for row in rows for team in row["teams"]]


def test_every_visit_has_two_officers_of_each_department_that_checks_there() -> None:
    for row in visits(staffed()):
        wanted = ["民政局"] + (["消防救援大队"] if row["label"].startswith("a") else [])
        assert [team["department"] for team in row["teams"]] == wanted
        assert all(len(set(team["officers"])) == 2 for team in row["teams"])


def test_homes_of_the_extra_draw_are_visited_too() -> None:
    bundle = draw(staffed(), opened())["iterations"][0]
    chosen = [
        label
        for key in ("selected", "class_selected")
        for labels in bundle[key].values()
        for label in labels
    ]
    assert sorted(row["label"] for row in bundle["visits"]) == sorted(chosen)


def test_visits_and_loads_follow_the_positions() -> None:
    """Six officers, three visits of two places: everybody goes once, in drawn order."""
    tokens = ["o1", "o2", "o3", "o4", "o5", "o6"]
    bundle = draw(pool(strata=THREE, officers=officers(tokens), teams=[team()]), opened())
    first = bundle["iterations"][0]

    drawn = [token for _, token in first["officer_order"]]
    assert crews(first["visits"]) == [drawn[0:2], drawn[2:4], drawn[4:6]]
    assert [row["label"] for row in first["visits"]] == [label for _, label in first["order"]]


def passed(pools: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (entry["officer"], entry["reason"])
        for row in visits(pools)
        for team in row["teams"]
        for entry in team["passed"]
    }


def test_a_recused_officer_is_named_and_does_not_go() -> None:
    recusals = [{"officer": "o1", "label": label} for label in ("a1", "a2", "a3")]
    pools = pool(
        strata=THREE, officers=officers(["o1", "o2", "o3"]), recusals=recusals, teams=[team()]
    )
    assert crews(visits(pools)) in ([["o2", "o3"]] * 3, [["o3", "o2"]] * 3)
    assert passed(pools) <= {("o1", "recused")}


def test_a_certificate_must_last_until_the_last_day_of_the_visits() -> None:
    staff = [*officers(["o1", "o2"], valid_until="2026-03-31"), *officers(["o3", "o4"])]
    until = pool(strata=THREE, officers=staff, teams=[team(until="2026-04-01")])
    assert {token for crew in crews(visits(until)) for token in crew} == {"o3", "o4"}
    assert passed(until) == {("o1", "expired"), ("o2", "expired")}


def test_without_a_last_day_the_certificate_must_be_valid_on_the_day_of_the_draw() -> None:
    plain = {"department": "民政局", "officers": 2}
    valid = officers(["o1", "o2"], valid_until="2026-03-07")
    assert len(visits(pool(officers=valid, teams=[plain]))) == 3
    with pytest.raises(ScoringError, match="officers-short"):
        visits(pool(officers=officers(["o1", "o2"], valid_until="2026-03-06"), teams=[plain]))


def test_nobody_goes_more_often_than_he_may() -> None:
    staff = [*officers(["o1"], max=1), *officers(["o2", "o3"])]
    pools = pool(strata=THREE, officers=staff, teams=[team()])
    assert sum("o1" in crew for crew in crews(visits(pools))) == 1
    assert ("o1", "full") in passed(pools)


def test_a_soft_recusal_counts_as_visits_already_made() -> None:
    """Where another officer is free, who was there last time stays at home."""
    staff = officers(["o1", "o2", "o3"])
    one = [stratum("甲", 1, "a1")]
    soft = [{"officer": "o1", "label": "a1", "weight": 1}]
    assert crews(visits(pool(strata=one, officers=staff, recusals=soft, teams=[team()]))) in (
        [["o2", "o3"]],
        [["o3", "o2"]],
    )
    two = pool(strata=one, officers=staff[:2], recusals=soft, teams=[team()])
    assert crews(visits(two)) == [["o2", "o1"]]


def tight(secret: str) -> dict[str, Any]:
    """One visit each for o1, o2, o3; o3 and o4 alone may go to a2."""
    return pool(
        secret,
        strata=[stratum("甲", 2, "a1 a2")],
        officers=officers(["o1", "o2", "o3", "o4"], max=1),
        recusals=[{"officer": token, "label": "a2"} for token in ("o1", "o2")],
        teams=[team()],
    )


def test_an_officer_who_is_needed_elsewhere_is_passed_over_with_the_short_set() -> None:
    reasons = set()
    for number in range(12):
        rows = visits(tight(f"密{number}"), secret=f"密{number}")
        assert {row["label"]: set(crew) for row, crew in zip(rows, crews(rows), strict=True)} == {
            "a1": {"o1", "o2"},
            "a2": {"o3", "o4"},
        }
        for entry in [entry for row in rows for entry in row["teams"][0]["passed"]]:
            reasons.add(entry["reason"])
            if entry["reason"] == "infeasible":
                assert entry["short"] == ["a2"]
    assert reasons == {"infeasible", "recused"}


def test_where_no_assignment_exists_the_shortage_is_named() -> None:
    staff = officers(["o1", "o2", "o3"], max=1)
    with pytest.raises(ScoringError) as refusal:
        visits(pool(strata=THREE, officers=staff, teams=[team()]))
    assert str(refusal.value).startswith("officers-short pool.teams 民政局: expected 6 places")
    assert "came 3 that" in str(refusal.value)


def test_a_later_iteration_keeps_the_crews_of_the_visits_that_stay() -> None:
    first = draw(staffed(), opened())["iterations"][0]
    closed = first["selected"]["甲"][0]
    second = draw(staffed(), opened(closed))["iterations"][1]

    before = {row["label"]: crews([row]) for row in first["visits"]}
    after = {row["label"]: crews([row]) for row in second["visits"]}
    assert closed not in after
    assert all(after[label] == before[label] for label in set(before) & set(after))


def test_a_recusal_after_the_notice_frees_one_place_only() -> None:
    first = draw(staffed(), opened())["iterations"][0]
    row = first["visits"][0]
    gone, stays = row["teams"][0]["officers"]
    randomness = opened("b1" if row["label"] != "b1" else "b2")
    declared = {"officer": gone, "label": row["label"], "reason": "机构申请"}
    randomness["iterations"][1] = {
        "code": randomness["iterations"][1]["code"],
        "recusals": [declared],
    }

    second = draw(staffed(), randomness)["iterations"][1]
    crew = next(r for r in second["visits"] if r["label"] == row["label"])["teams"][0]["officers"]
    assert crew[0] == stays
    assert gone not in crew
    assert second["recusals"] == [declared]


def test_without_teams_no_officer_is_drawn() -> None:
    assert "visits" not in draw(staffed(teams=[]), opened())["iterations"][0]
