"""Changing the ledger; every verb is one transaction and one log event."""

from backend.duties.services.excusing import excuse_duty
from backend.duties.services.files import ask_for_file, make_file
from backend.duties.services.kinds import load_kinds
from backend.duties.services.noting import note_duty_done
from backend.duties.services.settling import settle_day, settle_everything

__all__ = [
    "ask_for_file",
    "excuse_duty",
    "load_kinds",
    "make_file",
    "note_duty_done",
    "settle_day",
    "settle_everything",
]
