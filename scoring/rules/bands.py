"""Points by the band a number or share falls into (分档)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from scoring.numbers import decimal_of, plain
from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_answer, bad_rule, within


@dataclass(frozen=True, slots=True)
class Band:
    """From this edge on (inclusive), these points (分)."""

    edge: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Bands:
    """Award the best band that the number reaches; below every band earns nothing.

    upwards: True where more is better (``at_least``), False where less is (``at_most``).
    share: the number is a share, 0..1.
    Bands are kept from the best to the worst.
    """

    bands: tuple[Band, ...]
    upwards: bool
    share: bool

    @property
    def most(self) -> Decimal:
        return self.bands[0].points

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> Decimal:
        value = decimal_of(raw, place, least=0 if self.share else None)
        if self.share and value > 1:
            raise bad_answer(place, "a share from 0 to 1", raw, 'write 85 % as "0.85"')
        return value

    def award(self, value: Decimal) -> Award:
        for band in self.bands:
            if value >= band.edge if self.upwards else value <= band.edge:
                return Award(band.points, self._reason(value, band))
        return Award(
            Decimal(0), Words(f"{plain(value)} 未达任何一档", f"{plain(value)} reaches no band")
        )

    def best(self) -> str:
        return plain(self.bands[0].edge)

    def _reason(self, value: Decimal, band: Band) -> Words:
        sign, word = ("≥", "at least") if self.upwards else ("≤", "at most")
        have, edge = plain(value), plain(band.edge)
        return Words(f"{have} {sign} {edge}", f"{have} is {word} {edge}")


def bands_of(raw: Sequence[Mapping[str, str]], setting: Setting) -> tuple[tuple[Band, ...], bool]:
    """Bands from best to worst, and whether more is better.

    Raises ScoringError ``bad-rule`` where two bands share an edge, or where a better number
    would earn fewer points.
    """
    upwards = "at_least" in raw[0]
    key = "at_least" if upwards else "at_most"
    bands = [Band(Decimal(b[key]), within(Decimal(b["points"]), setting, "a band")) for b in raw]
    bands.sort(key=lambda band: band.edge, reverse=upwards)
    for better, worse in pairwise(bands):
        if better.edge == worse.edge:
            raise bad_rule(
                setting.place, "each edge once", f"{key} {better.edge} twice", "drop one"
            )
        if better.points < worse.points:
            raise bad_rule(
                setting.place,
                "points that grow with the better number",
                f"{plain(better.points)} points at {plain(better.edge)}, "
                f"{plain(worse.points)} at {plain(worse.edge)}",
                "order the points like the edges",
            )
    return tuple(bands), upwards


def build(data: Mapping[str, Any], setting: Setting) -> Bands:
    """From ``with: {of, bands: [{at_least | at_most, points}], unit, fact}``."""
    bands, upwards = bands_of(data["bands"], setting)
    share = data.get("of") == "share"
    if share and any(not 0 <= band.edge <= 1 for band in bands):
        raise bad_rule(setting.place, "edges of a share from 0 to 1", "one outside", 'write "0.85"')
    return Bands(bands, upwards, share)
