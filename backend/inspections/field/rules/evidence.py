"""Manifests of photos and documents; their bytes come after (佐证材料清单)."""

from __future__ import annotations

from backend.inspections.field.case import Case
from backend.inspections.models import Evidence, Waiver

MAX_BYTES = 64 * 1024 * 1024
MEDIA_TYPES = frozenset(("image/jpeg", "image/png", "image/webp", "application/pdf"))


def add(case: Case) -> None:
    """A manifest: what was taken, its digest at capture, where, and whether a person shows."""
    body = case.body
    case.need(body["id"] not in case.state.evidence, "evidence-known")
    case.must(body["length"] <= MAX_BYTES, "evidence-too-large", str(body["length"]))
    case.must(body["media_type"] in MEDIA_TYPES, "media-type-refused", body["media_type"])
    if item := body.get("item"):
        case.must(item in case.state.standard.by_code, "item-unknown", item)
    position = body.get("position") or {}
    if position.get("mock"):
        case.note("position-mocked")
    case.state.evidence[body["id"]] = case.row(
        Evidence,
        id=body["id"],
        item=body.get("item", ""),
        kind=body["kind"],
        sha256=body["sha256"],
        length=body["length"],
        media_type=body["media_type"],
        captured_at=body["captured_at"],
        lat=position.get("lat"),
        lon=position.get("lon"),
        accuracy_m=position.get("accuracy"),
        mock_location=position.get("mock"),
        person_visible=body.get("person_visible", False),
        regions=body.get("regions", []),
        caption=body.get("caption", ""),
        state=Evidence.State.AWAITING,
    )


def remove(case: Case) -> None:
    """A photo is taken back before the record is read; its manifest stays on file."""
    row = _known(case)
    case.need(not case.soft, "after-signature")
    case.touch(row, state=Evidence.State.WITHDRAWN)


def waive(case: Case) -> None:
    """Two officers let missing bytes go, with a reason that result and papers show (免交)."""
    row = _known(case)
    case.need(row.state == Evidence.State.AWAITING, "evidence-complete")
    case.demand_second(case.body["second_officer"])
    row.state = Evidence.State.WAIVED
    case.state.put(row)
    case.row(
        Waiver,
        evidence=row,
        second_officer_id=case.body["second_officer"],
        reason=case.body["reason"],
    )


def _known(case: Case) -> Evidence:
    row = case.state.evidence.get(case.body["id"])
    case.need(row is not None, "evidence-unknown", str(case.body["id"]))
    assert row is not None
    case.need(row.state != Evidence.State.WITHDRAWN, "evidence-withdrawn")
    return row
