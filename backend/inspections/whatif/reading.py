"""The visits of a trial written out as VISITS.csv, a few hundred at a time (读取检查结果)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.inspections.field.adopted import adopt
from backend.inspections.models import Attestation, FactValue, Reconciliation, Visit
from backend.inspections.selectors.outcome import context_of
from backend.inspections.whatif.cells import Cells, cell_of
from scoring import Standard
from scoring.answers import CONTEXT

AT_ONCE = 200  # visits read together: bounds what is in memory
STRATA = ("stratum:region", "stratum:kind")
Heard = Callable[[int], None]


def write_visits(
    rows: QuerySet[Visit], standard: Standard, target: Path, heard: Heard = lambda done: None
) -> int:
    """Write the adopted answers of every visit; give how many there are.

    What was written before a cut lies in `<target>.part` and is taken up there. heard: is told
    how many are done.
    """
    if target.exists():
        return _lines(target)
    cells, part = Cells(standard), target.with_name(f"{target.name}.part")
    done, last = _written(part)
    with part.open("a", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        if not done:
            text.truncate(0)
            contexts = [f"context:{name}" for name in CONTEXT]
            writer.writerow(["id", *STRATA, *contexts, *cells.head])
        while some := _next(rows, last):
            writer.writerows(_cells_of(some, cells))
            text.flush()
            done, last = done + len(some), some[-1].pk
            heard(done)
    part.replace(target)
    return done


def _next(rows: QuerySet[Visit], last: UUID | None) -> list[Visit]:
    after = rows.filter(pk__gt=last) if last else rows
    return list(after.order_by("pk").select_related("nature", "site")[:AT_ONCE])


def _cells_of(visits: Sequence[Visit], cells: Cells) -> Iterable[list[str]]:
    """Adopt the answers of some visits, in as many queries as there are tables."""
    answers = _by_visit(Attestation, visits)
    decided, facts = _by_visit(Reconciliation, visits), _by_visit(FactValue, visits)
    items = cells.standard.by_code
    for visit in visits:
        adopted = adopt(
            answers[visit.pk],
            decided[visit.pk],
            facts[visit.pk],
            lambda code: items[code].tolerance if code in items else None,
            visit.lead_id,
        )
        yield [
            str(visit.pk),
            visit.site.region_id,
            visit.site.kind_id,
            *_context(visit),
            *cells.row(adopted.answers, adopted.facts),
        ]


def _by_visit(kind: Any, visits: Sequence[Visit]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in kind.objects.filter(visit__in=[one.pk for one in visits]).order_by("pk"):
        found[row.visit_id].append(row)
    return found


def _context(visit: Visit) -> list[str]:
    """Give what its own grading knew beside the answers."""
    known = context_of(visit)
    return [cell_of(known.get(name)) for name in CONTEXT]


def _written(part: Path) -> tuple[int, UUID | None]:
    """Say how many whole rows lie there, and the last of them; a cut last line is dropped."""
    if not part.exists():
        return 0, None
    with part.open("rb+") as file:
        whole, count, last = 0, 0, b""
        for line in file:
            if not line.endswith(b"\n"):
                break
            whole, count, last = whole + len(line), count + 1, line
        file.truncate(whole)
    if count < 2:
        part.unlink()
        return 0, None
    return count - 1, UUID(last.partition(b",")[0].decode())


def _lines(target: Path) -> int:
    with target.open("rb") as file:
        return sum(1 for _ in file) - 1
