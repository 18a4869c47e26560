"""What a finished trial came to, as tables (试算结果)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.accounts.models import Region
from backend.inspections.models import WhatIf, WhatIfRow
from backend.look.templatetags.look import named
from backend.registers.models import FacilityKind
from backend.standards.selectors import ResultNames, result_names

State, Moved = WhatIf.State, WhatIfRow.Moved


@dataclass(frozen=True, slots=True)
class Spread:
    """How the visits of one region or kind moved."""

    code: str
    name: str
    counts: tuple[tuple[Any, int], ...]  # way, visits
    whole: int


@dataclass(frozen=True, slots=True)
class Step:
    """So many visits went from one result to another."""

    before: str
    after: str
    before_name: str
    after_name: str
    visits: int
    same: bool


class Result:
    """The tables of a finished trial."""

    def __init__(self, run: WhatIf) -> None:
        self.run = run
        self.before, self.after = names_of(run)
        moved = run.summary["moved"]
        self.ways = [way for way in Moved if way in moved]

    @property
    def steps(self) -> list[Step]:
        """Give before × after, the changes first."""
        told = [self._step(one) for one in self.run.summary["levels"]]
        return sorted(told, key=lambda one: (one.same, -one.visits))

    def _step(self, one: Mapping[str, Any]) -> Step:
        before, after = one["before"] or "", one["after"] or ""
        return Step(
            before or "-",
            after or "-",
            self.before.level(before),
            self.after.level(after),
            one["visits"],
            before == after,
        )

    @property
    def regions(self) -> list[Spread]:
        """Give how the visits of each region moved."""
        codes = self.run.summary["by"].get("region", {})
        names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
        return self._spread(codes, names)

    @property
    def kinds(self) -> list[Spread]:
        """Give how the visits of each facility kind moved."""
        codes = self.run.summary["by"].get("kind", {})
        rows = FacilityKind.objects.filter(code__in=codes)
        return self._spread(codes, {one.code: named(one) for one in rows})

    def _spread(
        self, by: Mapping[str, Mapping[str, int]], names: Mapping[str, str]
    ) -> list[Spread]:
        return [
            Spread(
                code,
                names.get(code, code),
                tuple((way.label, counts.get(way, 0)) for way in self.ways),
                sum(counts.values()),
            )
            for code, counts in sorted(by.items())
        ]

    @property
    def not_carried(self) -> list[str]:
        """Name the items of the new version that no old answer speaks of."""
        return [self.after.item(code) for code in self.run.summary["not_carried"]]

    @property
    def not_read(self) -> list[str]:
        """Name the items whose old answers the new rule cannot read."""
        return [self.after.item(code) for code in self.run.summary["not_read"]]


def names_of(run: WhatIf) -> tuple[ResultNames, ResultNames]:
    """Give the words of both versions, as far as they are still there."""
    return result_names(run.before_digest), result_names(run.after_digest)
