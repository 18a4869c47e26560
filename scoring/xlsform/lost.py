"""What a form cannot carry (未能带入或带出的内容)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.sheet.content import Content


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing left behind: where it stands, what it is, and why or what happens instead."""

    place: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"not carried: {self.place}: {self.what}; {self.why}"


RESULTS = ("levels", "limits", "adjust", "ratings", "conclusions", "lists")
SETTINGS = ("cuts", "table", "worst_of", "rate_of", "total_as", "rounding", "incomplete", "good")
ANSWERS_ONLY = "a form collects answers, it has no results"
SCORED = ("bands", "each", "cap", "required", "sample_min", "needs_first")


def lost_outwards(content: Content) -> Iterator[Lost]:
    """Everything of a version that its form does not hold."""
    head = content.standard
    for section in RESULTS:
        for one in head.get(section, []):
            yield Lost("standard.yaml", f"{section} {one['id']}", ANSWERS_ONLY)
    for key in SETTINGS:
        if key in head:
            yield Lost("standard.yaml", key, ANSWERS_ONLY)
    for chapter, items in content.chapters.items():
        for item in items:
            for what, why in _of_item(item):
                yield Lost(f"{chapter}.yaml: {item['id']}", what, why)
    for one in content.cases:
        yield Lost("cases.yaml", f"case {one['case']}", ANSWERS_ONLY)
    for one in content.findings:
        yield Lost("findings.yaml", f"finding {one['id']}", "a form has no findings")
    for name in content.texts:
        yield Lost(name, "its text", "a form has no place for it")


def _of_item(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the question of an item does not hold."""
    if item.get("attest") == "both":
        yield "attest both", "one form is filled by one person: let each officer fill one"
    for key in ("veto", "major_hazard", "base", "resident_visible", "risk", "continues"):
        if item.get(key):
            yield key, ANSWERS_ONLY
    for key in ("pass_at", "tolerance", "department", "matter", "frequency"):
        if key in item:
            yield key, ANSWERS_ONLY
    if item.get("na", "drop") not in ("drop", "forbid"):
        yield f"na {item['na']}", "the form asks why; what that is worth, it cannot say"
    for key in SCORED:
        if key in item.get("with", {}):
            yield f"with {key}", "points are given where results are made"
    if "measurement" in item.get("evidence", []):
        yield "evidence measurement", "the answer itself is the measurement"
