"""A quota in words (应抽数): layer by layer what was counted, and which rule decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from backend.office.plans.lines import percent
from backend.planning import selectors
from backend.planning.models import Plan, Quota, Task
from scoring.policy import Policy, read_policy

SHOWN = 5  # quotas of a plan, the newest
SUMS = ("homes", "already", "open", "required", "to_draw")


@dataclass(frozen=True, slots=True)
class Layer:
    """One stratum: its numbers, and why so many."""

    row: dict[str, Any]
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """One quota taken apart; task: what was made from it."""

    quota: Quota
    layers: list[Layer]
    sums: dict[str, int]
    left_out: int
    task: Task | None


def quotas_of(plan: Plan) -> list[Told]:
    """Give the newest quotas of a plan in words, without the homes behind them; two queries."""
    rows = list(plan.quotas.defer("homes").select_related("computed_by")[:SHOWN])
    made = Task.objects.filter(quota__in=rows).only("quota_id", "title")
    tasks = {one.quota_id: one for one in made}
    return [_told(one, tasks.get(one.pk)) for one in rows]


def _told(quota: Quota, task: Task | None) -> Told:
    rules, strata = read_policy(quota.policy), quota.output["strata"]
    least = _least(rules, strata)
    layers = [Layer(row, _why(rules, row, least[_area(rules, row)])) for row in strata]
    sums = {name: sum(row[name] for row in strata) for name in SUMS}
    return Told(quota, layers, sums, selectors.left_out(quota), task)


def _area(rules: Policy, row: dict[str, Any]) -> str:
    """Name the county of a stratum ("230102 道里区"), empty where the floor is for all homes."""
    counties = rules.floor_per == "region" and rules.strata[:1] == ("region",)
    return " ".join(str(row["name"]).split(" ")[:2]) if counties else ""


def _least(rules: Policy, strata: Iterable[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Give for each county how many homes it has, and how many of them the floor asks for."""
    homes: dict[str, int] = {}
    for row in strata:
        homes[_area(rules, row)] = homes.get(_area(rules, row), 0) + row["homes"]
    return {area: (n, ceil(rules.floor * n)) for area, n in homes.items()}


def _why(rules: Policy, row: dict[str, Any], area: tuple[int, int]) -> str:
    """Say which rule decided, with its numbers."""
    homes, least = area
    told = {**row, "all": homes, "least": least, "floor": percent(float(rules.floor))}
    if row["rule"] == "ratio":
        told["share"] = percent(float(rules.ratio(row["name"], None)))
        return _("本层比例 %(share)s：%(homes)s 家，向上取整为 %(required)s 家") % told
    if row["rule"] == "floor":
        return (
            _(
                "比例下限 %(floor)s：全区划 %(all)s 家，向上取整至少 %(least)s 家，"
                "按尚可抽的家数分到本层 %(required)s 家"
            )
            % told
        )
    if row["rule"] == "always":
        return _("必查：本层 %(homes)s 家每家都要检查") % told
    if row["rule"] == "every_calendar_year":
        return _("每家每年至少一次，本期是全年最后一期：尚可抽的 %(open)s 家全部抽取") % told
    return _("应查 %(required)s 家、已查 %(already)s 家，尚可抽的只有 %(open)s 家，全部抽取") % told
