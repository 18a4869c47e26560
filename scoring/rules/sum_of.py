"""Points of several parts added up (分项相加)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.errors import ScoringError
from scoring.numbers import plain
from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Build, Rule, Setting, bad_answer, bad_rule

RESERVED = ("value", "na", "note")  # the keys of a wrapped answer


@dataclass(frozen=True, slots=True)
class SumOf:
    """Award each part by its own rule and add up, never more than ``most``.

    A part without an answer earns nothing and leaves the item incomplete.
    needs_first: while the first part earns nothing the others earn nothing; once it is answered
    so, they need no answer.
    """

    most: Decimal
    parts: Mapping[str, Rule]
    needs_first: bool = False

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> dict[str, Any]:
        if not isinstance(raw, dict) or not raw or not set(raw) <= set(self.parts):
            raise bad_answer(
                place, f"an object with answers to {', '.join(self.parts)}", raw, "name the parts"
            )
        return {
            name: self.parts[name].read(value, f"{place}: {name}", facts)
            for name, value in raw.items()
        }

    def award(self, value: dict[str, Any]) -> Award:
        awards, missing, lost = self._counted(value)
        total = min(self.most, sum((award.points for award in awards.values()), Decimal(0)))
        listed = [f"{name} {plain(award.points)}" for name, award in awards.items()]
        gaps = "、".join(missing)
        first = next(iter(self.parts))
        zh = [f"未填 {gaps}"] * bool(gaps) + [f"{first} 未得分，其余不计分"] * lost
        en = [f"missing {gaps}"] * bool(gaps) + [f"{first} earns nothing, nor do the others"] * lost
        return Award(
            total,
            Words("；".join(listed + zh), "；".join(listed + en)),
            complete=not missing and all(award.complete for award in awards.values()),
        )

    def _counted(self, value: dict[str, Any]) -> tuple[dict[str, Award], list[str], bool]:
        """The awards that count, the parts that wait for an answer, whether the first is lost."""
        awards = {name: self.parts[name].award(part) for name, part in value.items()}
        first = next(iter(self.parts))
        missing = [name for name in self.parts if name not in value]
        if not self.needs_first or (first in awards and awards[first].points):
            return awards, missing, False
        if first not in awards:
            return {}, missing, False
        return {first: awards[first]}, [], True

    def best(self) -> dict[str, object]:
        return {name: rule.best() for name, rule in self.parts.items()}


def builder(kinds: Mapping[str, Build]) -> Build:
    """The builder of ``{parts: [{id, max_points, rule, with, title}], cap, needs_first}``."""

    def build(data: Mapping[str, Any], setting: Setting) -> SumOf:
        parts: dict[str, Rule] = {}
        for part in data["parts"]:
            name = part["id"]
            if name in parts or name in RESERVED:
                raise ScoringError(
                    "part-id",
                    setting.place,
                    f"each part id once and none of {', '.join(RESERVED)}",
                    name,
                    "rename it",
                )
            if part.get("rule") == "bands" and "fact" in part["with"]:
                raise bad_rule(
                    setting.place,
                    "parts that are answered",
                    f"{name} reads a fact",
                    "make the part an item of its own",
                )
            inner = Setting(Decimal(part["max_points"]), setting.place, setting.rounding)
            parts[name] = kinds[part.get("rule", "yes_no")](part.get("with", {}), inner)
        _add_up(data, setting)
        if data.get("needs_first") and len(parts) == 1:
            raise bad_rule(
                setting.place, "needs_first with several parts", "one", "drop needs_first"
            )
        return SumOf(setting.full, parts, data.get("needs_first", False))

    return build


def _add_up(data: Mapping[str, Any], setting: Setting) -> None:
    total = sum((Decimal(part["max_points"]) for part in data["parts"]), Decimal(0))
    want = Decimal(data["cap"]) if "cap" in data else total
    if want != setting.full or total < want:
        raise bad_rule(
            setting.place,
            f"parts that add up to max_points {plain(setting.full)}, or a cap equal to it",
            f"parts {plain(total)}, cap {data.get('cap', 'none')}",
            "mend the parts, max_points or cap",
        )
