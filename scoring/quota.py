"""How many to draw in each stratum, and which rule decided (抽取数).

Ratios round up: 「不低于」 is met, never missed by a fraction. Where a region's required visits
stay below its floor, the rest is spread over its strata in proportion to open homes not yet
required, by largest remainder, ties in stratum order.

Source: named by the policy, in which the numbers of the law stand as data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from scoring.errors import ScoringError, shown
from scoring.homes import Home, home_of
from scoring.policy import Policy, read_policy

ALWAYS = "必查"  # the name of a stratum's part that is drawn in any case


@dataclass(slots=True)
class Row:
    """One stratum on its way to a quota."""

    name: str
    region: str
    homes: int
    already: int
    open: int
    required: int
    rule: str

    @property
    def missing(self) -> int:
        """Visits still required this year."""
        return max(0, self.required - self.already)

    @property
    def to_draw(self) -> int:
        """How many of them the stratum can still give."""
        return min(self.open, self.missing)

    @property
    def free(self) -> int:
        """Open homes not yet required."""
        return max(0, self.open - self.missing)


def quota(policy: Mapping[str, Any], homes: Iterable[Home | Mapping[str, Any]]) -> dict[str, Any]:
    """The quota of every stratum: ``{"policy", "on", "strata": [...]}``.

    Each stratum has ``name``, ``homes``, ``already`` (done this year), ``open`` (not done and
    under the cap), ``required``, ``to_draw``, ``chance`` of an open home, and the ``rule`` that
    decided: ratio, always, floor, every_calendar_year or cap.

    Raises ScoringError ``label-twice``, ``ratio-missing`` and those of policy and homes.
    """
    rules = read_policy(policy)
    groups = _strata(rules, _checked(homes))
    rows = [
        _row(rules, values, group, always=always, part=(values, not always) in groups)
        for (values, always), group in groups.items()
    ]
    for region in dict.fromkeys(row.region for row in rows):
        _lift_to_floor(rules, [row for row in rows if row.region == region])
    strata = [_answer(rules, row) for row in rows]
    return {"policy": rules.id, "on": rules.on.isoformat(), "strata": strata}


def _checked(homes: Iterable[Home | Mapping[str, Any]]) -> Iterable[Home]:
    seen: set[str] = set()
    for number, raw in enumerate(homes, start=1):
        home = raw if isinstance(raw, Home) else home_of(raw, f"home {number}")
        if home.label in seen:
            raise ScoringError(
                "label-twice", f"home {number}", "each label once", shown(home.label), "drop one"
            )
        seen.add(home.label)
        yield home


Values = tuple[str, ...]  # of the strata's columns


def _strata(rules: Policy, homes: Iterable[Home]) -> dict[tuple[Values, bool], list[Home]]:
    """Homes by stratum in the order of its values, those drawn in any case (True) apart."""
    groups: dict[tuple[Values, bool], list[Home]] = {}
    for home in homes:
        values = tuple(home.column(name) for name in rules.strata)
        groups.setdefault((values, rules.is_always(home)), []).append(home)
    return dict(sorted(groups.items()))


def _row(rules: Policy, values: Values, homes: list[Home], *, always: bool, part: bool) -> Row:
    """part: the stratum also has homes of the other sort, so this row needs its own name."""
    by_column = dict(zip(rules.strata, values, strict=True))
    name = " ".join(value for value in values if value) or "*"
    required = len(homes)
    if not always:
        required = ceil(rules.ratio(name, by_column.get("class")) * len(homes))
    return Row(
        name=f"{name} {ALWAYS}" if always and part else name,
        region=by_column.get(rules.floor_per or "", ""),
        homes=len(homes),
        already=sum(home.done_this_year > 0 for home in homes),
        open=sum(
            not home.done_this_year and (rules.cap is None or home.done_this_year < rules.cap)
            for home in homes
        ),
        required=required,
        rule="always" if always else "ratio",
    )


def _lift_to_floor(rules: Policy, rows: list[Row]) -> None:
    """Raise what is required until the region reaches its floor, or nobody is left to draw.

    The second round matters where a stratum has done more than it had to.
    """
    least = ceil(rules.floor * sum(row.homes for row in rows))
    _spread(least - sum(row.required for row in rows), rows)
    rest = least - sum(row.already + row.to_draw for row in rows)
    if rest > 0:
        for row in rows:
            row.required = max(row.required, row.already)
        _spread(min(rest, sum(row.free for row in rows)), rows)


def _spread(rest: int, rows: list[Row]) -> None:
    """Spread visits in proportion to open homes not yet required, by largest remainder."""
    free = sum(row.free for row in rows)
    if rest <= 0 or not free:
        return
    shares = [divmod(rest * row.free, free) for row in rows]
    over = rest - sum(whole for whole, _ in shares)
    first = sorted(range(len(rows)), key=lambda index: -shares[index][1])[:over]
    for index, row in enumerate(rows):
        more = min(shares[index][0] + (index in first), row.homes - row.required)
        if more > 0:
            row.required += more
            row.rule = "floor"


def _answer(rules: Policy, row: Row) -> dict[str, Any]:
    to_draw, rule = row.to_draw, row.rule
    if rules.last_period:
        to_draw, rule = row.open, "every_calendar_year"
    elif row.missing > row.open:
        rule = "cap"
    return {
        "name": row.name,
        "homes": row.homes,
        "already": row.already,
        "open": row.open,
        "required": row.required,
        "to_draw": to_draw,
        "chance": f"{to_draw}/{row.open}" if row.open else "0",
        "rule": rule,
    }
