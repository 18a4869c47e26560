"""Scoring measured in one run, as ratios: batch, a bare product, zen-engine, one visit, what-if.

``pytest tests/bench`` prints the table; nothing here fails for being slow.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from scoring import Standard, grade
from scoring.batch.chunk import Chunk
from scoring.batch.levels import level_all
from scoring.batch.plan import Plan
from scoring.improve import improve
from scoring.whatif import whatif
from tests.bench.four_hundred import CHAPTERS, ITEMS, random_codes, random_visit, standard
from tests.bench.zen_decision import FILE, decision, name_of

zen = pytest.importorskip("zen")

VISITS = 163_840
CHUNK = 16_384
WHATIF = 100_000
ROUNDS = 5


@pytest.fixture(scope="module")
def four_hundred(tmp_path_factory: pytest.TempPathFactory) -> Standard:
    return standard(tmp_path_factory.mktemp("four") / "1")


def best_of(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """The least seconds of several runs: what else the machine does only adds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def took(run: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and those the processor worked for us: the rest is others' load."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


def _told(runs: list[tuple[float, float]]) -> str:
    """Median and worst, and the median of what the processor worked."""
    clock, processor = ([1e3 * one for one in column] for column in zip(*runs, strict=True))
    return (
        f"{statistics.median(clock):9.2f} ms median, {max(clock):.2f} worst, "
        f"{statistics.median(processor):.2f} of the processor"
    )


def test_many_visits(four_hundred: Standard, capsys: pytest.CaptureFixture[str]) -> None:
    columns, codes = random_codes(four_hundred, VISITS)
    plan = Plan(four_hundred, columns)
    parts = [
        {name: column[at : at + CHUNK] for name, column in codes.items()}
        for at in range(0, VISITS, CHUNK)
    ]
    matrix = np.random.default_rng(1).random((VISITS, ITEMS))
    weights = np.zeros((ITEMS, len(CHAPTERS)))
    weights[np.arange(ITEMS), np.arange(ITEMS) * len(CHAPTERS) // ITEMS] = 1.0

    batch = VISITS / best_of(lambda: [level_all(Chunk(plan, part, CHUNK), {}) for part in parts])
    bare = VISITS / best_of(lambda: matrix @ weights)
    other = _zen_rate(four_hundred, plan, parts[0])

    lines = [
        f"batch in memory     {batch:12,.0f} visits/s of {ITEMS} items (goal 200,000)",
        f"bare product        {bare:12,.0f} visits/s; batch ÷ product = {batch / bare:.2f} (0.3)",
        f"zen-engine          {other:12,.0f} visits/s; batch ÷ zen = {batch / other:,.0f} (100)",
    ]
    with capsys.disabled():
        print("\n" + "\n".join(lines))


def test_one_visit(four_hundred: Standard, capsys: pytest.CaptureFixture[str]) -> None:
    pick = Random(1)
    visits = [random_visit(four_hundred, pick) for _ in range(60)]
    for visit in visits[:20]:
        grade(four_hundred, visit)

    each = [took(partial(grade, four_hundred, visit)) for visit in visits]
    for visit in visits:
        visit["facts"] |= {"caregivers": 60, "residents": 100}
    ways = [took(partial(improve, four_hundred, visit)) for visit in visits]

    with capsys.disabled():
        print(f"\none visit explained {_told(each)} (goal 2)")
        print(f"improve             {_told(ways)} (goal 100)")


def test_what_if(
    four_hundred: Standard, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(four_hundred, tmp_path / "visits.csv")
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, worked, peak = pool.apply(_run_whatif, (str(tmp_path),))

    with capsys.disabled():
        print(f"\nwhat-if of {WHATIF:,}  {seconds:9.1f} s (goal 10), ", end="")
        print(f"{worked:.1f} of the processor, {peak:.0f} MB (goal 500)")


def test_the_decision_of_zen_is_the_one_made_from_the_standard(four_hundred: Standard) -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == decision(four_hundred)


def _zen_rate(of: Standard, plan: Plan, part: dict[str, Any]) -> float:
    """Visits a second of zen-engine, whose sums are compared with ours first."""
    chunk = Chunk(plan, part, CHUNK)
    engine = zen.ZenEngine().create_decision(FILE.read_text(encoding="utf-8"))
    cells = {item.code: plan.items.plain[item.code].column.cells for item in of.items}
    visits = [
        {name_of(item): cells[item.code][int(part[item.code][at])] for item in of.items}
        for at in range(50)
    ]
    for at, visit in enumerate(visits[:10]):
        found = engine.evaluate(visit)["result"]
        for place, chapter in enumerate(of.chapters):
            points = Decimal(int(chunk.chapter_points[place][at])) / plan.unit
            assert Decimal(str(found[chapter.id])) == points
    return len(visits) / best_of(lambda: [engine.evaluate(visit) for visit in visits], 2)


def _write(of: Standard, path: Path) -> None:
    columns, codes = random_codes(of, WHATIF)
    names = list(columns)
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(["id", *names]) + "\n")
        for at in range(0, WHATIF, 1000):
            some = [
                [columns[name].cells[code] for code in codes[name][at : at + 1000]]
                for name in names
            ]
            rows = zip(*some, strict=True)
            file.writelines(f"v{at + n},{','.join(row)}\n" for n, row in enumerate(rows))


def _run_whatif(folder: str) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, the peak of memory in MB; in its own process."""
    old, new = (standard(Path(folder) / name) for name in "12")
    visits, out = Path(folder) / "visits.csv", Path(folder) / "out.csv"
    seconds, worked = took(lambda: whatif(old, new, visits, out))
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    return seconds, worked, int(peak[1]) / 1024 if peak else float("nan")
