"""A colleague's answer is hidden until one's own, where an item asks both (双人独立认定)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend.accounts.models import Person
from backend.inspections.models import Attestation, Visit
from backend.registers.models import Officer
from backend.standards.selectors import by_digest

ANSWERS = frozenset(("answer.set", "answer.clear"))


class Mask:
    """What one reader may not see yet of these operations; two queries, whatever their number."""

    def __init__(self, reader: Person, operations: Sequence[dict[str, Any]]) -> None:
        visits = {one["visit"] for one in operations if one["kind"] in ANSWERS}
        rows = Visit.objects.filter(pk__in=visits).values_list("pk", "checklist_digest")
        self.standards = {str(pk): by_digest(digest) for pk, digest in rows}
        officer = Officer.objects.filter(person=reader).values_list("pk", flat=True).first()
        self.officer = str(officer) if officer else ""
        own = Attestation.objects.filter(visit_id__in=visits, officer__person=reader)
        self.answered = {(str(visit), item) for visit, item in own.values_list("visit_id", "item")}

    def over(self, operation: dict[str, Any]) -> dict[str, Any]:
        """Give the operation, without its answer where that is hidden."""
        if operation["kind"] not in ANSWERS:
            return operation
        body = operation["body"]
        item = self.standards[operation["visit"]].by_code.get(body["item"])
        own = body["officer"] == self.officer
        seen = (operation["visit"], body["item"]) in self.answered
        if item is None or item.attest != "both" or own or seen:
            return operation
        kept = {"item": body["item"], "officer": body["officer"]}
        return operation | {"body": kept, "hidden": True}
