"""Who and what is inspected, and by whom (名录库): sites, legal persons, officers, managers."""

from backend.registers.models.imports import SiteImport
from backend.registers.models.officers import AssessorYear, Interest, Officer
from backend.registers.models.people import HomeManager
from backend.registers.models.sites import (
    FacilityKind,
    LegalPerson,
    Site,
    SiteParty,
    SiteRevision,
)

__all__ = [
    "AssessorYear",
    "FacilityKind",
    "HomeManager",
    "Interest",
    "LegalPerson",
    "Officer",
    "Site",
    "SiteImport",
    "SiteParty",
    "SiteRevision",
]
