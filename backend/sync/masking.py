"""A colleague's answer is hidden until one's own, where an item asks two (双人独立认定).

Two who answered have answered independently: a third, as on a rating, is then told both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from backend.accounts.models import Person
from backend.inspections.models import Attestation, Visit
from backend.registers.models import Officer
from backend.standards.selectors import by_digest

TWO = 2
ANSWERS = frozenset(("answer.set", "answer.clear"))


class Mask:
    """What one reader may not see yet of these operations; four queries, whatever their number."""

    def __init__(self, reader: Person, operations: Sequence[dict[str, Any]]) -> None:
        visits = {one["visit"] for one in operations if one["kind"] in ANSWERS}
        rows = Visit.objects.filter(pk__in=visits).values_list("pk", "checklist_digest")
        self.standards = {str(pk): by_digest(digest) for pk, digest in rows}
        seats = Officer.objects.filter(person=reader).values_list("pk", flat=True)
        self.officers = {str(pk) for pk in seats}
        there = Attestation.objects.filter(visit_id__in=visits)
        own = there.filter(officer__person=reader).values_list("visit_id", "item")
        groups = there.filter(cleared=False).values("visit_id", "item")
        twice = groups.annotate(by=Count("officer")).filter(by__gte=TWO)
        known = [*own, *twice.values_list("visit_id", "item")]
        self.answered = {(str(visit), item) for visit, item in known}

    def over(self, operation: dict[str, Any]) -> dict[str, Any]:
        """Give the operation, without its answer where that is hidden."""
        if operation["kind"] not in ANSWERS:
            return operation
        body = operation["body"]
        item = self.standards[operation["visit"]].by_code.get(body["item"])
        own = body["officer"] in self.officers
        seen = (operation["visit"], body["item"]) in self.answered
        if item is None or item.attest != "both" or own or seen:
            return operation
        kept = {"item": body["item"], "officer": body["officer"]}
        return operation | {"body": kept, "hidden": True}
