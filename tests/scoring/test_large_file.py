"""A file of 200 MB with one bad row: the row is named, all others are graded, memory stays small.

Some ten seconds of work: rows are long (400 items), so there are few of them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.scoring.folder import CHECKLISTS
from tests.scoring.standards import item, level, written

BYTES = 200_000_000
ITEMS = 400
BAD = 70_001  # the line of the bad row
MOST_MEMORY = 300  # MiB of the whole program, its libraries among them
# What the system says of a child counts the memory of the test run it was forked from; the
# program's own highest mark begins anew with the program.
PROGRAM = """
import re, sys, time
from pathlib import Path
from scoring.__main__ import main
code = main(sys.argv[1:])
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(time.process_time(), peak[1])
sys.exit(code)
"""
MOST_SECONDS = 60  # of the processor, whatever else runs on it


def large_file(path: Path) -> int:
    """Write the file piece by piece; gives the number of its rows."""
    codes = [f"{'abcd'[n % 4]}.i{n}" for n in range(ITEMS)]
    answers = [",".join("no" if n % 97 == kind else "yes" for n in range(ITEMS)) for kind in (1, 7)]
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        size = file.write("id," + ",".join(codes) + "\n")
        while size < BYTES:
            rows += 1
            line = f"v{rows},{answers[rows % 2]}\n"
            if rows + 1 == BAD:
                line = line.replace("yes", "maybe", 1)
            size += file.write(line)
    return rows


def measured(argv: list[str], told: Path) -> tuple[int, float, float]:
    """Run the program; its exit code, the seconds it worked and its greatest memory in MiB."""
    with told.open("w", encoding="utf-8") as stderr:
        program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *argv],
            cwd=CHECKLISTS.parent,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
        said, _ = program.communicate()
    seconds, kib = said.split()[-2:]
    return program.returncode, float(seconds), int(kib) / 1024


def test_one_bad_row_among_200_megabytes_is_named_and_the_rest_is_graded(
    tmp_path: Path,
) -> None:
    items = [item(f"{'abcd'[n % 4]}.i{n}", max_points="1") for n in range(ITEMS)]
    by_chapter = sorted(items, key=lambda one: str(one["id"])[0])
    levels = [level("low"), level("high", total="396")]
    standard = written(tmp_path / "made", {"levels": levels}, by_chapter)
    visits, out = tmp_path / "visits.csv", tmp_path / "out.csv"
    rows = large_file(visits)

    argv = ["batch", str(standard), str(visits), str(out)]
    code, seconds, peak = measured(argv, tmp_path / "stderr")

    told = (tmp_path / "stderr").read_text(encoding="utf-8").splitlines()
    assert code == 1
    assert [line.partition(": ")[0] for line in told] == [f"bad-answer line {BAD}"]
    graded = failed = 0
    with out.open(encoding="utf-8") as file:
        names = next(file).rstrip("\n").split(",")
        at = names.index("level")
        for line in file:
            if line.endswith(",\n"):
                graded += line.split(",")[at] in ("low", "high")
            else:
                failed += 1
                assert line.startswith(f"v{BAD - 1},")
    assert (graded, failed) == (rows - 1, 1)
    assert peak < MOST_MEMORY, f"{peak:.0f} MiB"
    assert seconds < MOST_SECONDS, f"{seconds:.0f} s"
    visits.unlink()
    out.unlink()
