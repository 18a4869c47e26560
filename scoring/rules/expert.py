"""A human judgement inside a range, with its reason (专家评分)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.numbers import decimal_of, plain
from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_answer, bad_rule, within


@dataclass(frozen=True, slots=True)
class Judgement:
    """The points a person gave and why (理由)."""

    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Expert:
    """Take a person's points between ``least`` and ``most``, in steps from ``least``."""

    least: Decimal
    most: Decimal
    step: Decimal | None

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> Judgement:
        if not isinstance(raw, dict) or set(raw) != {"points", "reason"}:
            raise bad_answer(place, "an object with points and reason", raw, "give both")
        reason = raw["reason"]
        if not isinstance(reason, str) or not reason.strip():
            raise bad_answer(place, "a reason in words", reason, "say why")
        points = decimal_of(raw["points"], f"{place}: points")
        off_step = self.step is not None and (points - self.least) % self.step
        if not self.least <= points <= self.most or off_step:
            raise bad_answer(place, self._range(), raw["points"], "judge inside the range")
        return Judgement(points, reason)

    def award(self, value: Judgement) -> Award:
        return Award(
            value.points, Words(f"专家评分：{value.reason}", f"expert judgement: {value.reason}")
        )

    def best(self) -> dict[str, str]:
        return {"points": plain(self.most), "reason": "best"}

    def _range(self) -> str:
        step = f" in steps of {plain(self.step)}" if self.step else ""
        return f"points from {plain(self.least)} to {plain(self.most)}{step}"


def build(data: Mapping[str, Any], setting: Setting) -> Expert:
    """From ``with: {least, most, step}``.

    Raises ScoringError ``bad-rule`` for an empty range or a step that does not reach its end.
    """
    least = Decimal(data.get("least", "0"))
    most = within(Decimal(data["most"]), setting, "most")
    step = Decimal(data["step"]) if "step" in data else None
    if least >= most:
        raise bad_rule(setting.place, "least below most", f"{least} and {most}", "widen the range")
    if step is not None and (not step or (most - least) % step):
        raise bad_rule(setting.place, "a step that reaches most", str(step), "change the step")
    return Expert(least, most, step)
