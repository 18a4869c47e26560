"""What happens below, told to the ledger (处理事件).

The event only says where to look: the rows are read from the work itself, so an event that comes
twice, late, or before the one that began the duty changes nothing that is right.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.duties import ledger
from backend.duties.sources import SOURCES
from backend.ratings.models import Level
from backend.registers.models import Site

NOUNS = ("visit", "site", "order", "draw", "application", "publication")


@transaction.atomic
def follow(payload: dict[str, Any]) -> None:
    """Handle any event that names a visit, home, order, draw, application, level or plan."""
    told = _nouns(payload)
    for code in SOURCES:
        for only in ledger.lookups(code, told):
            ledger.settle_only(code, only)


def _nouns(payload: dict[str, Any]) -> dict[str, UUID | str]:
    told: dict[str, UUID | str] = {}
    for noun in NOUNS:
        if found := _id(payload.get(noun)):
            told[noun] = found
    if found := _id(payload.get("subject_id")):  # of a paper
        told[str(payload.get("subject_type"))] = found
    if found := _id(payload.get("level_id")):
        told["level"] = found
        told["office"] = _county(Level.objects.filter(pk=found), "site__region__path")
    elif "plan" in payload or "half_year" in payload:
        told["office"] = str(payload.get("region", ""))
    elif "visit" in told:
        told["office"] = _county(Site.objects.filter(visits__pk=told["visit"]), "region__path")
    return {noun: value for noun, value in told.items() if value}


def _county(rows: Any, path: str) -> str:
    """Give the county of a row's region; empty where there is none."""
    parts = str(rows.values_list(path, flat=True).first() or "").split("/")
    return parts[2] if len(parts) > 3 else ""


def _id(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
