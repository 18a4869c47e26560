"""What waits for somebody today (待办): one registry, one module a kind of work.

A module named in MODULES has ``waiting(person) -> Iterable[Todo]``; it counts only what the
person's roles let him do, by as few queries as it can, and never a query a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.urls import reverse

from backend.accounts.models import Person

MODULES = [
    "backend.office.inspection_todos",
    "backend.office.rating_todos",
]  # in the order they are shown


@dataclass(frozen=True, slots=True)
class Todo:
    """One number, its word, its mark and the filtered list behind it.

    route: name of the list's page; query: its filters, with the leading question mark.
    late: how many of them are past their term; always: shown though there is nothing to do.
    """

    count: int
    what: Any
    icon: str
    route: str
    query: str = ""
    late: int = 0
    always: bool = False

    @property
    def address(self) -> str:
        """Give the address of the list."""
        return f"{reverse(self.route)}{self.query}"


def todos(person: Person) -> list[Todo]:
    """Give what waits for somebody, in the order of the modules."""
    found = (one for name in MODULES for one in import_module(name).waiting(person))
    return [one for one in found if one.count or one.always]
