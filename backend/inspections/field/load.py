"""Reading the visits of a batch, in as many queries as there are tables (读取检查现状)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from backend.inspections.field.operation import Operation
from backend.inspections.field.state import NumberTerms, VisitState
from backend.inspections.models import (
    Attestation,
    Evidence,
    FactValue,
    Finding,
    LockRequest,
    OfficerKey,
    Package,
    Reconciliation,
    RenderedText,
    SampleDraw,
    Signature,
    Visit,
    VisitOfficer,
)
from backend.papers.models import Number
from backend.standards.selectors import by_digest

M = TypeVar("M", bound=Model)


def lock_visits(visit_ids: Iterable[UUID]) -> dict[UUID, Visit]:
    """Lock the visits for this transaction, in id order: pushes for one visit follow each other."""
    rows = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("nature")
        .filter(pk__in=set(visit_ids))
        .order_by("pk")
    )
    return {row.pk: row for row in rows}


def states(
    visits: Mapping[UUID, Visit],
    operations: Iterable[Operation] = (),
    said: Mapping[UUID, dict[str, Any]] | None = None,
    skew: Mapping[UUID, timedelta | None] | None = None,
    actor: str = "system",
) -> dict[UUID, VisitState]:
    """Read the records of locked visits.

    operations: those about to be judged; the numbers they use are looked up.
    said: bodies of the operations they name as parent; skew: per device; actor: who sent them.
    """
    found = {
        pk: VisitState(visit, by_digest(visit.checklist_digest)) for pk, visit in visits.items()
    }
    for seat in _rows(VisitOfficer, found):
        found[seat.visit_id].seats[seat.officer_id] = seat
    for answer in _rows(Attestation, found):
        found[answer.visit_id].answers[answer.item, answer.officer_id] = answer
    for decision in _rows(Reconciliation, found):
        found[decision.visit_id].reconciled[decision.item] = decision
    for fact in _rows(FactValue, found):
        found[fact.visit_id].facts[fact.name] = fact
    for sample in _rows(SampleDraw, found):
        found[sample.visit_id].samples[sample.item].append(sample)
    for evidence in _rows(Evidence, found):
        found[evidence.visit_id].evidence[evidence.pk] = evidence
    for finding in _rows(Finding, found):
        found[finding.visit_id].findings[finding.pk] = finding
    _load_papers(found)
    numbers = numbers_of(operations)
    for state in found.values():
        state.numbers = numbers
        state.said = dict(said or {})
        state.skew = dict(skew or {})
        state.actor = actor
    return found


def _load_papers(found: dict[UUID, VisitState]) -> None:
    for text in _rows(RenderedText, found):
        found[text.visit_id].texts[text.text_digest] = text
    for signature in _rows(Signature, found):
        found[signature.visit_id].signatures.append(signature)
    for request in _rows(LockRequest, found):
        found[request.visit_id].lock = request
    for key in _rows(OfficerKey, found):
        found[key.visit_id].officer_keys[key.officer_id].append(key.public_jwk)
    for package in _rows(Package, found):
        found[package.visit_id].packages[package.device_id] = package


def _rows(kind: type[M], found: Mapping[UUID, VisitState]) -> Iterable[Any]:
    return kind._default_manager.filter(visit_id__in=list(found)).order_by("pk")


def numbers_of(operations: Iterable[Operation]) -> dict[str, NumberTerms]:
    """Whose block each number of these operations is from, and which text carries it already."""
    labels = {op.body["number"] for op in operations if op.kind == "paper.render"}
    if not labels:
        return {}
    used = {
        label: (visit, kind)
        for label, visit, kind in RenderedText.objects.filter(number__in=labels).values_list(
            "number", "visit_id", "kind"
        )
    }
    blocks = Number.objects.filter(label__in=labels).values_list("label", "block__device")
    return {
        label: NumberTerms(device or "", *used.get(label, (None, ""))) for label, device in blocks
    }
