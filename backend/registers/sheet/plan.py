"""What each row of a sheet would do to the register: new, change, or nothing (预览).

Pure: compares rows that were read without faults with a snapshot of the register.
One row is one site: the same code and number is the same site and is brought up to date.
Without a number the name decides; without a code, district, name and address do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from backend.registers.sheet.columns import COLUMNS, Fault
from backend.registers.sheet.rows import Draft, Unusable, blame

KEYS = tuple(column.key for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Known:
    """One site as the register has it: its id, and the values a row would have."""

    id: UUID
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The sites a sheet may mean, and the districts the caller may change."""

    sites: tuple[Known, ...]
    districts: frozenset[str]


@dataclass(slots=True)
class Step:
    """What one row does: `site` is None for a new one; changes are [old, new] by key."""

    row: int
    site: UUID | None
    values: dict[str, Any]
    changes: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def action(self) -> str:
        """Say it in a word."""
        return "new" if self.site is None else "change" if self.changes else "same"

    def as_json(self) -> dict[str, Any]:
        """Give it for the preview; what the register had is part of it."""
        return {
            "row": self.row,
            "action": self.action,
            "site": str(self.site) if self.site else None,
            "label": f"{self.values['uscc'] or '-'} {self.values['number']} {self.values['name']}",
            "changes": self.changes,
            "values": self.values,
        }


def plan(
    drafts: Iterable[Draft], letters: Mapping[str, str], snapshot: Snapshot
) -> tuple[list[Step], list[Fault]]:
    """Say what every row would do, in the sheet's order, and what speaks against it."""
    rows = [Draft(draft.number, dict(draft.values)) for draft in drafts]
    _refuse_two_names(rows, letters)
    book = _Book(snapshot)
    matched = [(row, book.find(row.values)) for row in rows]
    for row, site in matched:
        book.claim(row, site, letters)
    steps = []
    for row, site in matched:
        if not row.values["number"]:
            row.values["number"] = book.next_number(row.values)
        steps.append(_step(row, site))
    return steps, [fault for row in rows for fault in row.faults]


def _step(row: Draft, site: Known | None) -> Step:
    step = Step(row.number, site.id if site else None, row.values)
    if site:
        step.changes = {
            key: [site.values[key], row.values[key]]
            for key in KEYS
            if site.values[key] != row.values[key]
        }
    return step


def _refuse_two_names(rows: list[Draft], letters: Mapping[str, str]) -> None:
    """One code has one holder's name in the whole sheet."""
    first: dict[str, Draft] = {}
    for row in rows:
        code = row.values["uscc"]
        if not code:
            continue
        holder, before = row.values["holder"], first.setdefault(code, row)
        if holder != before.values["holder"]:
            do = f"与第 {before.number} 行的登记法人写成一致"
            blame(row, letters, "holder", holder, Unusable("holder-differs", do))


class _Book:
    """The snapshot by the ways a row may name a site, and what the sheet has claimed so far."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._districts = snapshot.districts
        self._by_number = {_number_key(site.values): site for site in snapshot.sites}
        self._by_name: dict[tuple[str, str], Known] = {}
        self._by_place: dict[tuple[str, ...], Known] = {}
        self._away: dict[str, str] = {}  # code → holder's name, where another area has a site
        self._taken: dict[str, set[int]] = {}
        for site in snapshot.sites:
            values = site.values
            self._taken.setdefault(_series(values), set()).add(_running(values))
            self._by_place[_place(values)] = site
            self._by_name.setdefault((values["uscc"], values["name"]), site)
            if values["region"] not in snapshot.districts:
                self._away[values["uscc"]] = values["holder"]
        self._claimed: dict[object, int] = {}

    def find(self, values: dict[str, Any]) -> Known | None:
        """Find the site a row means, and write the row's number in full."""
        if values["number"]:
            values["number"] = _full_number(values)
            found = self._by_number.get(_number_key(values))
        else:
            found = self._by_place.get(_place(values))
            if values["uscc"] and not found:
                found = self._by_name.get((values["uscc"], values["name"]))
        if found:
            values["number"] = found.values["number"]
            return found
        # A place on the register without a code that now has its certificate.
        return self._by_place.get(_place(values | {"uscc": ""})) if values["uscc"] else None

    def claim(self, row: Draft, site: Known | None, letters: Mapping[str, str]) -> None:
        """Note which site the row means; a second row for the same is a fault."""
        values = row.values
        if site and site.values["region"] not in self._districts:
            fault = Unusable("site-registered-elsewhere", "该场所登记在其他区县，请由上级变更")
            blame(row, letters, "region", values["region"], fault)
        holder = self._away.get(values["uscc"], values["holder"])
        if values["uscc"] and holder != values["holder"]:
            fault = Unusable(
                "holder-registered-elsewhere", "该法人在其他区县也有场所，更名由上级办理"
            )
            blame(row, letters, "holder", values["holder"], fault)
        names: list[tuple[str, object]] = [("name", _place(values))]
        if site:
            names.append(("name", site.id))
        if values["number"]:
            names.append(("number", _number_key(values)))
            self._taken.setdefault(_series(values), set()).add(_running(values))
        for key, name in names:
            before = self._claimed.setdefault(name, row.number)
            if before != row.number and not row.faults:
                fault = Unusable("site-twice", f"与第 {before} 行是同一场所，删去其一或改正序号")
                blame(row, letters, key, values[key], fault)

    def next_number(self, values: dict[str, Any]) -> str:
        """Give the lowest number nobody has in the row's series."""
        taken = self._taken.setdefault(_series(values), set())
        running = next(n for n in range(1, len(taken) + 2) if n not in taken)
        taken.add(running)
        return _full_number(values | {"number": str(running)})


def _series(values: dict[str, Any]) -> str:
    """Numbers run within a certificate; without one, within a district."""
    return str(values["uscc"] or values["region"])


def _full_number(values: dict[str, Any]) -> str:
    running = int(values["number"])
    return f"{running:02d}" if values["uscc"] else f"{values['region']}{running:03d}"


def _running(values: dict[str, Any]) -> int:
    return int(values["number"] if values["uscc"] else values["number"][-3:])


def _number_key(values: dict[str, Any]) -> tuple[str, str]:
    return values["uscc"], values["number"]


def _place(values: dict[str, Any]) -> tuple[str, ...]:
    return values["uscc"], values["region"], values["name"], values["address"]
