"""Changing the registers; every verb is one transaction and one operation-log event."""

from backend.registers.services.managers import appoint_home_manager
from backend.registers.services.officers import (
    add_officer,
    declare_interest,
    record_assessor_year,
)
from backend.registers.services.site_import import apply_site_import, counts, import_sites

__all__ = [
    "add_officer",
    "apply_site_import",
    "appoint_home_manager",
    "counts",
    "declare_interest",
    "import_sites",
    "record_assessor_year",
]
