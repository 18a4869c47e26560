"""The columns of OUT.csv: the words and numbers of a chunk, printed as in one result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.batch.chunk import Chunk
from scoring.batch.exact import Bools, rounded, texts
from scoring.batch.levels import Levels, level_all
from scoring.batch.scales import Places, Populations
from scoring.batch.tables import UNKNOWN
from scoring.checklist import Standard

Printed = dict[str, list[str]]
WORD = 62  # names a word of marks


def header(standard: Standard) -> list[str]:
    """The names of the columns between ``id`` and ``error``."""
    if not standard.levels:
        return ["conclusion", "failed"]
    chapters = [f"{what}:{one.id}" for one in standard.chapters for what in ("points", "rate")]
    return ["level", "total", "limited_by", *chapters, *_rating_columns(standard)]


def printed(chunk: Chunk, populations: Populations) -> Printed:
    """Every column of a chunk as text."""
    if not chunk.standard.levels:
        return _conclusions(chunk)
    levels = level_all(chunk, populations)
    return _outline(chunk, levels) | _details(chunk)


def printed_outline(chunk: Chunk, populations: Populations) -> Printed:
    """What a result comes to: conclusion and failed items, or level, total and limits."""
    if not chunk.standard.levels:
        return _conclusions(chunk)
    return _outline(chunk, level_all(chunk, populations))


def _outline(chunk: Chunk, levels: Levels) -> Printed:
    return {
        "level": _named(levels.index, [level.id for level in chunk.standard.levels]),
        "total": texts(rounded(chunk.total()), 6, trimmed=True),
        "limited_by": joined(levels.names, chunk.n),
    }


def _details(chunk: Chunk) -> Printed:
    """Points and rates of the chapters, and the ratings (decided by now)."""
    standard, found = chunk.standard, Printed()
    for chapter in standard.chapters:
        points, rate = chunk.points(chapter.id)[0], chunk.rate(chapter.id)
        found[f"points:{chapter.id}"] = texts(points, chunk.plan.decimals, trimmed=True)
        shares = texts(rounded((rate[0], np.where(rate[1] == 0, 1, rate[1]))), 6, trimmed=False)
        there = (rate[1] != 0).tolist()
        found[f"rate:{chapter.id}"] = [
            share if some else "" for share, some in zip(shares, there, strict=True)
        ]
    for rating in standard.ratings:
        rated = chunk.ratings[rating.id]
        found[f"rating:{rating.id}"] = _named(rated.index, list(rated.ids))
    return found


def joined(marks: Sequence[tuple[str, Bools]], n: int) -> list[str]:
    """Per visit the names that are marked, joined by ``;``, each once, in order."""
    words = [np.zeros(n, np.int64) for _ in range(len(marks) // WORD + 1)]
    for at, (_, where) in enumerate(marks):
        words[at // WORD] |= where.astype(np.int64) << (at % WORD)
    if len(words) == 1:
        distinct, place = np.unique(words[0], return_inverse=True)
        lut = [_names(marks, [int(bits)]) for bits in distinct]
        return [lut[at] for at in place.tolist()]
    rows = zip(*(word.tolist() for word in words), strict=True)
    return [_names(marks, list(row)) for row in rows]


def _names(marks: Sequence[tuple[str, Bools]], words: list[int]) -> str:
    names = [name for at, (name, _) in enumerate(marks) if words[at // WORD] >> (at % WORD) & 1]
    return ";".join(dict.fromkeys(names))


def _named(index: Places, ids: list[str]) -> list[str]:
    named = [*ids, ""]
    return [named[at] for at in index.tolist()]


def _rating_columns(standard: Standard) -> list[str]:
    return [f"rating:{rating.id}" for rating in standard.ratings]


def _conclusions(chunk: Chunk) -> Printed:
    """The first conclusion that holds; none while open answers could change it."""
    standard = chunk.standard
    decided = np.full(chunk.n, -1, np.int64)
    waiting = np.ones(chunk.n, np.bool_)
    for at, conclusion in enumerate(standard.conclusions):
        if conclusion.when is None:
            held = ~_still_open(chunk)
            unsure = np.zeros(chunk.n, np.bool_)
        else:
            truth = chunk.truth(conclusion.when)
            held, unsure = truth == 1, truth == UNKNOWN
        decided = np.where(waiting & held, at, decided)
        waiting = waiting & ~held & ~unsure
    failed = [(item.code, chunk.outcome(item, "fail")) for item in standard.items]
    ids = [one.id for one in standard.conclusions]
    return {"conclusion": _named(decided, ids), "failed": joined(failed, chunk.n)}


def _still_open(chunk: Chunk) -> Bools:
    open_ones = np.zeros(chunk.n, np.bool_)
    for item in chunk.standard.items:
        open_ones |= chunk.outcome(item, "not_answered")
    return open_ones
