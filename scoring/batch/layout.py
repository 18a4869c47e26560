"""How sums are packed into 64-bit words, so that one look-up adds several of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.batch.tables import Entry
from scoring.checklist import Item, Standard
from scoring.conditions import Condition
from scoring.counts import Failed, counts_in
from scoring.engine import selected
from scoring.scales import conditions_of

WORD_BITS = 62


def unit_of(standard: Standard) -> int:
    """Ten to the decimals that points can have: whole numbers in this unit are exact."""
    texts = [text for item in standard.items for text in _texts(item)]
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    kinds = {kind for item in standard.items for kind in _kinds(item)}
    if "fraction_of" in kinds and standard.settings.rounding is not None:
        decimals = max(decimals, standard.settings.rounding[0])
    if any(_free(item.kind, item.with_) for item in standard.items):
        decimals = 6
    return int(10**decimals)


def failed_conditions(standard: Standard) -> list[Failed]:
    """Every count of failing items that the standard asks for."""
    return [one for condition in all_conditions(standard) for one in counts_in(condition)]


def all_conditions(standard: Standard) -> list[Condition]:
    """The conditions of levels, limits, steps, ratings and conclusions."""
    whens = [one.that for level in standard.levels for one in level.require]
    whens += [when for _, when in conditions_of(standard.limits, standard.steps)]
    whens += [when for rating in standard.ratings for _, when in rating.conditions()]
    return whens + [one.when for one in standard.conclusions if one.when is not None]


class Layout:
    """Which bits of which word hold a chapter's points, applicable points and counts.

    A count is of one selection: how many of its items fail, how many are open.
    """

    def __init__(self, standard: Standard, unit: int) -> None:
        self.selections = [one.selection for one in failed_conditions(standard)]
        fullest = max(
            int(sum((item.full for item in chapter.items), Decimal(0)) * unit)
            for chapter in standard.chapters
        )
        points = max(fullest.bit_length(), 1)
        counts = max(len(chapter.items) for chapter in standard.chapters).bit_length()
        widths = [points, points] + [counts] * (2 * len(self.selections))
        self.places: list[tuple[int, int, int]] = []  # word, shift, mask
        word = shift = 0
        for width in widths:
            if shift + width > WORD_BITS:
                word, shift = word + 1, 0
            self.places.append((word, shift, (1 << width) - 1))
            shift += width
        self.words = word + 1

    def packed(self, item: Item, entry: Entry) -> list[int]:
        """The words of one entry."""
        fields = [entry.points, entry.applicable]
        for selection in self.selections:
            inside = selected(item, selection)
            fields += [inside and entry.outcome == "fail", inside and entry.outcome == OPEN]
        words = [0] * self.words
        for field, (word, shift, _) in zip(fields, self.places, strict=True):
            words[word] += int(field) << shift
        return words

    def word(self, item: Item, number: int, entry: Entry) -> int:
        """One word of one entry."""
        return self.packed(item, entry)[number]

    def field(self, words: Sequence[NDArray[np.int64]], number: int) -> NDArray[np.int64]:
        """One field of the summed words."""
        word, shift, mask = self.places[number]
        return (words[word] >> shift) & mask


OPEN = "not_answered"


def _texts(item: Item) -> list[str]:
    """Every text of an item's data that may state points."""
    texts = [format(item.full, "f")]
    waiting: list[Any] = [item.with_]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, str) and part.replace(".", "", 1).isdecimal():
            texts.append(part)
    return texts


def _kinds(item: Item) -> list[str]:
    return [item.kind, *(part.get("rule", "yes_no") for part in item.with_.get("parts", ()))]


def _free(kind: str, with_: Mapping[str, Any]) -> bool:
    """Whether a judgement may have any decimals."""
    if kind == "expert":
        return "step" not in with_
    return any(_free(part.get("rule", ""), part.get("with", {})) for part in with_.get("parts", ()))
