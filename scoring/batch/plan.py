"""A standard compiled for many visits: its tables over the columns of a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from scoring.answers import CONTEXT
from scoring.batch.cells import Column
from scoring.batch.layout import unit_of
from scoring.batch.sums import Items
from scoring.batch.tables import context_table, fact_table
from scoring.checklist import Standard
from scoring.errors import ScoringError

FACT, IN_CONTEXT, STRATUM = "fact:", "context:", "stratum:"


class Plan:
    """Everything about a standard that does not change from chunk to chunk.

    columns: by name as in VISITS.csv; what a file leaves out is an empty column.
    """

    def __init__(self, standard: Standard, columns: Mapping[str, Column]) -> None:
        if standard.incomplete is not None:
            raise ScoringError(
                "incomplete-standard",
                f"{standard.id} {standard.version}",
                "points that add up",
                standard.incomplete.zh,
                "load the official points and publish a version of your own",
            )
        self.standard = standard
        self.unit = unit_of(standard)
        self.decimals = len(str(self.unit)) - 1
        known: defaultdict[str, Column] = defaultdict(Column, columns)
        self.facts = {
            name: fact_table(standard, name, known[FACT + name]) for name in standard.facts
        }
        self.contexts = {
            name: context_table(standard, name, known[IN_CONTEXT + name]) for name in CONTEXT
        }
        self.items = Items(standard, known, self.facts, self.unit)
        self.places = {chapter.id: at for at, chapter in enumerate(standard.chapters)}

    def fill(self) -> None:
        """Read the cells that are new in any column."""
        for table in (*self.facts.values(), *self.contexts.values()):
            table.fill()
        self.items.fill()
