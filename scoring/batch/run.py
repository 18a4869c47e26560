"""VISITS.csv in, OUT.csv out: every row graded or its fault named (批量评分)."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from scoring.batch.chunk import Chunk
from scoring.batch.file import Part, VisitsFile
from scoring.batch.plan import FACT, IN_CONTEXT, STRATUM, Plan
from scoring.batch.populations import BETWEEN, Population, cuts_of
from scoring.batch.printed import header, printed
from scoring.batch.scales import Populations, rate_all
from scoring.batch.sums import Answered
from scoring.checklist import Standard
from scoring.errors import ScoringError
from scoring.progress import Progress

MOST_LINES = 20  # faults told on stderr; all of them stand in OUT.csv

Fault = ScoringError | None


def batch_file(standard: Standard, visits: Path, out: Path) -> int:
    """Grade every row; returns how many rows could not be graded.

    Raises ScoringError where the file as a whole cannot be used; nothing is written then.
    """
    file = VisitsFile(visits, standard)
    plan = Plan(standard, file.columns)
    populations = collect(plan, file)
    names = header(standard)
    bad = rows = 0
    bar = Progress("batch")
    with replaced(out) as writer:
        writer.writerow(["id", *names, "error"])
        for part in file.parts():
            chunk = Chunk(plan, part.codes, len(part.ids))
            faults = faults_of(chunk, part)
            columns = printed(chunk, places(populations, chunk, part, file))
            writer.writerows(_rows(part, [columns[name] for name in names], faults))
            bad = tell(faults, bad)
            rows += len(part.ids)
            bar.at(file.done, file.size, rows)
    bar.end()
    return bad


def collect(plan: Plan, file: VisitsFile) -> list[Population]:
    """The populations of all cut points; those that read scores need a pass of their own.

    Raises ScoringError ``no-stratum`` where a column is missing.
    """
    wanted = [Population(name, cuts) for name, cuts in cuts_of(plan.standard).items()]
    for population in wanted:
        for stratum in population.cuts.by:
            if STRATUM + stratum not in file.names:
                raise ScoringError(
                    "no-stratum", file.path.name, f"a column stratum:{stratum}", "none", "add it"
                )
    ready: list[Population] = []
    waiting = [one for one in wanted if not one.reads_scores]
    later = [one for one in wanted if one.reads_scores]
    while waiting or later:
        now, later = (waiting, later) if waiting else (later[:1], later[1:])
        _pass(plan, file, ready, now)
        ready, waiting = ready + now, []
    return ready


def places(ready: Sequence[Population], chunk: Chunk, part: Part, file: VisitsFile) -> Populations:
    """The places of a chunk in the populations that are known."""
    found: dict[str, Any] = {}
    for population in ready:
        if population.reads_scores:
            chunk.ratings.clear()
            chunk.truths.clear()
            rate_all(chunk, found)
        found[population.name] = population.places(chunk, strata(population, part, file))
    chunk.ratings.clear()
    chunk.truths.clear()
    return found


def strata(population: Population, part: Part, file: VisitsFile) -> list[str]:
    """Per row the name of its population."""
    texts = []
    for name in population.cuts.by:
        cells = file.columns[STRATUM + name].cells
        texts.append([cells[code] for code in part.codes[STRATUM + name].tolist()])
    return [BETWEEN.join(one) for one in zip(*texts, strict=True)] or [""] * len(part.ids)


def faults_of(chunk: Chunk, part: Part) -> list[Fault]:
    """Per row the first thing wrong with it, in the order of one visit, with its line."""
    faults = list(part.faults)
    for answered in _in_order(chunk, part):
        if answered.table.faulty:
            lut = answered.table.lut("faulty", lambda entry: int(entry.fault is not None))
            for at in np.flatnonzero(lut[answered.codes]).tolist():
                fault = answered.table.entries[int(answered.codes[at])].fault
                if faults[at] is None and fault is not None:
                    faults[at] = _on_line(fault, part.lines[at])
    return faults


def tell(faults: Sequence[Fault], told: int) -> int:
    """Name faults on stderr, the first ones only; returns how many there were so far."""
    for fault in faults:
        if fault is not None:
            told += 1
            if told <= MOST_LINES:
                print(fault, file=sys.stderr)
            elif told == MOST_LINES + 1:
                print("further faults stand in the column error", file=sys.stderr)
    return told


@contextmanager
def replaced(out: Path) -> Iterator[Any]:
    """A CSV writer whose file takes its name when all is written.

    Raises ScoringError ``cannot-write``.
    """
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield csv.writer(file, lineterminator="\n")
    except OSError as fault:
        raise ScoringError(
            "cannot-write", out.name, "a file that can be written", str(fault.strerror), "check it"
        ) from fault
    os.replace(part, out)


def _pass(plan: Plan, file: VisitsFile, ready: list[Population], now: list[Population]) -> None:
    bar, rows = Progress("populations"), 0
    for part in file.parts():
        chunk = Chunk(plan, part.codes, len(part.ids))
        known = places(ready, chunk, part, file)
        sound = np.array([fault is None for fault in faults_of(chunk, part)])
        if any(one.reads_scores for one in now):
            rate_all(chunk, known)
        for population in now:
            population.collect(chunk, strata(population, part, file), sound)
        rows += len(part.ids)
        bar.at(file.done, file.size, rows)
    for population in now:
        population.close()
    bar.end()


def _in_order(chunk: Chunk, part: Part) -> list[Answered]:
    names = list(part.codes)
    facts = [chunk.fact(n.removeprefix(FACT)) for n in names if n.startswith(FACT)]
    contexts = [
        chunk.context(n.removeprefix(IN_CONTEXT)) for n in names if n.startswith(IN_CONTEXT)
    ]
    return facts + contexts + [chunk.answered(n) for n in names if ":" not in n]


def _on_line(fault: ScoringError, line: int) -> ScoringError:
    place = f"line {line}: {fault.place}"
    return ScoringError(fault.code, place, fault.expected, fault.came, fault.do)


def _rows(part: Part, columns: list[list[str]], faults: Sequence[Fault]) -> Iterator[list[str]]:
    empty = [""] * len(columns)
    for one, fault, cells in zip(part.ids, faults, zip(*columns, strict=True), strict=True):
        yield [one, *cells, ""] if fault is None else [one, *empty, str(fault)]
