"""The offline package of a visit (离线包): all the tablet needs inside the home."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock
from backend.inspections.models import Nature, Package, Problem, Visit
from backend.inspections.selectors.contacts import contacts_for
from backend.inspections.selectors.words import order_words, rating_words, record_words
from backend.inspections.services.visit_row import demand_state, log, take
from backend.keys.envelopes import public_jwk
from backend.papers.models import Agency
from backend.papers.selectors import agency_for, block_for_package, template_of
from backend.papers.services import lease_block
from backend.papers.templates import kinds

State = Visit.State
# What a tablet may issue offline, and how many numbers of it one is lent.
INSPECTION_PAPERS = {"onsite-record": 5, "rectification-order": 5}
RATING_PAPERS = {"rating-record": 3}
WORDS = {
    "onsite-record": record_words,
    "rectification-order": order_words,
    "rating-record": rating_words,
}
INTAKE = "intake"  # the server key leads are for
UNSETTLED = (
    Problem.State.OPEN,
    Problem.State.ORDERED,
    Problem.State.ANSWERED,
    Problem.State.OVERDUE,
)


@transaction.atomic
def package(visit_id: UUID, device_id: UUID, *, actor: str) -> dict[str, Any]:
    """Make the package for one tablet and remember that it was downloaded.

    The nonce for sampling on the spot is made once per visit and tablet; fetching again
    gives the same. Numbers come as blocks of this year, so that papers are issued offline.

    Raises WrongState before the approval and after the lock.
    """
    visit = take(visit_id)
    demand_state(visit, State.APPROVED, State.NOTIFIED, State.OPEN)
    agency = agency_for(visit.site.region_id, visit.department)
    row, first = _remember(visit, device_id, agency)
    if first:
        log("package-downloaded", visit, actor, device=str(device_id))
    return {
        "visit": _visit(visit),
        "nature": _nature(visit.nature),
        "site": _site(visit),
        "agency": {"mark": agency.mark, "name": agency.name},
        "checklist": _checklist(visit),
        "facts": _known_facts(visit),
        "officers": _officers(visit),
        "chapters": _chapters(visit),
        "context": visit.grading_context,
        "helpers": list(visit.helpers.order_by("name").values("name", "organisation")),
        "templates": {kind: template_of(kind) for kind in blocks_of(visit)},
        "words": {kind: WORDS[kind](visit, agency) for kind in blocks_of(visit)},
        "numbers": row.blocks,
        "nonce": row.nonce,
        "findings_library": visit.checklist.bundle.get("findings", []),
        "open_problems": open_problems(visit),
        "intake_key": _intake_key(),
        "emergency": contacts_for(visit.site.region),
        "downloaded_at": row.downloaded_at.isoformat(),
        "clock": clock.now().isoformat(),
    }


def blocks_of(visit: Visit) -> dict[str, int]:
    """Give the papers of a nature that have a template; a rating finds and orders nothing."""
    papers = RATING_PAPERS if visit.nature.may_grade else INSPECTION_PAPERS
    known = kinds()
    return {kind: size for kind, size in papers.items() if kind in known}


def _remember(visit: Visit, device_id: UUID, agency: Agency) -> tuple[Package, bool]:
    row, first = Package.objects.get_or_create(
        visit=visit,
        device_id=device_id,
        defaults={"nonce": secrets.token_hex(32), "downloaded_at": clock.now()},
    )
    row.blocks = [_block(agency, kind, size, row) for kind, size in blocks_of(visit).items()]
    row.templates = {kind: template_of(kind)["digest"] for kind in blocks_of(visit)}
    row.save(update_fields=["blocks", "templates"])
    return row, first


def _block(agency: Agency, kind: str, size: int, row: Package) -> dict[str, Any]:
    block = lease_block(
        agency=agency.mark,
        kind=kind,
        year=clock.today().year,
        device=str(row.device_id),
        size=size,
        purpose=str(row.visit_id),
    )
    return block_for_package(block)


def _intake_key() -> dict[str, Any]:
    """Give the public key that confidential leads are encrypted to at capture (保密线索)."""
    told = public_jwk(INTAKE)
    return {"id": told["id"], "jwk": told["jwk"]}


def _visit(visit: Visit) -> dict[str, Any]:
    return {
        "id": str(visit.pk),
        "state": visit.state,
        "version": visit.version,
        "purpose": visit.purpose,
        "department": visit.department,
        "window_from": visit.window_from.isoformat(),
        "window_until": visit.window_until.isoformat(),
        "earliest_on": visit.earliest_on.isoformat() if visit.earliest_on else None,
        "this_year_count": visit.this_year_count,
        "cap": visit.cap,
        "emergency_reason": visit.emergency_reason,
        "scan": {
            "code": visit.scan_code,
            "at": visit.scanned_at.isoformat() if visit.scanned_at else None,
            "reason": visit.scan_reason,
        },
    }


def _nature(nature: Nature) -> dict[str, Any]:
    return {
        "code": nature.code,
        "title": {"zh": nature.title_zh, "en": nature.title_en},
        "may_find": nature.may_find,
        "may_order": nature.may_order,
        "may_grade": nature.may_grade,
        "min_officers": nature.min_officers,
        "needs_scan": nature.needs_scan,
    }


def _site(visit: Visit) -> dict[str, Any]:
    site = visit.site
    return {
        "id": str(site.pk),
        "label": site.label,
        "name": site.name,
        "address": site.address,
        "beds": site.beds,
        "kind": site.kind_id,
        "state": site.state,
        "region": site.region_id,
        "uscc": site.uscc,
        "legal_person": site.legal_person.name if site.legal_person else "",
        "filing_number": site.filing_number,
    }


def _checklist(visit: Visit) -> dict[str, Any]:
    return {
        "standard": visit.checklist.standard,
        "version": visit.checklist.version,
        "digest": visit.checklist_digest,
        "bundle": f"/api/v1/checklists/{visit.checklist_digest}/bundle",
    }


def _known_facts(visit: Visit) -> dict[str, str]:
    """Give what the register knows of the facts the checklist asks for."""
    asked = {fact["name"] for fact in visit.checklist.bundle.get("facts", [])}
    return {"beds": str(visit.site.beds)} if "beds" in asked else {}


def _officers(visit: Visit) -> list[dict[str, Any]]:
    return [
        {
            "id": str(one.officer_id),
            "name": one.officer.name,
            "department": one.department,
            "certificate_number": one.certificate_number,
            "certificate_until": one.certificate_until.isoformat(),
            "seat": one.seat,
            "is_lead": one.is_lead,
        }
        for one in visit.officers.filter(left_at=None).select_related("officer")
    ]


def _chapters(visit: Visit) -> list[dict[str, str]]:
    """Say who answers which chapter; empty where all answer all."""
    rows = {one.chapter: str(one.officer_id) for one in visit.chapters.all()}
    order = [str(chapter["id"]) for chapter in visit.checklist.bundle["chapters"]]
    return [{"id": name, "officer": rows[name]} for name in order if name in rows]


def open_problems(visit: Visit) -> list[dict[str, Any]]:
    """Give what earlier visits found at this site and is not settled, for the re-check."""
    rows = Problem.objects.filter(site=visit.site_id, state__in=UNSETTLED)
    return [
        {
            "number": row.number,
            "state": row.state,
            "due_on": row.due_on.isoformat() if row.due_on else None,
            "finding": str(row.finding_id),
            "item": row.finding.item,
            "clause": row.finding.clause,
            "wording": row.finding.wording,
            "demand": row.finding.demand,
            "severity": row.finding.severity,
            "evidence": [str(one) for one in row.finding.evidence_ids],
        }
        for row in rows.exclude(visit=visit).select_related("finding")
    ]
