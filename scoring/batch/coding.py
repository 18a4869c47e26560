"""The cells of many plain rows turned into the numbers of their columns, all at once.

A cell of up to eight bytes is one 64-bit word; words seen before are found by a hash without
collisions. Whatever is new, longer or too varied is looked up one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.batch.cells import Column

BLOCK_ROWS = 128  # the arrays of a block stay in the second cache
MOST_WORDS = 1024  # distinct short cells known at once, over all columns
MOST_VARIED = 32  # a column with more distinct cells is looked up one by one
LONGEST = 8
SLOT_BITS = 20
TRIES = 50
COMMA, NEWLINE = ord(","), ord("\n")
PADDING = bytes(LONGEST)
MASKS = np.array([(1 << 8 * length) - 1 for length in range(LONGEST + 1)], np.uint64)
ODD = 0x9E3779B97F4A7C15
ROOM = (1 << 64) - 1

Numbers = NDArray[Any]


class Coder:
    """Numbers for the cells of rows that have one cell a column, and no quotes.

    names: the columns in the order of the file; ``id`` has no Column and stays text.
    """

    def __init__(self, names: Sequence[str], columns: Mapping[str, Column]) -> None:
        self._columns = [columns.get(name) for name in names]
        self._id = names.index("id")
        self._words = _Words()
        self._known = np.full((len(names), MOST_WORDS), -1, np.int32)  # per column and word
        self._base = np.arange(len(names)) * MOST_WORDS

    def forget(self, column: Column) -> None:
        """A column was cleared."""
        for at, one in enumerate(self._columns):
            if one is column:
                self._known[at] = -1

    def coded(self, rows: Sequence[bytes]) -> tuple[list[str], NDArray[np.int32]]:
        """The ids, and per column (first axis) and row its number; 0 for the ids."""
        ids: list[str] = []
        codes = np.empty((len(self._columns), len(rows)), np.int32)
        for at in range(0, len(rows), BLOCK_ROWS):
            block = _Block(rows[at : at + BLOCK_ROWS], len(self._columns))
            ids += block.texts(self._id)
            codes[:, at : at + BLOCK_ROWS] = self._block(block).T
        return ids, codes

    def _block(self, block: _Block) -> NDArray[np.int32]:
        codes = self._found(block)
        codes[:, self._id] = 0
        flat = codes.ravel()
        while len(missing := np.flatnonzero(flat < 0)):
            places, columns = np.divmod(missing, len(self._columns))
            _, first = np.unique(columns, return_index=True)
            fresh = sum(
                self._learnt(flat, block, int(places[one]), int(columns[one])) for one in first
            )
            if not fresh:
                for place, column in zip(places.tolist(), columns.tolist(), strict=True):
                    self._learnt(flat, block, place, column)
                break
            again = self._found(block).ravel()
            flat[missing] = np.where(flat[missing] < 0, again[missing], flat[missing])
        return codes

    def _found(self, block: _Block) -> NDArray[np.int32]:
        """Per row and column the number of its cell, -1 where it is not known."""
        word = self._words.numbers(block.words)
        word += self._base
        found: NDArray[np.int32] = self._known.ravel().take(word)
        return np.where(block.short, found, np.int32(-1))

    def _learnt(self, flat: Numbers, block: _Block, place: int, at: int) -> bool:
        """Look one cell up; True where its word is known from now on."""
        column = self._columns[at]
        assert column is not None
        number = column.numbers[block.text(place, at)]
        flat[place * len(self._columns) + at] = number
        if not block.short[place, at] or len(column) > MOST_VARIED:
            return False
        word = self._words.learn(int(block.words[place, at]))
        if word is not None:
            self._known[at, word] = number
        return word is not None


class _Block:
    """Some rows as one text, and where each of its cells stands in it."""

    def __init__(self, rows: Sequence[bytes], width: int) -> None:
        self.body = b"\n".join(rows) + b"\n"
        raw = np.frombuffer(self.body, np.uint8)
        self.ends = np.flatnonzero((raw == COMMA) | (raw == NEWLINE))
        self.starts = np.empty_like(self.ends)
        self.starts[0], self.starts[1:] = 0, self.ends[:-1] + 1
        length = self.ends - self.starts
        padded = self.body + PADDING
        windows = np.ndarray(len(padded) - LONGEST + 1, "<u8", buffer=padded, strides=(1,))
        words = windows[self.starts] & MASKS.take(np.minimum(length, LONGEST))
        self.words: NDArray[np.uint64] = words.reshape(-1, width)
        self.short = (length <= LONGEST).reshape(-1, width)
        self.width = width

    def text(self, place: int, column: int) -> str:
        at = place * self.width + column
        return self.body[self.starts[at] : self.ends[at]].decode()

    def texts(self, column: int) -> list[str]:
        """One column as text."""
        edges = zip(
            self.starts[column :: self.width].tolist(),
            self.ends[column :: self.width].tolist(),
            strict=True,
        )
        return [self.body[start:end].decode() for start, end in edges]


class _Words:
    """Small numbers for 64-bit words; 0 is any word that is not known."""

    def __init__(self) -> None:
        self._values = np.zeros(MOST_WORDS, np.uint64)
        self._numbers: dict[int, int] = {}
        self._factor = ODD
        self._slots = np.zeros(1 << SLOT_BITS, np.int16)

    def numbers(self, words: NDArray[np.uint64]) -> Numbers:
        """The number of each word."""
        slots = (words * np.uint64(self._factor)) >> np.uint64(64 - SLOT_BITS)
        found = self._slots.take(slots.astype(np.int64)).astype(np.int64)
        found *= self._values.take(found) == words
        return found

    def learn(self, word: int) -> int | None:
        """The number of a word, a new one if need be; None where there is no room."""
        number = self._numbers.get(word)
        if number is not None or len(self._numbers) + 1 >= MOST_WORDS:
            return number
        number = self._numbers[word] = len(self._numbers) + 1
        self._values[number] = word
        if self._placed(word, number) or self._rehashed():
            return number
        del self._numbers[word]
        return None

    def _placed(self, word: int, number: int) -> bool:
        """Put a word into its slot; False where another has it."""
        slot = (word * self._factor & ROOM) >> 64 - SLOT_BITS
        if self._slots[slot]:
            return False
        self._slots[slot] = number
        return True

    def _rehashed(self) -> bool:
        """Find a factor by which no two words share a slot."""
        before = self._factor, self._slots
        for turn in range(1, TRIES):
            self._factor = ODD * (2 * turn + 1) & ROOM
            self._slots = np.zeros(1 << SLOT_BITS, np.int16)
            if all(self._placed(word, number) for word, number in self._numbers.items()):
                return True
        self._factor, self._slots = before
        return False
