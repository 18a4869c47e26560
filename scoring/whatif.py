"""Stored visits graded again under another version: who moves, and why (试算)."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from scoring.batch.cells import Column
from scoring.batch.chunk import Chunk
from scoring.batch.file import Part, VisitsFile
from scoring.batch.plan import STRATUM, Plan
from scoring.batch.printed import Printed, printed_outline
from scoring.batch.run import Fault, collect, faults_of, places, tell
from scoring.batch.tables import Codes
from scoring.checklist import Standard
from scoring.errors import ScoringError
from scoring.progress import Progress

HEADER = (
    *("id", "level_before", "level_after", "total_before", "total_after"),
    *("moved", "why"),
)


@dataclass(slots=True)
class Summary:
    """What a what-if came to: counts by the way visits move, in all and by stratum."""

    rows: int = 0
    bad: int = 0
    resumed: int = 0
    moved: Counter[str] = field(default_factory=Counter)
    levels: Counter[tuple[str, str]] = field(default_factory=Counter)
    by: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    not_carried: list[str] = field(default_factory=list)
    not_read: set[str] = field(default_factory=set)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON for print."""
        by: dict[str, Any] = {}
        for stratum, counts in self.by.items():
            for (value, way), count in sorted(counts.items()):
                by.setdefault(stratum, {}).setdefault(value, {})[way] = count
        levels = [
            {"before": before or None, "after": after or None, "visits": count}
            for (before, after), count in sorted(self.levels.items())
        ]
        return {
            "visits": self.rows,
            "bad_rows": self.bad,
            "moved": dict(sorted(self.moved.items())),
            "levels": levels,
            "by": by,
            "not_carried": self.not_carried,
            "not_read": sorted(self.not_read),
        }


def whatif(
    old: Standard, new: Standard, visits: Path, out: Path, bar: Progress | None = None
) -> Summary:
    """Grade every row under both versions; codes map by ``continues``.

    Versions without levels put their conclusions in place of the levels; a visit then stays the
    ``same``, is ``changed``, or ``ungraded`` where one of the two has no conclusion.
    What is written so far lies in ``OUT.csv.<digest>.part``; the same call again resumes there.
    bar: who is told how far it is; the terminal where left out.
    Raises ScoringError ``no-level-here`` and those of ``batch``.
    """
    if bool(old.levels) != bool(new.levels):
        bare = old if new.levels else new
        raise ScoringError(
            "no-level-here", bare.id, "levels in both versions or in none", "none", "name others"
        )
    file = VisitsFile(visits, old)
    both = _Both(old, new, file)
    summary = Summary(not_carried=both.not_carried)
    part = out.with_name(f"{out.name}.{both.mark(visits)}.part")
    done = _written(part)
    bar = bar or Progress("whatif")
    with _opened(part, done) as text:
        writer = csv.writer(text, lineterminator="\n")
        if not done:
            writer.writerow(HEADER)
        for rows, faults, part_of in both.rows():
            summary.bad = tell(faults, summary.bad)
            _count(summary, rows, part_of, file)
            summary.not_read |= both.not_read()
            fresh = rows[max(0, done - summary.rows) :]
            summary.resumed += len(rows) - len(fresh)
            summary.rows += len(rows)
            writer.writerows(fresh)
            text.flush()
            bar.at(file.done, file.size, summary.rows)
    os.replace(part, out)
    bar.end()
    return summary


class _Both:
    """One file of visits under two versions."""

    def __init__(self, old: Standard, new: Standard, file: VisitsFile) -> None:
        self.file = file
        self.old, self.new = old, new
        self.source = carried(old, new)
        self.not_carried = [code for code in new.by_code if code not in self.source]
        columns = {code: file.columns[at] for code, at in self.source.items() if at in file.columns}
        other = {name: column for name, column in file.columns.items() if ":" in name}
        self.plans = (Plan(old, file.columns), Plan(new, other | columns))
        self.populations = [collect(self.plans[0], file), self._populations(other | columns)]

    def rows(self) -> Iterator[tuple[list[list[str]], list[Fault], Part]]:
        """Per part of the file the rows of OUT.csv."""
        for part in self.file.parts():
            chunk = Chunk(self.plans[0], part.codes, len(part.ids))
            faults = faults_of(chunk, part)
            before = printed_outline(chunk, places(self.populations[0], chunk, part, self.file))
            moved = self._carried_codes(part.codes)
            after_chunk = Chunk(self.plans[1], moved, len(part.ids))
            after = printed_outline(
                after_chunk, places(self.populations[1], after_chunk, part, self.file)
            )
            yield list(self._rows(part, before, after, faults)), faults, part

    def not_read(self) -> set[str]:
        """Items whose answers the old version reads and the new one does not, so far."""
        old, new = (plan.items.plain for plan in self.plans)
        return {
            code
            for code, at in self.source.items()
            if code in new and new[code].faulty and at in old and not old[at].faulty
        }

    def mark(self, visits: Path) -> str:
        """What this run rests on, in a few letters: the versions and the file."""
        from scoring.canonical import canonical_digest

        stat = visits.stat()
        return canonical_digest(
            [self.old.digest, self.new.digest, stat.st_size, str(stat.st_mtime_ns)]
        )[:12]

    def _populations(self, columns: dict[str, Column]) -> Any:
        """The populations under the new version, over the carried columns."""
        view = _Carried(self.file, self._carried_codes, columns)
        return collect(self.plans[1], view)  # type: ignore[arg-type]  # reads like a file of visits

    def _carried_codes(self, codes: dict[str, Codes]) -> dict[str, Codes]:
        moved = {name: column for name, column in codes.items() if ":" in name}
        return moved | {new: codes[old] for new, old in self.source.items() if old in codes}

    def _rows(
        self, part: Part, before: Printed, after: Printed, faults: Sequence[Fault]
    ) -> Iterator[list[str]]:
        if not self.new.levels:
            yield from self._concluded(part, before, after, faults)
            return
        ranks = _Ranks(self.old, self.new)
        columns = [before["level"], after["level"], before["total"], after["total"]]
        limits = zip(before["limited_by"], after["limited_by"], strict=True)
        for one, fault, cells, limited in zip(
            part.ids, faults, zip(*columns, strict=True), limits, strict=True
        ):
            if fault is not None:
                yield [one, "", "", "", "", "ungraded", str(fault)]
                continue
            way = ranks.way(cells[0], cells[1])
            yield [one, *cells, way, _why(way, limited, cells)]

    def _concluded(
        self, part: Part, before: Printed, after: Printed, faults: Sequence[Fault]
    ) -> Iterator[list[str]]:
        """Rows of versions without levels; why names the items that fail or no longer do."""
        renamed = {code: item for item, code in self.source.items()}
        columns = [before["conclusion"], after["conclusion"], before["failed"], after["failed"]]
        for one, fault, cells in zip(part.ids, faults, zip(*columns, strict=True), strict=True):
            was, now, failed, failing = cells
            if fault is not None:
                yield [one, "", "", "", "", "ungraded", str(fault)]
            elif not was or not now:
                yield [one, was, now, "", "", "ungraded", "not answered"]
            elif was == now:
                yield [one, was, now, "", "", "same", ""]
            else:
                earlier = ";".join(renamed.get(code, code) for code in failed.split(";"))
                words = _why("changed", (earlier, failing), ("", "", "", ""))
                yield [one, was, now, "", "", "changed", words]


@dataclass(slots=True)
class _Carried:
    """The same file as the new version sees it."""

    file: VisitsFile
    carry: Any
    columns: dict[str, Column]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def parts(self) -> Iterator[Part]:
        for part in self.file.parts():
            yield Part(part.ids, part.lines, part.faults, self.carry(part.codes))


class _Ranks:
    """Levels of two versions side by side: by name where both know it, else by place."""

    def __init__(self, old: Standard, new: Standard) -> None:
        ids = [level.id for level in old.levels]
        self._new = {level.id: at for at, level in enumerate(new.levels)}
        same = all(one in self._new for one in ids)
        self._old = {one: self._new[one] if same else at for at, one in enumerate(ids)}

    def way(self, before: str, after: str) -> str:
        """up, down, same, or ungraded where neither has a level."""
        if not before and not after:
            return "ungraded"
        left, right = self._old.get(before, -1), self._new.get(after, -1)
        return "same" if left == right else ("up" if right > left else "down")


def carried(old: Standard, new: Standard) -> dict[str, str]:
    """Per item of the new version the old code whose answers it takes over."""
    found: dict[str, str] = {}
    for item in new.items:
        for code in (*item.continues, item.code):
            if code in old.by_code and code not in found.values():
                found[item.code] = code
                break
    return found


def _why(way: str, limited: tuple[str, str], cells: tuple[str, ...]) -> str:
    """What changed: limits that came or went, else the total."""
    if way == "same":
        return ""
    before, after = (set(one.split(";")) - {""} for one in limited)
    words = [f"+{name}" for name in limited[1].split(";") if name and name not in before]
    words += [f"-{name}" for name in limited[0].split(";") if name and name not in after]
    if cells[2] != cells[3]:
        words.append(f"total {cells[2]} -> {cells[3]}")
    return "; ".join(words) or "thresholds"


def _count(summary: Summary, rows: list[list[str]], part: Part, file: VisitsFile) -> None:
    for row in rows:
        summary.moved[row[5]] += 1
        summary.levels[row[1], row[2]] += 1
    for name in file.strata():
        cells = file.columns[name].cells
        counts = summary.by.setdefault(name.removeprefix(STRATUM), Counter())
        for code, row in zip(part.codes[name].tolist(), rows, strict=True):
            counts[cells[code], row[5]] += 1


def _written(part: Path) -> int:
    """How many whole rows lie there from an earlier run; a cut last line is dropped."""
    if not part.exists():
        return 0
    body = part.read_bytes()
    whole = body[: body.rfind(b"\n") + 1]
    if len(whole) != len(body):
        part.write_bytes(whole)
    rows = list(csv.reader(whole.decode("utf-8", "replace").splitlines(keepends=True)))
    return max(0, len(rows) - 1)


def _opened(part: Path, done: int) -> TextIO:
    try:
        return part.open("a" if done else "w", encoding="utf-8", newline="")
    except OSError as fault:
        raise ScoringError(
            "cannot-write", part.name, "a file that can be written", str(fault.strerror), "check it"
        ) from fault


def summary_text(summary: Summary) -> str:
    """The summary as JSON for stdout."""
    return json.dumps(summary.as_json(), ensure_ascii=False, indent=2)
