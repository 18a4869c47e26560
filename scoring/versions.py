"""Which version of a standard was in force on a day: old visits keep the rules of their day."""

from __future__ import annotations

from pathlib import Path

from scoring.assemble import STANDARD, load
from scoring.build_results import span_of
from scoring.checklist import Standard
from scoring.errors import ScoringError
from scoring.loader import read_yaml


def load_for(folder: Path, on: object) -> Standard:
    """Load a version folder, or of a folder of versions the one in force on that day.

    on: the visit's day (``context: on``), as YYYY-MM-DD; without it the version without an end.
    Raises ScoringError ``not-in-force`` where not exactly one version stands on that day.
    """
    versions = sorted(path.parent for path in folder.glob(f"*/{STANDARD}"))
    if (folder / STANDARD).exists() or not versions:
        return load(folder)
    spans = [(version, span_of(read_yaml(version / STANDARD))) for version in versions]
    standing = [version for version, span in spans if span.holds_on(on)]
    if len(standing) == 1:
        return load(standing[0])
    raise ScoringError(
        "not-in-force",
        folder.name,
        f"one version in force on {on or 'an open day'}",
        ", ".join(version.name for version in standing) or "none",
        "name the version's folder, or mend in_force",
    )
