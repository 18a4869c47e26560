"""A public draw as its page tells it: strata with their chance, what was drawn, who stood in."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from backend.public.draw_results import Key
from backend.public.draw_steps import SHORT, STATES, Step, phase_of, steps_of

SHOWN = 200  # digests or labels of a stratum in the page; the files have them all
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Home:
    """A label taken apart: code or `-`, number, name; with the published result of its visit."""

    label: str
    code: str
    number: str
    name: str
    result: Told | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: how many labels, how many to draw, and later which and which not."""

    name: str
    quota: int
    size: int
    digests: list[str] = field(default_factory=list)
    drawn: list[Home] = field(default_factory=list)
    undrawn: list[str] = field(default_factory=list)
    short: int = 0

    @property
    def chance(self) -> str:
        """Say every home's chance in the base draw: quota over pool (基础抽取概率)."""
        return f"{100 * self.quota / self.size:.1f}%" if self.size else "—"

    @property
    def hidden_digests(self) -> int:
        """Count the digests that only the file shows."""
        return max(0, self.size - len(self.digests))

    @property
    def hidden_undrawn(self) -> int:
        """Count the undrawn labels that only the file shows."""
        return max(0, self.size - len(self.drawn) - len(self.undrawn))


@dataclass(frozen=True, slots=True)
class Telling:
    """All the page shows besides the draw itself."""

    steps: list[Step]
    phase: str
    strata: list[Stratum]
    sources: list[Told]
    replaced: list[Told]
    skipped: list[Told]
    iterations: int

    @property
    def short(self) -> Any:
        """Say the state in a word."""
        return SHORT[self.phase]

    @property
    def words(self) -> Any:
        """Say what the state means."""
        return STATES[self.phase]

    @property
    def size(self) -> int:
        """Count all labels."""
        return sum(one.size for one in self.strata)

    @property
    def quota(self) -> int:
        """Count all to draw."""
        return sum(one.quota for one in self.strata)


def told(draw: Told, results: dict[Key, Told], today: str) -> Telling:
    """Take a public draw apart."""
    sources = _sources(draw)
    days = sorted({row["date"] for row in sources})
    bundle = _bundle(draw)
    return Telling(
        steps_of(draw, days),
        phase_of(draw, days, today),
        _strata(draw, results),
        sources,
        _replaced(bundle),
        [{**row, "name": home(row["label"]).name} for row in _pool(bundle).get("skip", [])],
        len(bundle.get("iterations", [])),
    )


def home(label: str, results: dict[Key, Told] | None = None) -> Home:
    """Take a label apart."""
    code, _gap, rest = label.partition(" ")
    number, _gap, name = rest.partition(" ")
    found = (results or {}).get((code, number))
    return Home(label, "" if code == "-" else code, number, name, found)


def _bundle(draw: Told) -> Told:
    found: Told = (draw["after"] or {}).get("bundle", {})
    return found


def _pool(bundle: Told) -> Told:
    found: Told = bundle.get("pool", {})
    return found


def _strata(draw: Told, results: dict[Key, Told]) -> list[Stratum]:
    view = (draw["before"] or {}).get("view", {})
    bundle = _bundle(draw)
    selected = (draw["after"] or {}).get("selected", {})
    short = (bundle.get("iterations") or [{}])[-1].get("short", {})
    announced = {row["name"]: row for row in view.get("strata", [])}
    opened = {row["name"]: row for row in _pool(bundle).get("strata", [])}
    return [
        Stratum(
            _without_code(name),
            row.get("quota", len(drawn)),
            len(row.get("labels", [])),
            announced.get(name, {}).get("labels", [])[:SHOWN],
            [home(label, results) for label in drawn],
            _rest(opened.get(name, {}).get("labels", []), drawn),
            short.get(name, 0),
        )
        for name in dict.fromkeys([*announced, *opened, *selected])
        for row in [announced.get(name) or opened.get(name) or {}]
        for drawn in [selected.get(name, [])]
    ]


def _rest(labels: list[str], drawn: list[str]) -> list[str]:
    """Give the first of the labels that were not drawn."""
    chosen = set(drawn)
    return list(islice((label for label in labels if label not in chosen), SHOWN))


def _without_code(name: str) -> str:
    """Drop the region's number before its name: 230102 道里区 → 道里区."""
    code, _gap, rest = name.partition(" ")
    return rest if code.isdigit() and rest else name


def _sources(draw: Told) -> list[Told]:
    """Give the announced sources; once public, with the numbers that came."""
    bundle = _bundle(draw)
    announced = ((draw["before"] or {}).get("view") or _pool(bundle)).get("sources", [])
    values = {row["name"]: _value(row) for row in bundle.get("sources", [])}
    return [
        {**row, "count": row.get("numbers", 1), "came": values.get(row["name"], "")}
        for row in announced
    ]


def _value(row: Told) -> str:
    """Write what a source gave: its numbers, or the one string of a drand round or a witness."""
    value = next((row[key] for key in ("numbers", "value", "hex", "text") if key in row), "")
    return "、".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _replaced(bundle: Told) -> list[Told]:
    """Say for each declared home who stood in: those new in the iteration that followed."""
    rows: list[Told] = []
    before: set[str] = set()
    for number, part in enumerate(bundle.get("iterations", []), 1):
        now = [label for labels in part["selected"].values() for label in labels]
        fresh = [home(label).name for label in now if label not in before]
        gone = part.get("unavailable", [])
        rows += [
            {"name": home(row["label"]).name, "reason": row["reason"], "iteration": number}
            for row in gone
        ]
        if gone and number > 1:
            rows[-1]["stand_ins"] = fresh
        before = set(now)
    return rows
