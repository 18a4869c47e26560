"""Clock chips for many days at once (期限)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from backend.calendar.services import working_days_left_of
from backend.core import clock
from backend.look.clocks import Chip

Told = tuple[Any, date | None, Any]  # what it is for, the last day, its basis


def chips(told: Iterable[Told]) -> list[Chip | None]:
    """Make a chip for each; None where there is no day. One question to the calendar."""
    rows, today = list(told), clock.today()
    left = working_days_left_of((due for _what, due, _basis in rows if due), today)
    return [
        Chip(str(what), due, left[due], today, str(basis)) if due else None
        for what, due, basis in rows
    ]


def chip(what: Any, due: date | None, basis: Any = "") -> Chip | None:
    """Make one."""
    return chips([(what, due, basis)])[0]
