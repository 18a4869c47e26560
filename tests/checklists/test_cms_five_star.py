"""The example that is not Chinese: a whole state of homes gets its stars by rank."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from scoring.assemble import load
from scoring.batch.run import batch_file
from tests.scoring.folder import CHECKLISTS

FIVE_STAR = CHECKLISTS / "cms-five-star" / "2025.2"
MIDDLING = {
    "staffing.total_nurse": "d7",
    "staffing.rn": "d7",
    "staffing.weekend": "d7",
    "staffing.nurse_turnover": "d7",
    "staffing.rn_turnover": "d7",
    "staffing.administrator_turnover": "one",
    "quality.stars": "three",
    "fact:abuse_icon": "no",
    "fact:special_focus": "no",
    "fact:payroll_data": "yes",
    "fact:days_without_rn": "0",
}


def stars_of(tmp_path: Path, states: dict[str, int]) -> dict[str, list[str]]:
    """The stars of each state, from the home with the fewest deficiency points on."""
    rows = [
        MIDDLING
        | {"id": f"{state}-{n}", "stratum:state": state}
        | {"fact:cycle_1_points": str(n), "fact:cycle_2_points": str(n)}
        for state, homes in states.items()
        for n in range(homes)
    ]
    visits, out = tmp_path / "visits.csv", tmp_path / "out.csv"
    with visits.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)

    batch_file(load(FIVE_STAR), visits, out)

    with out.open(encoding="utf-8", newline="") as file:
        graded = list(csv.DictReader(file))
    assert all(not row["error"] for row in graded)
    return {
        state: [row["level"] for row in graded if row["id"].startswith(f"{state}-")]
        for state in states
    }


def test_a_tenth_gets_five_stars_and_a_fifth_gets_one(tmp_path: Path) -> None:
    stars = stars_of(tmp_path, {"wi": 30})["wi"]

    assert Counter(stars) == {"5": 3, "4": 7, "3": 7, "2": 7, "1": 6}
    assert stars == sorted(stars, reverse=True)


def test_each_state_is_a_population_of_its_own(tmp_path: Path) -> None:
    stars = stars_of(tmp_path, {"wi": 30, "ny": 10, "guam": 4})

    assert Counter(stars["wi"])["5"] == 3
    assert Counter(stars["ny"])["5"] == 1
    assert set(stars["guam"]) == {""}
