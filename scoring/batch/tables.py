"""Tables of a batch: per distinct cell what it comes to, read by the one-by-one rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.answers import parse_answer, parse_context, parse_fact
from scoring.batch.cells import Column, answer_cell
from scoring.checklist import Item, Standard
from scoring.conditions import Condition, Truth, Value
from scoring.engine import answer_to, item_result, value_of
from scoring.errors import ScoringError
from scoring.result import Facts, Outcome

Codes = NDArray[Any]
TRUTHS: dict[Truth, int] = {False: 0, True: 1, None: 2}
UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """What one distinct cell comes to; points and applicable in the plan's unit."""

    value: Value
    points: int = 0
    applicable: int = 0
    outcome: Outcome = "not_answered"
    fault: ScoringError | None = None


class OneValue:
    """A view (see conditions) in which everything looked up has the same value."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def look(self, name: str) -> Any:
        return self._value

    fact = context = answer = points = rating = score = look


class Table:
    """Entries in step with the cells of a column, and what conditions make of them."""

    def __init__(self, column: Column, read: Callable[[str], Entry]) -> None:
        self.column = column
        self._read = read
        self._cells: list[str] | None = None
        self.entries: list[Entry] = []
        self.faulty = False
        self._luts: dict[object, NDArray[np.int64]] = {}

    def fill(self) -> None:
        """Read the cells that are new since the last time."""
        if self._cells is not self.column.cells:
            self._cells, self.entries, self.faulty = self.column.cells, [], False
            self._luts.clear()
        for cell in self.column.cells[len(self.entries) :]:
            try:
                entry = self._read(cell)
            except ScoringError as fault:
                entry = replace(self._read(""), fault=fault)
            self.faulty = self.faulty or entry.fault is not None
            self.entries.append(entry)

    def lut(self, key: object, make: Callable[[Entry], int]) -> NDArray[np.int64]:
        """Per entry a whole number, made once."""
        made = self._luts.get(key)
        if made is None or len(made) < len(self.entries):
            known = [] if made is None else made.tolist()
            known += [make(entry) for entry in self.entries[len(known) :]]
            made = self._luts[key] = np.array(known, dtype=np.int64)
        return made

    def truth(self, condition: Condition) -> NDArray[np.int64]:
        """Per entry whether the condition holds of its value."""
        return self.lut(id(condition), lambda entry: truth_of(condition, entry.value))


def truth_of(condition: Condition, value: Value) -> int:
    """0, 1, or 2 for unknown: a condition on one value, decided by the condition itself."""
    view: Any = OneValue(value)
    return TRUTHS[condition.holds(view)]


def fact_table(standard: Standard, name: str, column: Column) -> Table:
    """The table of a column ``fact:NAME``."""

    def read(cell: str) -> Entry:
        return Entry(parse_fact(standard, name, cell) if cell else None)

    return Table(column, read)


def context_table(standard: Standard, name: str, column: Column) -> Table:
    """The table of a column ``context:NAME``."""

    def read(cell: str) -> Entry:
        return Entry(parse_context(standard, name, cell) if cell else None)

    return Table(column, read)


class Reader:
    """Reads cells of one item into entries; facts come beside where its rule needs them."""

    def __init__(self, standard: Standard, item: Item, unit: int) -> None:
        self.item = item
        self.unit = unit
        self.low = standard.settings.good == "low"

    def __call__(self, cell: str, facts: Facts | None = None) -> Entry:
        """Raises ScoringError as ``parse_answer`` does."""
        item, facts = self.item, facts or {}
        answer = parse_answer(item, answer_cell(item, cell), facts) if cell else None
        answer = answer_to(item, answer, facts)
        result = item_result(item, answer, low=self.low)
        return Entry(
            value_of(answer) if answer is not None else None,
            int(result.points * self.unit),
            int(result.applicable * self.unit),
            result.outcome,
        )


class JoinedTable:
    """Entries of an item whose rule reads facts: one for each combination of cells seen."""

    def __init__(self, reader: Reader, column: Column, facts: Mapping[str, Table]) -> None:
        self.reader = reader
        self.column = column
        self.facts = facts
        self._memo: dict[tuple[str, ...], Entry] = {}

    def chunk(self, codes: Codes, fact_codes: Sequence[Codes]) -> tuple[Codes, Table]:
        """Small numbers for the combinations of this chunk, and their table."""
        joint = codes.astype(np.int64)
        for table, more in zip(self.facts.values(), fact_codes, strict=True):
            joint = joint * len(table.column) + more
        distinct, numbers = np.unique(joint, return_inverse=True)
        column = Column()
        table = Table(column, self._joined)
        for key in distinct.tolist():
            column.cells.append(str(key))
        table.fill()
        return numbers.astype(np.int64) + 1, table

    def _joined(self, key: str) -> Entry:
        if not key:
            return self.reader("", {})
        joint, facts, cells = int(key), {}, []
        for name, table in reversed(list(self.facts.items())):
            joint, code = divmod(joint, len(table.column))
            value = table.entries[code].value
            cells.append(table.column.cells[code])
            if value is not None:
                facts[name] = value
        cells.append(self.column.cells[joint])
        memo = tuple(cells)
        if memo not in self._memo:
            if len(self._memo) > 50_000:
                self._memo.clear()
            self._memo[memo] = self._entry(cells[-1], facts)
        return self._memo[memo]

    def _entry(self, cell: str, facts: dict[str, Any]) -> Entry:
        try:
            return self.reader(cell, facts)
        except ScoringError as fault:
            return replace(self.reader("", facts), fault=fault)
