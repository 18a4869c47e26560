"""Changing draws; every verb is one transaction and one operation-log event."""

from backend.draws.services.announce import Witness, announce_draw, code_count
from backend.draws.services.ending import abort_overdue_draws, finish_draw, void_draw
from backend.draws.services.imported import import_draw
from backend.draws.services.randomness import enter_randomness
from backend.draws.services.substitutes import (
    confirm_unavailable,
    declare_unavailable,
    next_iteration,
)

__all__ = [
    "Witness",
    "abort_overdue_draws",
    "announce_draw",
    "code_count",
    "confirm_unavailable",
    "declare_unavailable",
    "enter_randomness",
    "finish_draw",
    "import_draw",
    "next_iteration",
    "void_draw",
]
