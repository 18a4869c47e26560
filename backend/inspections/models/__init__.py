"""Nouns of the inspections app (检查)."""

from backend.inspections.models.contact import EmergencyContact
from backend.inspections.models.defect import Defect
from backend.inspections.models.evidence import Evidence, Finding, Problem, Waiver
from backend.inspections.models.feed import Feed, FeedEntry
from backend.inspections.models.nature import Cap, Nature, OfficePreset
from backend.inspections.models.record import (
    Attestation,
    FactValue,
    FieldRow,
    Lead,
    Reconciliation,
    SampleDraw,
)
from backend.inspections.models.signing import (
    Amendment,
    LockRequest,
    OfficerKey,
    Package,
    RenderedText,
    Signature,
)
from backend.inspections.models.visit import (
    Approval,
    Visit,
    VisitChapter,
    VisitHelper,
    VisitOfficer,
)
from backend.inspections.models.whatif import WhatIf, WhatIfRow

__all__ = [
    "Amendment",
    "Approval",
    "Attestation",
    "Cap",
    "Defect",
    "EmergencyContact",
    "Evidence",
    "FactValue",
    "Feed",
    "FeedEntry",
    "FieldRow",
    "Finding",
    "Lead",
    "LockRequest",
    "Nature",
    "OfficePreset",
    "OfficerKey",
    "Package",
    "Problem",
    "Reconciliation",
    "RenderedText",
    "SampleDraw",
    "Signature",
    "Visit",
    "VisitChapter",
    "VisitHelper",
    "VisitOfficer",
    "Waiver",
    "WhatIf",
    "WhatIfRow",
]
