"""Points, applicable points and counts of many visits: look-ups in joint tables, then sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from scoring.batch.cells import Column
from scoring.batch.layout import Layout
from scoring.batch.tables import Codes, Entry, JoinedTable, Reader, Table
from scoring.checklist import Item, Standard

JOINT = 4096  # entries of a joint table: it stays in the fastest cache
SMALL = 32  # tables above this are not joined

Words = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Answered:
    """The cells of one column in a chunk: numbers and what they stand for."""

    codes: Codes
    table: Table


@dataclass(slots=True)
class _Group:
    """Items of one chapter that are looked up together."""

    chapter: int
    codes: list[str]
    sizes: list[int]
    luts: list[Words]

    def numbers(self, chunk: Mapping[str, Codes]) -> Codes:
        """One number for the combination of answers."""
        joint = chunk[self.codes[0]].astype(np.uint16)
        for code, size in zip(self.codes[1:], self.sizes[1:], strict=True):
            joint *= np.uint16(size)
            np.add(joint, chunk[code], out=joint, casting="unsafe")
        return joint


class Items:
    """All items of a standard over the columns of one file."""

    def __init__(
        self,
        standard: Standard,
        columns: Mapping[str, Column],
        facts: Mapping[str, Table],
        unit: int,
    ) -> None:
        self.standard = standard
        self.layout = Layout(standard, unit)
        self.plain: dict[str, Table] = {}
        self.joined: dict[str, JoinedTable] = {}
        for item in standard.items:
            column, reader = columns[item.code], Reader(standard, item, unit)
            needed = {name: facts[name] for name in item.reads}
            if needed:
                self.joined[item.code] = JoinedTable(reader, column, needed)
            else:
                self.plain[item.code] = Table(column, reader)
        self._groups: list[_Group] = []
        self._made_for: list[int] = []

    def fill(self) -> None:
        """Read new cells and make the joint tables anew where a small table grew."""
        for table in self.plain.values():
            table.fill()
        sizes = [min(len(table.entries), SMALL + 1) for table in self.plain.values()]
        if sizes != self._made_for:
            self._groups = self._grouped()
            self._made_for = sizes

    def grouped(self, codes: Mapping[str, Codes], n: int) -> list[Words]:
        """The summed words, per word one row a chapter, of the items in joint tables."""
        shape = (len(self.standard.chapters), n)
        words = [np.zeros(shape, np.int64) for _ in range(self.layout.words)]
        found = np.empty(n, np.int64)
        for group in self._groups:
            numbers = group.numbers(codes)
            for word, lut in zip(words, group.luts, strict=True):
                np.take(lut, numbers, out=found, mode="clip")
                word[group.chapter] += found
        return words

    def alone(self) -> list[Item]:
        """The items outside the joint tables."""
        inside = {code for group in self._groups for code in group.codes}
        return [item for item in self.standard.items if item.code not in inside]

    def luts(self, item: Item, table: Table) -> list[Words]:
        """The words of one item's own table."""
        return [
            table.lut(("word", number), partial(self.layout.word, item, number))
            for number in range(self.layout.words)
        ]

    def _grouped(self) -> list[_Group]:
        groups: list[_Group] = []
        for number, chapter in enumerate(self.standard.chapters):
            open_group: _Group | None = None
            for item in chapter.items:
                table = self.plain.get(item.code)
                size = len(table.entries) if table is not None else SMALL + 1
                if table is None or item.when is not None or size > SMALL:
                    continue
                if open_group is None or np.prod(open_group.sizes) * size > JOINT:
                    open_group = _Group(number, [], [], [])
                    groups.append(open_group)
                open_group.codes.append(item.code)
                open_group.sizes.append(size)
        for group in groups:
            group.luts = self._joint_luts(group)
        return groups

    def _joint_luts(self, group: _Group) -> list[Words]:
        """Sums over all combinations, the last item counting fastest."""
        luts = [np.zeros(1, np.int64)] * self.layout.words
        for code in group.codes:
            mine = self.luts(self.standard.by_code[code], self.plain[code])
            luts = [
                (lut[:, None] + one[None, :]).ravel() for lut, one in zip(luts, mine, strict=True)
            ]
        return luts


def outcome_is(table: Table, outcome: str) -> Words:
    """Per entry 1 where the item came to that."""

    def same(entry: Entry) -> int:
        return int(entry.outcome == outcome)

    return table.lut(("outcome", outcome), same)
