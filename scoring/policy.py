"""An inspection policy (抽查政策): ratios, floors and caps as versioned data.

Keys: ``id``; ``on`` (the day the quota is for); ``strata`` (columns whose values make a
stratum); ``ratios`` (class, or the stratum's whole name, or ``"*"`` → share, such as ``"0.05"``,
``"5%"``, ``"1/20"``); and optional

``floor``                ``{ratio, per}``: at least this share of every region (``per``: one of
                         the strata's columns; ``year`` or nothing: the region where the
                         strata have one, else all homes together)
``always``               drawn in any case: a class, or conditions that must all hold, such as
                         ``{class: D}``, ``{kind: [养老院]}``, ``{filed_since: 2026-02-02}`` (the
                         office counts its 20 working days back and states the date)
``every_calendar_year``  ``true``: each home once in the calendar year, the last period begins
                         on 1 October; or ``{from: "11-01"}``
``cap``                  most visits to a home in the year

Source: 66号令 (each home once a calendar year); 随州 (40 % of a county a year). Numbers are data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from scoring.draw.shape import day, record, rows
from scoring.errors import ScoringError, shown
from scoring.homes import GROUPING, Home
from scoring.numbers import ratio_of, whole_of

REQUIRED = ("id", "on", "strata", "ratios")
OPTIONAL = ("floor", "always", "every_calendar_year", "cap")
LAST_PERIOD = "10-01"


@dataclass(frozen=True, slots=True)
class Condition:
    """Homes that are drawn in any case (必查): every column has one of the values."""

    values: Mapping[str, tuple[str, ...]]
    filed_since: date | None = None

    def holds(self, home: Home) -> bool:
        """Whether a home falls under the condition."""
        if self.filed_since and (home.filed_on is None or home.filed_on < self.filed_since):
            return False
        return all(home.column(name) in words for name, words in self.values.items())


@dataclass(frozen=True, slots=True)
class Policy:
    """A checked policy."""

    id: str
    on: date
    strata: tuple[str, ...]
    ratios: Mapping[str, Fraction]
    floor: Fraction
    floor_per: str | None  # column; None means all homes together
    always: tuple[Condition, ...]
    last_period: bool  # the calendar year's last period has begun, every home is due
    cap: int | None

    def ratio(self, name: str, klass: str | None) -> Fraction:
        """The share of a stratum that is drawn: by its name, else its class, else ``"*"``.

        Raises ScoringError ``ratio-missing``.
        """
        for key in (name, klass, "*"):
            if key is not None and key in self.ratios:
                return self.ratios[key]
        raise ScoringError(
            "ratio-missing",
            f"policy.ratios, stratum {name}",
            f"a ratio for {shown(klass if klass is not None else name)}",
            ", ".join(self.ratios) or "none",
            'add it, or a ratio for "*"',
        )

    def is_always(self, home: Home) -> bool:
        """Whether a home is drawn in any case."""
        return any(condition.holds(home) for condition in self.always)


def read_policy(raw: object) -> Policy:
    """Check a policy.

    Raises ScoringError ``unknown-key``, ``missing-key``, ``wrong-shape``, ``unknown-column``,
    ``bad-number``, ``bad-ratio``, ``bad-count`` or ``bad-date``.
    """
    data = record(raw, "policy", REQUIRED, OPTIONAL)
    on = _day(data["on"], "policy.on")
    strata = tuple(_column(name, "policy.strata") for name in rows(data["strata"], "policy.strata"))
    floor, per = _floor(data.get("floor"), strata)
    return Policy(
        id=str(data["id"]),
        on=on,
        strata=strata,
        ratios=_ratios(data["ratios"]),
        floor=floor,
        floor_per=per,
        always=_always(data.get("always")),
        last_period=_last_period(data.get("every_calendar_year"), on),
        cap=None if data.get("cap") is None else whole_of(data["cap"], "policy.cap"),
    )


def _ratios(raw: object) -> dict[str, Fraction]:
    if not isinstance(raw, Mapping):
        raise ScoringError(
            "wrong-shape", "policy.ratios", "class: share", shown(raw), "write A: '0.05'"
        )
    return {str(key): _share(value, f"policy.ratios.{key}") for key, value in raw.items()}


def _share(raw: object, place: str) -> Fraction:
    if isinstance(raw, str) and raw.endswith("%"):
        value = ratio_of(raw[:-1].rstrip(), place) / 100
    else:
        value = ratio_of(raw, place)
    if 0 <= value <= 1:
        return value
    raise ScoringError("bad-ratio", place, "a share from 0 to 1", shown(raw), "5 % is 0.05")


def _floor(raw: object, strata: tuple[str, ...]) -> tuple[Fraction, str | None]:
    if raw is None:
        return Fraction(0), None
    data = record(raw, "policy.floor", ("ratio",), ("per",))
    share = _share(data["ratio"], "policy.floor.ratio")
    per = data.get("per") or "year"
    if per == "year":
        return share, "region" if "region" in strata else None
    if per in strata:
        return share, per
    raise ScoringError(
        "unknown-column", "policy.floor.per", f"one of {', '.join(strata)}", shown(per), "mend it"
    )


def _always(raw: object) -> tuple[Condition, ...]:
    listed = [] if raw is None else rows(raw, "policy.always")
    return tuple(_condition(row, f"policy.always[{index}]") for index, row in enumerate(listed))


def _condition(raw: object, place: str) -> Condition:
    if not isinstance(raw, Mapping):
        return Condition({"class": (str(raw),)})
    data = record(raw, place, (), (*GROUPING, "filed_since"))
    if not data:
        raise ScoringError("wrong-shape", place, "at least one condition", "none", "drop the line")
    since = _day(data["filed_since"], f"{place}.filed_since") if "filed_since" in data else None
    values = {
        name: tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        for name, value in data.items()
        if name != "filed_since"
    }
    return Condition(values, since)


def _last_period(raw: object, on: date) -> bool:
    if raw is None or raw is False:
        return False
    begins = LAST_PERIOD
    if raw is not True:
        begins = record(raw, "policy.every_calendar_year", ("from",))["from"]
    return on >= day(f"{on.year}-{begins}", "policy.every_calendar_year.from")


def _column(raw: Any, place: str) -> str:
    if raw in GROUPING:
        return str(raw)
    raise ScoringError(
        "unknown-column", place, f"one of {', '.join(GROUPING)}", shown(raw), "mend the name"
    )


def _day(raw: object, place: str) -> date:
    return raw if isinstance(raw, date) else day(raw, place)
