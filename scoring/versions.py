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

    A later version takes the place of an earlier one without ending it, as published versions
    never change; a demonstration never is in force. on: the visit's day (``context: on``), as
    YYYY-MM-DD; without it the latest version without an end.
    Raises ScoringError ``not-in-force`` where no version, or no single latest one, stands.
    """
    versions = sorted(path.parent for path in folder.glob(f"*/{STANDARD}"))
    if (folder / STANDARD).exists() or not versions:
        return load(folder)
    heads = [(version, read_yaml(version / STANDARD)) for version in versions]
    spans = [(version, span_of(raw)) for version, raw in heads if "demonstration" not in raw]
    held = [(version, span.start or "") for version, span in spans if span.holds_on(on)]
    latest = max((start for _, start in held), default="")
    standing = [version for version, start in held if start == latest]
    if len(standing) == 1:
        return load(standing[0])
    raise ScoringError(
        "not-in-force",
        folder.name,
        f"one version in force on {on or 'an open day'}",
        ", ".join(version.name for version in standing) or "none",
        "name the version's folder, or mend in_force",
    )
