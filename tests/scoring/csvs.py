"""VISITS.csv written from visits, and OUT.csv read back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from scoring import Standard


def write_visits(
    path: Path, standard: Standard, rows: Sequence[dict[str, str]], strata: Sequence[str] = ()
) -> Path:
    """All columns there can be; ids v0, v1 … unless a row has its own."""
    names = ["id", *standard.by_code, *(f"fact:{name}" for name in standard.facts)]
    names += [f"context:{n}" for n in ("applied_for", "first_application", "current_level")]
    names += ["context:years_since_grade", "context:on", *(f"stratum:{name}" for name in strata)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for number, row in enumerate(rows):
            writer.writerow([{"id": f"v{number}", **row}.get(name, "") for name in names])
    return path


def read_out(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
